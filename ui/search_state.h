// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/split.h"
#include "core/evolution/search.h"

#include <QDateTime>
#include <QString>
#include <memory>
#include <vector>

namespace wattline::ui {

class SearchOrders;

/// Where a search stands.
enum class SearchRun {
    None, ///< there has been no search yet
    Running,
    Paused,  ///< it may be resumed, with other settings too
    Stopped, ///< by the analyst; its result stands, and it may be continued
    Finished ///< by its own limits, or because it could not go on
};

/// Something that happened in a search, for its log.
struct SearchEvent {
    QDateTime time;
    std::size_t generations = 0; ///< made by then
    QString text;
};

/// A search, running or at rest. `result` is empty until it has ended, and where it ended before its first generation.
struct SearchState {
    SearchRun run = SearchRun::None;
    bool pauses = false;     ///< running, but it has been asked to pause
    SearchSettings settings; ///< with which it runs
    QDateTime started;
    std::vector<GenerationStats> history;
    std::vector<SearchEvent> events;
    std::size_t generations = 0; ///< asked for
    std::shared_ptr<const EvolutionResult> result;
    std::shared_ptr<const RegressionData> data; ///< what was searched in; null before the first search
    Split split;                                ///< of its rows
    std::shared_ptr<const RegressionData> train;
    std::shared_ptr<const RegressionData> validation;
    std::shared_ptr<const RegressionData> test;
    /// What makes the generations; null while a task has it, and before there is one. Use it on a task alone.
    std::shared_ptr<Search> engine;
    std::shared_ptr<SearchOrders> orders; ///< what is asked of the task that has it

    bool isRunning() const { return run == SearchRun::Running; }
    /// Whether there is one to go on with.
    bool isAtRest() const { return engine != nullptr; }
};

} // namespace wattline::ui
