// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/study.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// The plan of a parameter study: mode, lists of populations, generations and crossovers, and repeats.
class StudyForm : public QWidget {
    Q_OBJECT

public:
    explicit StudyForm(QWidget* parent = nullptr);

    /// The plan with everything else as in `base`, whose mode is replaced. Error Data names the list that cannot be
    /// read, and the piece of it.
    Result<StudyPlan> plan(const SearchSettings& base) const;

private:
    void showMode();

    QComboBox* m_mode = nullptr;
    QLineEdit* m_populations = nullptr;
    QLineEdit* m_generations = nullptr;
    QLineEdit* m_crossovers = nullptr;
    QSpinBox* m_repeats = nullptr;
};

} // namespace wattline::ui
