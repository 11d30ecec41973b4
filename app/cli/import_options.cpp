// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_options.h"

#include <map>

namespace wattline::cli {

void addImportOptions(CLI::App& command, ReadOptions& options)
{
    std::map<std::string, TraceForm> forms;
    for (const TraceForm form : {TraceForm::SmiCsv, TraceForm::SmiCsvNoHeader, TraceForm::WideCsv, TraceForm::Dmon,
                                 TraceForm::SmiText, TraceForm::SmiTable, TraceForm::DcgmLong, TraceForm::JsonLines})
        forms.emplace(nameOf(form), form);
    std::map<std::string, PowerField> fields;
    for (const PowerField field : {PowerField::Draw, PowerField::Average, PowerField::Instant})
        fields.emplace(nameOf(field), field);
    command
        .add_option_function<TraceForm>(
            "--form", [&options](const TraceForm& form) { options.form = form; },
            "Form of the recordings (default: told from their first lines)")
        ->transform(CLI::CheckedTransformer(forms));
    command.add_option("--power-column", options.powerColumn, "Column of power: header name, or number from 1");
    command.add_option("--time-column", options.timeColumn, "Column of times: header name, or number from 1");
    command.add_option("--gpu-column", options.gpuColumn,
                       "Column that names the GPU: header name, number from 1, or \"none\" for one GPU");
    command
        .add_option_function<double>(
            "--interval", [&options](const double& seconds) { options.intervalSeconds = seconds; },
            "Sampling interval in seconds, for files without times")
        ->check(CLI::Range(1e-6, 86400.0));
    command
        .add_option_function<PowerField>(
            "--field", [&options](const PowerField& field) { options.field = field; },
            "Power field to take where there are several (default: instant, then draw, then average)")
        ->transform(CLI::CheckedTransformer(fields));
}

CLI::Option* addNotesOption(CLI::App& command, NotesUse& use)
{
    return command.add_flag_callback(
        "--notes", [&use] { use = NotesUse::Followed; },
        "Leave out what is marked as ignored, keep phases that were changed by hand, and classes that were chosen: as "
        "the window has stored them beside each recording and the tasks CSV");
}

namespace {

Result<void> forEachRecording(const std::filesystem::path& file, const ReadOptions& options, const RunContext& context,
                              const std::function<Result<void>(const Trace&)>& use)
{
    if (fileOfRecording(file) != file) { // "night.csv#2": one of several
        const Result<Trace> trace = readTrace(file, options, context);
        return trace ? use(*trace) : trace.error();
    }
    const Result<std::vector<Trace>> recordings = readRecordings(file, options, context);
    if (!recordings)
        return recordings.error();
    for (const Trace& trace : *recordings) {
        if (Result<void> used = use(trace); !used)
            return used;
    }
    return {};
}

} // namespace

Result<void> forEachTrace(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                          const RunContext& context, CommandOutput& output,
                          const std::function<Result<void>(const Trace&)>& use)
{
    for (const std::filesystem::path& file : files) {
        const Result<void> done = forEachRecording(file, options, context, use);
        if (done)
            continue;
        if (done.error().kind == ErrorKind::Canceled)
            return done.error();
        output.messages.push_back(done.error().message);
        output.failed = true;
    }
    return {};
}

} // namespace wattline::cli
