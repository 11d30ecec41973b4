// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// What the errors of a search and of its front are.
ErrorMeasure errorMeasureOf(const SearchState& search);

/// The front as it stands; empty before the first generation. Never null.
std::shared_ptr<const Front> frontOf(const SearchState& search);

/// A candidate to be studied on the three parts of its search's rows; the errors on them are not computed yet.
StudiedFormula studiedCandidate(const SearchState& search, const FormulaCandidate& candidate);

/// Whether what is studied is this candidate, in whichever units.
bool isStudied(const FormulaCandidate& candidate, const StudiedFormula* studied);

/// An error of the studied formula on the training rows by the measure of a search; nothing where it is not known.
std::optional<double> trainErrorOf(const StudiedFormula& studied, ErrorMeasure measure);

} // namespace wattline::ui
