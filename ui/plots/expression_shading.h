// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/formula_analysis.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace wattline::ui {

/// How what nodes contribute is shown: as a number with its sign and, beside it, as a colour. The colour is strongest
/// where a node counts as much as the whole formula does against its own median.
class ContributionScale {
public:
    /// `targetUnit` is that of absolute errors.
    ContributionScale(const FormulaContributions& contributions, QString targetUnit);

    /// "+12.3" percentage points of a relative error, or units of the target; "–" where nothing could be measured.
    QString text(double change) const;
    /// The same with its unit.
    QString textWithUnit(double change) const;
    /// From -1 (the formula is better without) over 0 to 1 (it needs the node); 0 for what could not be measured.
    double strength(double change) const;
    /// At which change the colour is strongest; above 0.
    double strongest() const { return m_strongest; }
    /// "MRE", "MAE".
    QString measure() const;
    /// The formula's own error with its unit: "3.1 %".
    QString errorText() const;
    /// "percentage points", or the unit of the target.
    QString unit() const;

private:
    double shownValue(double change) const;

    ErrorMeasure m_measure;
    double m_error;
    double m_strongest;
    QString m_targetUnit;
};

/// The fill of a node: blue where it helps, orange where it harms, the palette's ground at 0.
QColor contributionColour(double strength, const QPalette& palette);

/// Black or white, whichever is easier to read on the ground.
QColor inkOn(const QColor& ground);

} // namespace wattline::ui
