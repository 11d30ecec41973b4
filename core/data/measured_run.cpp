// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/measured_run.h"

#include "core/data/measured_stretch.h"
#include "core/phases/chief_regime.h"
#include "core/trace/read_trace.h"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>

namespace wattline {

namespace {

/// Whether there is such a recording, also as one of several in a file ("night.csv#2").
bool isThere(const std::filesystem::path& recording)
{
    std::error_code ignored; // a path that cannot be looked at is no file
    return std::filesystem::is_regular_file(fileOfRecording(recording), ignored);
}

/// The mean over the GPUs of a run of which every GPU is flat; nothing where one is not.
std::optional<double> flatWattsOfRun(const Trace& trace, const TracePhases& phases)
{
    double sum = 0.0;
    for (std::size_t g = 0; g < phases.gpus.size(); ++g) {
        const std::optional<FlatStretch> flat =
            phases.gpus[g].shape == WaveShape::Flat ? flatStretchOf(trace.gpus[g].power, phases.gpus[g]) : std::nullopt;
        if (!flat)
            return std::nullopt;
        sum += flat->watts;
    }
    return phases.gpus.empty() ? std::nullopt : std::optional(sum / static_cast<double>(phases.gpus.size()));
}

bool isInvertedWave(const Segmentation& segmentation)
{
    const std::optional<std::size_t> chief = chiefRegimeOf(segmentation);
    return chief && segmentation.regimes[*chief].polarity == Polarity::Inverted;
}

std::string reasonAgainstWave(const TracePhases& phases)
{
    const auto irregular = std::find_if(phases.gpus.begin(), phases.gpus.end(),
                                        [](const Segmentation& s) { return s.shape == WaveShape::Irregular; });
    return irregular == phases.gpus.end() ? "it shows neither a wave nor a level on every GPU"
                                          : "its power is irregular: " + clauseOf(irregular->reason);
}

/// The notes of a recording; those that cannot be read become a notice.
FollowedNotes notesOf(const Trace& trace, const BuildSettings& settings, std::vector<std::string>& notices)
{
    if (settings.notes == NotesUse::LeftAside)
        return {};
    Result<FollowedNotes> read = notesToFollow(trace);
    if (!read) {
        notices.push_back("the notes beside its recording are not followed: " + clauseOf(read.error().message));
        return {};
    }
    if (!read->byHand.empty())
        notices.push_back(fmt::format("its phases are measured as changed by hand on {} of {} GPUs",
                                      read->byHand.size(), trace.gpus.size()));
    if (const std::size_t ignored = read->ignored.size(); ignored > 0)
        notices.push_back(fmt::format("{} ignored stretch{} left out", ignored, ignored == 1 ? " is" : "es are"));
    return *std::move(read);
}

} // namespace

std::string clauseOf(std::string clause)
{
    while (!clause.empty() && clause.back() == '.')
        clause.pop_back();
    return clause;
}

std::filesystem::path tracePath(const TaskTable& tasks, const TaskMetadata& task, const BuildSettings& settings)
{
    const std::filesystem::path trace = task.trace;
    std::filesystem::path besideTasks = tasks.path.parent_path() / trace;
    if (settings.tracesFolder.empty())
        return besideTasks;
    for (const std::filesystem::path& path :
         {settings.tracesFolder / trace, settings.tracesFolder / trace.filename()}) {
        if (isThere(path))
            return path;
    }
    return isThere(besideTasks) ? besideTasks : settings.tracesFolder / trace;
}

MeasuredRun measuredRun(const Trace& trace, const TracePhases& phases, const BuildSettings& settings)
{
    MeasuredRun run;
    run.trace = trace.path;
    run.gpus = trace.gpus.size();
    run.gpuName = trace.gpus.empty() ? "" : trace.gpus.front().name;
    run.powerLimitWatts = trace.gpus.empty() ? std::nullopt : trace.gpus.front().powerLimitWatts;
    for (const Segmentation& gpu : phases.gpus)
        run.epochs = std::max(run.epochs, gpu.epochs);
    if (phases.wave) {
        const bool isInverted = std::any_of(phases.gpus.begin(), phases.gpus.end(), isInvertedWave);
        run.polarity = isInverted ? Polarity::Inverted : Polarity::Normal;
        if (isInverted && !settings.includeInverted) {
            run.problem = "its wave is inverted (the training step is the lower level)";
        } else {
            run.gpusWithWave = phases.wave->gpus;
            run.targets = {phases.wave->valleyPowerWatts.mean, phases.wave->valleyDurationSeconds.mean,
                           phases.wave->peakPowerWatts.mean, phases.wave->peakDurationSeconds.mean};
        }
    } else if (const std::optional<double> watts = flatWattsOfRun(trace, phases)) {
        run.targets[2] = watts;
        run.epochs = 0;
    } else {
        run.problem = reasonAgainstWave(phases);
    }
    return run;
}

MeasuredRun measureRun(const std::filesystem::path& path, const TaskMetadata& task, const BuildSettings& settings,
                       const RunContext& context)
{
    MeasuredRun run;
    Result<Trace> trace = readTrace(path, settings.reading, context);
    if (!trace) {
        run.problem = "its recording cannot be read: " + clauseOf(trace.error().message);
        return run;
    }
    SegmentationSettings segmentation = settings.segmentation;
    if (task.epochs && *task.epochs >= 1.0 && *task.epochs < 1e9)
        segmentation.knownEpochs = static_cast<std::size_t>(*task.epochs);
    const std::string name = trace->path;
    const std::size_t part = trace->part;
    std::vector<std::string> notices;
    FollowedNotes notes = notesOf(*trace, settings, notices);
    const Result<NotedPhases> noted = notedPhases(*std::move(trace), notes, segmentation, context);
    if (noted)
        run = measuredRun(noted->counted, noted->phases, settings);
    else
        run.problem = "its recording cannot be measured: " + clauseOf(noted.error().message);
    run.trace = name;
    run.part = part;
    run.notices = std::move(notices);
    run.chosenClass = notes.chosenClass;
    run.notes = std::move(notes);
    return run;
}

} // namespace wattline
