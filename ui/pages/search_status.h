// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

enum class SearchRun { Ended, Running };

/// One line about how the search goes: generation, speeds, best length; when it has ended, how.
QString searchStatus(const SearchState& search, SearchRun run);

/// What was searched for or would be, in which rows, and whether the choice has changed since.
QString searchedIn(const SearchState& search, const std::shared_ptr<const RegressionData>& chosen);

/// The axis of fitness with its unit: "MAE (W)".
std::string errorAxisOf(const SearchState& search);

/// What the error table speaks of.
QString errorCaption(const SearchState& search);

/// The best formula so far, to be studied; needs a generation.
StudiedFormula bestOf(const SearchState& search);

} // namespace wattline::ui
