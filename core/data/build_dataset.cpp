// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/build_dataset.h"

#include "core/base/parallel.h"
#include "core/data/measured_run.h"
#include "core/tasks/task_columns.h"

#include <algorithm>
#include <atomic>

namespace wattline {

namespace {

/// A class that was chosen for a row counts where none was chosen for its recording.
void classRows(const TaskTable& tasks, const ChosenClasses& chosen, std::vector<MeasuredRun>& measured)
{
    for (std::size_t t = 0; t < measured.size(); ++t) {
        const auto found = chosen.find(tasks.tasks[t].configuration);
        if (measured[t].chosenClass.empty() && found != chosen.end())
            measured[t].chosenClass = found->second;
    }
}

/// Takes the notes out of what was measured.
std::vector<MeasuredRecording> recordingsOf(const TaskTable& tasks, std::vector<MeasuredRun>& measured)
{
    std::vector<MeasuredRecording> recordings;
    for (std::size_t t = 0; t < measured.size(); ++t) {
        const TaskMetadata& task = tasks.tasks[t];
        const bool isGiven = std::all_of(std::begin(TaskTargetColumns), std::end(TaskTargetColumns),
                                         [&task](const auto& column) { return (task.*column.member).has_value(); });
        if (!measured[t].trace.empty())
            recordings.push_back({measured[t].trace, measured[t].part, std::move(measured[t].notes), !isGiven});
    }
    return recordings;
}

std::vector<MeasuredRun> measureAll(const TaskTable& tasks, const BuildSettings& settings, const RunContext& context)
{
    std::vector<MeasuredRun> measured(tasks.tasks.size());
    RunContext perRecording; // the recordings run in parallel, so each takes one thread and reports when done
    perRecording.stop = context.stop;
    perRecording.threads = 1;
    std::atomic<std::size_t> done = 0;
    parallelFor(tasks.tasks.size(), context, [&](std::size_t t) {
        const TaskMetadata& task = tasks.tasks[t];
        if (!task.trace.empty())
            measured[t] = measureRun(tracePath(tasks, task, settings), task, settings, perRecording);
        context.report(static_cast<double>(++done) / static_cast<double>(measured.size()), "Measuring " + task.run);
    });
    return measured;
}

} // namespace

Result<BuiltDataset> buildDataset(const TaskTable& tasks, const BuildSettings& settings, const RunContext& context)
{
    const Result<ChosenClasses> chosen = settings.notes == NotesUse::Followed
                                             ? readClasses(notesPlaceOfTable(tasks.path))
                                             : Result<ChosenClasses>(ChosenClasses());
    std::vector<MeasuredRun> measured = measureAll(tasks, settings, context);
    if (context.stopRequested())
        return canceledError();
    if (chosen)
        classRows(tasks, *chosen, measured);
    std::vector<MeasuredRecording> recordings = recordingsOf(tasks, measured);
    Result<BuiltDataset> built = joinRuns(tasks, measured, context);
    if (!built)
        return built;
    built->notes = settings.notes;
    built->recordings = std::move(recordings);
    if (chosen)
        built->chosenClasses = *chosen;
    else
        built->remarks.push_back({BuildRemark::Kind::Notice,
                                  {},
                                  1,
                                  "the classes chosen for rows are not followed: " + clauseOf(chosen.error().message)});
    return built;
}

} // namespace wattline
