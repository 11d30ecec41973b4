// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/build_dataset.h"

#include "core/base/parallel.h"
#include "core/data/measured_run.h"
#include "core/phases/run_classes_file.h"

#include <atomic>

namespace wattline {

namespace {

/// The classes that were chosen for rows go before those of their recordings.
Result<void> classByNotes(const TaskTable& tasks, std::vector<MeasuredRun>& measured)
{
    const Result<ChosenClasses> chosen = readClasses(notesPlaceOfTable(tasks.path));
    if (!chosen)
        return chosen.error();
    for (std::size_t t = 0; t < measured.size(); ++t) {
        const auto found = chosen->find(tasks.tasks[t].configuration);
        if (found != chosen->end())
            measured[t].chosenClass = found->second;
    }
    return {};
}

} // namespace

Result<BuiltDataset> buildDataset(const TaskTable& tasks, const BuildSettings& settings, const RunContext& context)
{
    std::vector<MeasuredRun> measured(tasks.tasks.size());
    RunContext perRecording; // the recordings run in parallel, so each takes one thread and reports when done
    perRecording.stop = context.stop;
    perRecording.threads = 1;
    std::atomic<std::size_t> done = 0;
    const bool finished = parallelFor(tasks.tasks.size(), context, [&](std::size_t t) {
        const TaskMetadata& task = tasks.tasks[t];
        if (!task.trace.empty())
            measured[t] = measureRun(tracePath(tasks, task, settings), task, settings, perRecording);
        context.report(static_cast<double>(++done) / static_cast<double>(measured.size()), "Measuring " + task.run);
    });
    if (!finished || context.stopRequested())
        return canceledError();
    if (settings.notes == NotesUse::Followed) {
        if (Result<void> classed = classByNotes(tasks, measured); !classed)
            return classed.error();
    }
    return joinRuns(tasks, measured, context);
}

} // namespace wattline
