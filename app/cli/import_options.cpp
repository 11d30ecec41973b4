// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_options.h"

#include <map>

namespace wattline::cli {

void addImportOptions(CLI::App& command, ReadOptions& options)
{
    std::map<std::string, TraceForm> forms;
    for (const TraceForm form : {TraceForm::SmiCsv, TraceForm::SmiCsvNoHeader})
        forms.emplace(nameOf(form), form);
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
}

Result<void> forEachTrace(const std::vector<std::filesystem::path>& files, const ReadOptions& options,
                          const RunContext& context, CommandOutput& output,
                          const std::function<Result<void>(const Trace&)>& use)
{
    for (const std::filesystem::path& file : files) {
        const Result<Trace> trace = readTrace(file, options, context);
        const Result<void> done = trace ? use(*trace) : Result<void>(trace.error());
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
