// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/formula_card.h"
#include "ui/studied_formula.h"

namespace wattline::ui {

/// One line: the mean relative (or absolute) errors on the three parts, those of `before`, where it is not null, beside
/// them.
QString errorsLine(const StudiedFormula& formula, const StudiedFormula* before);

/// Everything that is known of a formula as rich text: where it comes from, in units of the data set and as searched,
/// size, features, errors (those of `before`, where it is not null, beside them), what its protected functions do, how
/// well its constants are known and where it has been fitted.
QString formulaCardText(const FormulaCard& card, const StudiedFormula& formula, const StudiedFormula* before);

/// What cardOf() is asked about.
CardSubject cardSubjectOf(const StudiedFormula& formula);

} // namespace wattline::ui
