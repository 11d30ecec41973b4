// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

/// Starts a job and, in its place while it runs, shows how far it has come and cancels it.
class JobBar : public QWidget {
    Q_OBJECT

public:
    /// `start` is the text of the button.
    JobBar(Session& session, Job job, const QString& start, QWidget* parent = nullptr);

signals:
    void startRequested();

private:
    void refresh();

    Session& m_session;
    Job m_job;
    QPushButton* m_start;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
};

} // namespace wattline::ui
