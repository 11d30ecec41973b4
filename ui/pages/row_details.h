// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QTextEdit;
QT_END_NAMESPACE

namespace wattline::ui {

/// Says which row of the data set is selected and where it comes from: runs, recordings, whether its targets were
/// measured or given, and its numbers; with the way back to its recordings.
class RowDetails : public QWidget {
    Q_OBJECT

public:
    explicit RowDetails(Session& session, QWidget* parent = nullptr);

private:
    void refresh();

    Session& m_session;
    QTextEdit* m_text;
};

} // namespace wattline::ui
