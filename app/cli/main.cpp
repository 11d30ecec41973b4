// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/progress_line.h"
#include "core/base/file.h"

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fmt/format.h>
#include <mutex>
#include <new>
#include <thread>
#include <unistd.h>

namespace wattline::cli {

namespace {

enum ExitCode { Done = 0, Failed = 1, WrongUsage = 2, Interrupted = 130 };

void sayInterrupted()
{
    const char* const wiped = ::isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : ""; // there may be a progress line
    fmt::print(stderr, "{}wattline-cli: interrupted; nothing was written.\n", wiped);
}

/// Turns Ctrl-C into a stop request, a second one into an end at once, as is the first where the command may end so:
/// the signal is blocked in every thread and awaited by one of our own. (Files are renamed when whole, so none is left
/// half written.)
class InterruptWatcher {
public:
    explicit InterruptWatcher(OnInterrupt onInterrupt) : m_onInterrupt(onInterrupt)
    {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        m_thread = std::jthread([this, signals](const std::stop_token& ended) {
            const timespec wait{0, 20'000'000};
            while (!ended.stop_requested()) {
                if (sigtimedwait(&signals, nullptr, &wait) <= 0)
                    continue;
                const std::lock_guard lock(m_mutex);
                const bool endsAtOnce = m_onInterrupt == OnInterrupt::EndAtOnce;
                if (endsAtOnce)
                    sayInterrupted();
                if (endsAtOnce || !m_stop.request_stop())
                    std::_Exit(Interrupted); // asked twice: whatever still runs is not worth waiting for
            }
        });
    }

    std::stop_token token() const { return m_stop.get_token(); }

    /// From here on files may be half written.
    void waitForTheEnd()
    {
        const std::lock_guard lock(m_mutex);
        m_onInterrupt = OnInterrupt::StopTheWork;
    }

private:
    std::mutex m_mutex;
    OnInterrupt m_onInterrupt;
    std::stop_source m_stop;
    std::jthread m_thread;
};

bool printText(const std::string& text)
{
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

Result<void> writeFiles(const CommandOutput& output, const CommonOptions& common)
{
    for (const SideFile& file : output.files) {
        if (Result<void> written = writeFileAtomically(file.path, file.text); !written)
            return written;
    }
    return common.output.empty() ? Result<void>() : writeFileAtomically(common.output, output.text);
}

int runCommand(const CommandAction& action, const CommonOptions& common, OnInterrupt onInterrupt)
{
    InterruptWatcher interrupts(onInterrupt);
    Result<CommandOutput> output = [&] {
        ProgressLine line(common.quiet);
        return action({interrupts.token(), [&line](const Progress& p) { line.show(p); }, common.threads});
    }();
    interrupts.waitForTheEnd();
    if (!output) {
        const bool canceled = output.error().kind == ErrorKind::Canceled;
        const bool saysMore = output.error().message != canceledError().message;
        if (canceled && !saysMore)
            sayInterrupted();
        else
            fmt::print(stderr, "wattline-cli: {}\n", output.error().message);
        return canceled ? Interrupted : Failed;
    }
    if (interrupts.token().stop_requested()) {
        sayInterrupted();
        return Interrupted;
    }
    if (!common.quiet || output->failed) {
        for (const std::string& message : output->messages)
            fmt::print(stderr, "wattline-cli: {}\n", message);
    }
    if (const Result<void> written = writeFiles(*output, common); !written) {
        fmt::print(stderr, "wattline-cli: {}\n", written.error().message);
        return Failed;
    }
    if (!printText(common.output.empty() ? output->text : output->report)) {
        fmt::print(stderr, "wattline-cli: standard output cannot be written.\n");
        return Failed;
    }
    return output->failed ? Failed : Done;
}

void addCommonOptions(CLI::App& command, CommonOptions& common)
{
    CLI::Option* json = command.add_flag("--json", common.json, "Print JSON instead of text");
    if (CLI::Option* format = command.get_option_no_throw("--format"))
        json->excludes(format); // two answers to one question
    command.add_option("-o,--output", common.output, "Write to this file instead of standard output");
    command.add_option("--threads", common.threads, "Threads to use (default: one per core)")
        ->check(CLI::Range(1U, 1024U));
    command.add_option("--seed", common.seed, "Seed of everything that is drawn by chance")->capture_default_str();
    command.add_flag("--quiet", common.quiet, "No progress and no remarks on standard error");
}

} // namespace

Json finiteOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string jsonText(const Json& json)
{
    // Bytes of a foreign file that are no UTF-8 are replaced, so that the output is always valid JSON.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int run(int argc, char** argv)
{
    CLI::App app("Wattline on the command line: recordings, phases, formulas and forecasts of GPU power.",
                 "wattline-cli");
    app.set_version_flag("--version", "wattline-cli " WATTLINE_VERSION);
    app.require_subcommand(1);
    CommonOptions common;
    CommandAction chosen;
    OnInterrupt onInterrupt = OnInterrupt::StopTheWork;
    Program program{app, common, chosen, onInterrupt};
    addInspectCommand(program);
    addPhasesCommand(program);
    addReplicatesCommand(program);
    addAliasingCommand(program);
    addNetworkCommand(program);
    addDatasetCommand(program);
    addFeaturesCommand(program);
    addTrendsCommand(program);
    addEffectsCommand(program);
    addEvolveCommand(program);
    addPredictCommand(program);
    addFormulaCommand(program);
    addCompareCommand(program);
    addImportanceCommand(program);
    addTransferCommand(program);
    addStudyCommand(program);
    addLearningCurveCommand(program);
    addForecastCommand(program);

    for (CLI::App* command : app.get_subcommands({}))
        addCommonOptions(*command, common);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? Done : WrongUsage;
    }
    return runCommand(chosen, common, onInterrupt);
}

} // namespace wattline::cli

int main(int argc, char** argv)
{
    try {
        return wattline::cli::run(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("wattline-cli: not enough memory for this input.\n", stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "wattline-cli: internal error: %s\n", error.what());
    }
    return 1;
}
