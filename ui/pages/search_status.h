// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// One line about how the search goes: generation, speeds, errors, lengths, diversity, a plateau; when it rests, how it
/// came to that.
QString searchStatus(const SearchState& search);

/// What was searched for or would be, in which rows, and whether the choice has changed since.
QString searchedIn(const SearchState& search, const std::shared_ptr<const RegressionData>& chosen);

/// The axis of fitness with its unit: "MAE (W)", "MRE".
std::string errorAxisOf(const SearchState& search);

/// What the error table speaks of; `studied` may be null.
QString errorCaption(const SearchState& search, const StudiedFormula* studied);

/// Whether the test rows are not to be seen with a formula: while its search goes on nobody shall choose by them.
bool withholdsTestRows(const SearchState& search, const StudiedFormula& studied);

/// The errors on the test rows that may be shown: none where these are withheld.
std::optional<Metrics> shownTestErrors(const SearchState& search, const StudiedFormula& studied);

} // namespace wattline::ui
