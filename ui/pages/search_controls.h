// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QBoxLayout;
class QComboBox;
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

/// The row above a search: starts, pauses, resumes and stops it, and chooses what is searched for and with which
/// settings.
class SearchControls : public QWidget {
    Q_OBJECT

public:
    explicit SearchControls(Session& session);

    /// Asks for other settings in a dialog. They act in the next search, and in a paused one from its next generation
    /// on.
    void editSettings();

private:
    void addButtons(QBoxLayout* row);
    void addChoices(QBoxLayout* row);
    void showDataset();
    void showState();
    void showSettings();

    Session& m_session;
    QPushButton* m_start = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_settings = nullptr;
    QComboBox* m_preset = nullptr;
    QComboBox* m_target = nullptr;
    QProgressBar* m_progress = nullptr;
};

} // namespace wattline::ui
