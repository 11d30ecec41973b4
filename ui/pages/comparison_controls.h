// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QMenu;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// Edits the session's settings of comparisons: effort, repeats, methods and the baseline that they are tested against;
/// starts and stops the training.
class ComparisonControls : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonControls(Session& session, QWidget* parent = nullptr);

private:
    void buildMethods();
    void connectSession();
    void showSettings();
    void showState();
    void takeSettings();

    Session& m_session;
    QPushButton* m_train = nullptr;
    QPushButton* m_stop = nullptr;
    QComboBox* m_effort = nullptr;
    QSpinBox* m_repeats = nullptr;
    QComboBox* m_baseline = nullptr;
    QPushButton* m_methods = nullptr;
    QMenu* m_methodMenu = nullptr;
};

} // namespace wattline::ui
