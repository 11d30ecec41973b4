// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/classes_output.h"
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "app/cli/phases_output.h"
#include "core/base/text.h"
#include "core/phases/noted_phases.h"
#include "core/phases/run_classes_file.h"
#include "core/tasks/task_table.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct PhasesOptions {
    std::vector<std::filesystem::path> files;
    ReadOptions read;
    SegmentationSettings settings;
    std::string gpu;
    NotesUse notes = NotesUse::LeftAside;
    bool classes = false;
    std::filesystem::path tasks;
};

/// Keeps the GPU that was asked for; Error Data where the recording has no such GPU.
Result<Trace> onlyGpu(const Trace& trace, const std::string& id)
{
    Trace kept = trace;
    std::erase_if(kept.gpus, [&](const GpuTrace& gpu) { return gpu.id != id; });
    if (!kept.gpus.empty())
        return kept;
    std::string ids;
    for (const GpuTrace& gpu : trace.gpus)
        ids += (ids.empty() ? "" : ", ") + gpu.id;
    return Error{ErrorKind::Data,
                 fmt::format("{}: there is no GPU {}; it has {}.", trace.path, quotedForMessage(id), ids)};
}

std::vector<NamedSegmentation> namedOf(const Trace& trace, const TracePhases& phases)
{
    std::vector<NamedSegmentation> named;
    for (std::size_t i = 0; i < phases.gpus.size(); ++i)
        named.push_back({trace.gpus[i].id, phases.gpus[i]});
    if (phases.sum)
        named.push_back({"sum", *phases.sum});
    return named;
}

std::string headingOf(const Trace& trace)
{
    return trace.path + (trace.parts > 1 ? fmt::format(" ({} of {})", trace.part, trace.parts) : "") + "\n";
}

bool isTraceOf(const TaskMetadata& task, const Trace& trace)
{
    const std::string name = std::filesystem::path(trace.path).filename().string();
    const std::string listed = std::filesystem::path(task.trace).filename().string();
    return listed == (trace.parts > 1 ? fmt::format("{}#{}", name, trace.part) : name);
}

/// Takes the phases of recordings one after another, and what they have in common at the end.
class PhasesReport {
public:
    PhasesReport(const PhasesOptions& options, const CommonOptions& common, TaskTable tasks, const RunContext& context)
        : m_options(options), m_common(common), m_tasks(std::move(tasks)), m_context(context)
    {
    }

    Result<void> add(const Trace& all, std::string& text)
    {
        Result<Trace> trace = m_options.gpu.empty() ? Result<Trace>(all) : onlyGpu(all, m_options.gpu);
        if (!trace)
            return trace.error();
        const Result<NotedPhases> noted =
            notedPhases(*std::move(trace), m_options.notes, m_options.settings, m_context);
        if (!noted)
            return noted.error();
        if (m_options.classes) {
            if (const Result<void> added = addRun(noted->counted, noted->phases); !added)
                return added;
        }
        if (m_common.json)
            addJson(noted->counted, noted->phases);
        else
            text += textOf(noted->counted, noted->phases);
        return {};
    }

    std::string end()
    {
        if (!m_common.json)
            return m_options.classes ? "\nClasses\n" + classesText(m_runs) : std::string();
        Json json = {{"files", std::move(m_files)}};
        if (m_options.classes)
            json["classes"] = classesJson(m_runs);
        return jsonText(json);
    }

private:
    static std::string textOf(const Trace& trace, const TracePhases& phases)
    {
        std::string text = headingOf(trace);
        for (const NamedSegmentation& named : namedOf(trace, phases))
            text += segmentationText(named);
        return phases.disagreement.empty() ? text : text + "  " + phases.disagreement + "\n";
    }

    void addJson(const Trace& trace, const TracePhases& phases)
    {
        Json gpus = Json::array();
        for (const NamedSegmentation& named : namedOf(trace, phases))
            gpus.push_back(segmentationJson(named));
        m_files.push_back({{"path", trace.path},
                           {"part", trace.part},
                           {"parts", trace.parts},
                           {"gpus", std::move(gpus)},
                           {"wave", waveJson(phases.wave)},
                           {"disagreement", phases.disagreement.empty() ? Json(nullptr) : Json(phases.disagreement)}});
    }

    Result<void> addRun(const Trace& trace, const TracePhases& phases)
    {
        const Result<std::string> chosen = readRunClass(notesPlaceOf(trace));
        if (!chosen)
            return chosen.error();
        RunSummary run = summaryOf(trace, phases);
        run.chosenClass = *chosen;
        const auto task = std::find_if(m_tasks.tasks.begin(), m_tasks.tasks.end(),
                                       [&](const TaskMetadata& each) { return isTraceOf(each, trace); });
        if (task != m_tasks.tasks.end() && !task->model.empty())
            run.model = task->model;
        m_runs.push_back(std::move(run));
        return {};
    }

    const PhasesOptions& m_options;
    const CommonOptions& m_common;
    TaskTable m_tasks;
    const RunContext& m_context;
    Json m_files = Json::array();
    std::vector<RunSummary> m_runs;
};

Result<CommandOutput> findPhases(const PhasesOptions& options, const CommonOptions& common, const RunContext& context)
{
    Result<TaskTable> tasks = options.tasks.empty() ? Result<TaskTable>(TaskTable()) : readTasks(options.tasks);
    if (!tasks)
        return tasks.error();
    CommandOutput output;
    PhasesReport report(options, common, std::move(*tasks), context);
    const Result<void> done = forEachTrace(options.files, options.read, context, output,
                                           [&](const Trace& trace) { return report.add(trace, output.text); });
    if (!done)
        return done.error();
    output.text += report.end();
    return output;
}

} // namespace

void addPhasesCommand(Program& program)
{
    const auto options = std::make_shared<PhasesOptions>();
    CLI::App* command = program.app.add_subcommand("phases", "Regimes, epochs, peaks and valleys of recordings");
    command->add_option("files", options->files, "Recordings")->required();
    command->add_option("--gpu", options->gpu, "Only the GPU with this id");
    command
        ->add_option_function<std::size_t>(
            "--epochs", [options](const std::size_t& epochs) { options->settings.knownEpochs = epochs; },
            "Known number of epochs: decides between readings, and is checked")
        ->check(CLI::PositiveNumber);
    command
        ->add_option_function<double>(
            "--period", [options](const double& seconds) { options->settings.knownPeriodSeconds = seconds; },
            "Known duration of an epoch in seconds: only such periods are searched for, and it is checked")
        ->check(CLI::PositiveNumber);
    addNotesOption(*command, options->notes);
    CLI::Option* classes =
        command->add_flag("--classes", options->classes, "Group the runs by family and shape, and compare each group");
    command
        ->add_option("--tasks", options->tasks,
                     "Tasks CSV that names the architecture of each run; else its file's name does")
        ->needs(classes);
    addImportOptions(*command, options->read);
    command->callback([options, &program] {
        program.chosen = [options, &common = program.common](const RunContext& context) {
            return findPhases(*options, common, context);
        };
    });
}

} // namespace wattline::cli
