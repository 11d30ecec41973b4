// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/strict.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QDialogButtonBox;
class QDoubleSpinBox;
class QGroupBox;
class QLabel;
class QListWidget;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// Edits the settings of a search. OK is offered only for settings that a search accepts; else a line says why not.
class SearchSettingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit SearchSettingsDialog(const StrictSettings& settings, QWidget* parent = nullptr);

    StrictSettings settings() const;

private:
    QGroupBox* buildRun();
    QGroupBox* buildVariation();
    QGroupBox* buildPrograms();
    QGroupBox* buildFunctions();
    QDialogButtonBox* buildButtons();
    void showSettings(const StrictSettings& settings);
    void check();

    QSpinBox* m_population = nullptr;
    QSpinBox* m_generations = nullptr;
    QSpinBox* m_tournament = nullptr;
    QDoubleSpinBox* m_stopping = nullptr;
    QSpinBox* m_seed = nullptr;
    QDoubleSpinBox* m_crossover = nullptr;
    QDoubleSpinBox* m_subtree = nullptr;
    QDoubleSpinBox* m_hoist = nullptr;
    QDoubleSpinBox* m_point = nullptr;
    QDoubleSpinBox* m_pointReplace = nullptr;
    QLabel* m_reproduction = nullptr;
    QDoubleSpinBox* m_parsimony = nullptr;
    QDoubleSpinBox* m_constantMin = nullptr;
    QDoubleSpinBox* m_constantMax = nullptr;
    QSpinBox* m_depthMin = nullptr;
    QSpinBox* m_depthMax = nullptr;
    QListWidget* m_functions = nullptr;
    QLabel* m_fault = nullptr;
    QDialogButtonBox* m_buttons = nullptr;
};

} // namespace wattline::ui
