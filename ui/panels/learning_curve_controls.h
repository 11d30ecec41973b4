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

/// The shares k/n of the training rows, k from 1 to n.
std::vector<double> evenShares(int points);

/// Edits the session's settings of learning curves: methods, points, repeats and effort; starts and stops them.
class LearningCurveControls : public QWidget {
    Q_OBJECT

public:
    explicit LearningCurveControls(Session& session, QWidget* parent = nullptr);

    /// Computes a curve by what the controls show.
    void start();

private:
    void buildMethods();
    void connectSession();
    void showState();
    LearningCurveSettings settings() const;

    Session& m_session;
    QPushButton* m_start = nullptr;
    QPushButton* m_stop = nullptr;
    QSpinBox* m_points = nullptr;
    QSpinBox* m_repeats = nullptr;
    QComboBox* m_effort = nullptr;
    QPushButton* m_methods = nullptr;
    QMenu* m_methodMenu = nullptr;
};

} // namespace wattline::ui
