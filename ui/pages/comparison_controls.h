// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// Edits the session's settings of comparisons: methods and the baseline that they are tested against, repeats and
/// effort, how the rows are split, which features are taken, and from which difference on it matters; starts and stops
/// the training.
class ComparisonControls : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonControls(Session& session, QWidget* parent = nullptr);

private:
    QHBoxLayout* buildTraining();
    QHBoxLayout* buildRules();
    void buildMethods();
    void buildSelection();
    void connectSession();
    void showSettings();
    void showMethods(const ComparisonSettings& settings);
    void showSplit();
    void fillColumns();
    void showState();
    void takeSettings();
    void takeSplit();

    Session& m_session;
    QPushButton* m_train = nullptr;
    QPushButton* m_stop = nullptr;
    QSpinBox* m_repeats = nullptr;
    QComboBox* m_effort = nullptr;
    QComboBox* m_baseline = nullptr;
    QPushButton* m_methods = nullptr;
    QMenu* m_methodMenu = nullptr;
    QComboBox* m_split = nullptr;
    QComboBox* m_column = nullptr;
    QComboBox* m_select = nullptr;
    QDoubleSpinBox* m_threshold = nullptr;
    QDoubleSpinBox* m_negligible = nullptr;
    QCheckBox* m_tuneAll = nullptr;
};

} // namespace wattline::ui
