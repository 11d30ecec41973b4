// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/strict.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QDoubleSpinBox;
class QGroupBox;
class QLabel;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

class FunctionList;

/// Edits the settings of strict mode.
class StrictForm : public QWidget {
    Q_OBJECT

public:
    StrictForm();

    void setSettings(const StrictSettings& settings);
    StrictSettings settings() const;
    /// What a search in progress cannot change: its seed.
    void fixWhatStays();

signals:
    void changed();

private:
    QGroupBox* buildRun();
    QGroupBox* buildVariation();
    QGroupBox* buildPrograms();
    QGroupBox* buildFunctions();
    void showReproduction();

    StrictSettings m_given; ///< what the fields were last filled with
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
    FunctionList* m_functions = nullptr;
};

} // namespace wattline::ui
