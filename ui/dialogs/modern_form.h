// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/modern_settings.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGroupBox;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

class FunctionList;

/// Edits the settings of modern mode.
class ModernForm : public QWidget {
    Q_OBJECT

public:
    ModernForm();

    void setSettings(const ModernSettings& settings);
    ModernSettings settings() const;
    /// What a search in progress cannot change: its seed and the error that it makes small.
    void fixWhatStays();

signals:
    void changed();

private:
    QGroupBox* buildRun();
    QGroupBox* buildFormulas();
    QGroupBox* buildTechniques();
    QGroupBox* buildFunctions();

    ModernSettings m_given; ///< what the fields were last filled with, and what they do not show
    QSpinBox* m_population = nullptr;
    QSpinBox* m_generations = nullptr;
    QSpinBox* m_evaluations = nullptr;
    QDoubleSpinBox* m_timeLimit = nullptr;
    QSpinBox* m_seed = nullptr;
    QComboBox* m_error = nullptr;
    QSpinBox* m_maxLength = nullptr;
    std::vector<QCheckBox*> m_techniques; ///< as allTechniques()
    FunctionList* m_functions = nullptr;
};

} // namespace wattline::ui
