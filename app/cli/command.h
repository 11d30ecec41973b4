// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace wattline::cli {

/// JSON with its keys in the order in which they were written.
using Json = nlohmann::ordered_json;

/// Options that every command takes.
struct CommonOptions {
    bool json = false;
    std::filesystem::path output; ///< empty: standard output
    unsigned threads = 0;
    std::uint32_t seed = 42;
    bool quiet = false;
};

/// A file to write beside the text.
struct SideFile {
    std::filesystem::path path;
    std::string text;
};

/// What a command has to say: text for standard output or the -o file, and sentences for standard error.
struct CommandOutput {
    std::string text;
    std::vector<std::string> messages;
    std::string report;          ///< for standard output as well, where `text` goes to a file
    bool failed = false;         ///< the text stands, but something asked for could not be done: exit code 1
    std::vector<SideFile> files; ///< written only once no interrupt can keep the text back
};

/// The command that the user chose, ready to run.
using CommandAction = std::function<Result<CommandOutput>(const RunContext&)>;

/// What the first interrupt does to an action. EndAtOnce is for one that holds nothing that outlives it, so that nobody
/// waits for its memory to be tidied up.
enum class OnInterrupt { StopTheWork, EndAtOnce };

/// The program under construction: each add...Command() function below adds its subcommand to `app`, and its callback
/// leaves the action in `chosen`. `common` is filled by parsing before any action runs. A callback sets `onInterrupt`
/// where an interrupt shall not only stop the work.
struct Program {
    CLI::App& app;
    CommonOptions& common;
    CommandAction& chosen;
    OnInterrupt& onInterrupt;
};

/// JSON text with a final line break; a number that is not finite becomes null.
std::string jsonText(const Json& json);

/// The value, or null where it is not finite.
Json finiteOrNull(double value);

} // namespace wattline::cli
