// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/formula_uncertainty.h"
#include "core/expression/print.h"
#include "ui/session.h"

namespace wattline::ui {

/// In which units a formula is looked at and edited: those of the data set, or as it was searched.
enum class FormulaUnits { Measured, AsSearched };

/// Whether the formula was searched in transformed features, so that the two units differ.
bool isStandardised(const StudiedFormula& formula);

/// Whether both are one formula of the same rows, whatever is said of it.
bool isSameFormula(const StudiedFormula& a, const StudiedFormula& b);

/// The formula as it stands in those units: in those of the data set its scaler changes nothing.
StudiedFormula inUnits(const StudiedFormula& formula, FormulaUnits units);

/// The names of its variables: z_… where the features are standardised.
std::vector<std::string> variableNamesOf(const StudiedFormula& formula);

/// The unit of what such rows were measured for; empty where it has none.
QString targetUnitOf(const RegressionData& rows);

/// The rows of a part as the formula speaks of them: features standardised where it is.
RegressionData rowsInUnitsOf(const StudiedFormula& formula, const StudiedPart& part);

/// By which errors its intervals go: relative ones, or absolute ones where a target is 0.
UncertaintySettings uncertaintySettingsOf(const StudiedFormula& formula);

/// The formula with its errors on its three parts, computed anew.
StudiedFormula withErrors(StudiedFormula formula);

/// The parts to try a formula of one's own on: those of the studied formula, else of the search, else of a split that a
/// search would make. The formula is empty. Nothing where no rows are chosen to learn from.
std::optional<StudiedFormula> formulaToWrite(const Session& session);

/// What is edited: a node of the studied formula as it stands in those units.
struct FormulaPlace {
    FormulaUnits units = FormulaUnits::Measured;
    std::size_t node = 0;
};

/// Each of these works on a task and then puts another formula, with its errors, in the place of the studied one: one
/// step of the undo stack. What has been studied anew meanwhile stays.
void foldNode(Session& session, const FormulaPlace& place); ///< its median over the training rows stands there
void deleteNode(Session& session, const FormulaPlace& place);
void changeFunction(Session& session, const FormulaPlace& place, Op function);
void simplifyStudied(Session& session, FormulaUnits units);
void refitStudied(Session& session, FormulaUnits units); ///< its constants, to the training rows

/// Studies a formula that was written by hand, in units of the data set; one step of the undo stack.
void studyOwnFormula(Session& session, StudiedFormula formula);

/// The studied formula in units of the data set, with every digit; empty where none is studied.
QString formulaAs(const Session& session, const Notation& notation);
void copyFormula(const Session& session, const Notation& notation); ///< the same, on the clipboard

} // namespace wattline::ui
