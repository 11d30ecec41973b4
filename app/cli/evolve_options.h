// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/data_options.h"
#include "core/evolution/search.h"

#include <optional>

namespace wattline::cli {

/// What the user asked of a search; what is absent the preset decides.
struct EvolveOptions {
    DataOptions data;
    std::filesystem::path testRows;
    std::filesystem::path checkpoint; ///< empty: none
    std::optional<std::string> mode;
    std::optional<std::string> preset;
    std::optional<std::size_t> population;
    std::optional<std::size_t> generations;
    std::optional<std::string> functions;
    // of strict mode alone
    std::optional<std::size_t> tournament;
    std::optional<double> parsimony;
    // of modern mode alone
    std::optional<std::uint64_t> evaluations;
    std::optional<double> timeLimitSeconds;
    std::optional<std::size_t> maxLength;
    std::optional<std::string> loss;
    std::vector<std::string> without;
};

/// Adds them to a command; parsing fills `options`, which must outlive the command.
void addEvolveOptions(CLI::App& command, EvolveOptions& options);

/// The settings that they ask for. Throws CLI::ValidationError, and so ends as wrong usage, where an option belongs to
/// the other mode or names what there is not.
SearchSettings settingsOf(const EvolveOptions& options);

} // namespace wattline::cli
