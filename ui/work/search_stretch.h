// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/search_state.h"
#include "ui/studied_formula.h"
#include "ui/tasks/mailbox.h"

#include <filesystem>
#include <mutex>

namespace wattline::ui {

/// What the window hears of a generation, or of a file that was written after it.
struct SearchNote {
    std::optional<GenerationStats> stats;
    std::vector<SearchEvent> events;
    std::shared_ptr<const StudiedFormula> offered; ///< the formula that the search would offer by now; not with each
    QString problem;                               ///< empty for none
    QString done;                                  ///< what was asked for and is done; empty for nothing
};

/// What the window asks of a search while a task has it. Safe to use from several threads.
class SearchOrders {
public:
    /// Writes the search to this file after the present generation. What comes after the last one stays to be taken.
    void writeTo(std::filesystem::path file);
    std::optional<std::filesystem::path> takeFile();

private:
    std::mutex m_mutex;
    std::optional<std::filesystem::path> m_file;
};

/// A part of a search, from a start to a pause or its end: what a task works on.
struct SearchStretch {
    SearchState state;              ///< as it was at the beginning; its engine may be null, and is made then
    SearchSettings settings;        ///< for the generations to come
    std::filesystem::path autosave; ///< empty: none
    std::shared_ptr<SearchOrders> orders;
    Mailbox<SearchNote> mailbox;
};

/// Lets the search go on until it has ended or is stopped, and hands its engine back. The file for autosave is written
/// every few seconds and at the end. Errors as makeSearch() and Search::change().
Result<std::shared_ptr<Search>> runStretch(const SearchStretch& stretch, const RunContext& context);

/// What a search has come to, and the formula that it chose with its errors.
struct SearchOutcome {
    std::shared_ptr<const EvolutionResult> result;
    std::shared_ptr<const StudiedFormula> studied;
};

/// Errors as Search::result().
Result<SearchOutcome> outcomeOf(const SearchState& state, const Search& engine);

/// The formula that a search would choose by now, to be studied; null where it has none. Its test errors are left out:
/// nobody shall choose by them.
std::shared_ptr<const StudiedFormula> offeredFormula(const SearchState& state, const Search& engine);

} // namespace wattline::ui
