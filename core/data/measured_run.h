// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/data/build_dataset.h"
#include "core/phases/trace_phases.h"

#include <array>

namespace wattline {

/// The four targets in the order of TargetColumns.
using Targets = std::array<std::optional<double>, 4>;

/// What the recording of one run says.
struct MeasuredRun {
    std::string trace;   ///< the file that was read; empty where there is none
    std::string problem; ///< why nothing could be measured, as the end of a sentence; empty where something was
    std::vector<std::string> notices; ///< what else there is to say of it, as ends of a sentence
    Targets targets;
    std::size_t gpus = 0;
    std::size_t gpusWithWave = 0; ///< those that the targets were measured on; 0 for a flat run
    std::size_t epochs = 0;       ///< 0 for a flat run
    std::string gpuName;
    std::optional<double> powerLimitWatts;
    std::size_t part = 1; ///< of the file that was read
    Polarity polarity = Polarity::Normal;
    FollowedNotes notes;
    std::string chosenClass; ///< that the analyst put the run in, where notes are followed
};

/// A sentence without its full stop, to stand inside another.
std::string clauseOf(std::string clause);

/// Where the recording of a task lies: below the folder of the settings by its whole path or its file name, else beside
/// the tasks CSV. Where it lies nowhere, the place where it should.
std::filesystem::path tracePath(const TaskTable& tasks, const TaskMetadata& task, const BuildSettings& settings);

/// Reads the recording and measures it. What goes wrong becomes the problem; a stop request too.
MeasuredRun measureRun(const std::filesystem::path& path, const TaskMetadata& task, const BuildSettings& settings,
                       const RunContext& context);

/// The targets of a recording whose phases are known.
MeasuredRun measuredRun(const Trace& trace, const TracePhases& phases, const BuildSettings& settings);

/// The join of metadata and what was measured, one MeasuredRun a task; empty params and flops of a row are filled from
/// the network catalogue. Error Data where no row remains; Error Canceled.
Result<BuiltDataset> joinRuns(const TaskTable& tasks, const std::vector<MeasuredRun>& measured,
                              const RunContext& context = {});

} // namespace wattline
