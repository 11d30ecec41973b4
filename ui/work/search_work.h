// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/checkpoint.h"
#include "ui/session.h"

namespace wattline::ui {

/// A search of these rows before its first generation, the rows split 8:1:1 by the settings' seed; nothing without rows
/// or with fewer than 5.
std::optional<SearchState> newSearch(const std::shared_ptr<const RegressionData>& data, const SearchSettings& settings);

/// Splits the session's learning data 8:1:1 by the settings' seed and searches a formula on a task; its generations
/// come into session.search() at most ten times a second, the result and its errors last, and the formula that the
/// search would choose becomes the studied one until the analyst studies another. Does nothing while a search runs;
/// without learning data or with fewer than 5 rows a message says so.
void startSearch(Session& session, const SearchSettings& settings);

/// Asks the running search to pause: it answers within 0.2 s and may be resumed.
void pauseSearch(Session& session);

/// Goes on with a search at rest, with these settings from the next generation on; they must be of its mode.
void resumeSearch(Session& session, const SearchSettings& settings);

/// Asks the running search to end, or ends a paused one: it answers within 0.2 s and its best formula so far stands.
void stopSearch(Session& session);

/// Whether a search is at rest that has generations left to make with these settings, or with its own where these are
/// of another mode.
bool mayGoOn(const SearchState& search, const SearchSettings& settings);

/// What shall become of a search that is read from a file.
enum class SavedUse {
    Pause,  ///< it waits to be resumed
    Resume, ///< it goes on at once
    LookAt  ///< its result is worked out
};

/// Brings a saved search into the session, its settings as those of the next search, and sets a paused one aside. Does
/// nothing but say so while a search runs.
void takeSavedSearch(Session& session, SavedSearch saved, SavedUse use);

/// Keeps a search that runs or is paused on the shelf, before another search or data set takes its place; a message
/// offers to resume it. False: it cannot be kept, a message says so, and it must stay.
bool setSearchAside(Session& session);

/// Writes the search to a file, running or not; a message says when that is done.
void saveSearch(Session& session, const std::filesystem::path& file);

/// The same for a search at rest, also while the task that gave it back still ends.
void saveSearchAtRest(Session& session, const std::filesystem::path& file);

/// Messages for the searches that other windows have left on the session's shelf, with buttons to resume, view and
/// discard them.
void tellLeftSearches(Session& session);

} // namespace wattline::ui
