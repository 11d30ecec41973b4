// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/checkpoint.h"

namespace wattline::cli {

/// What is searched in, and with which settings.
struct SearchTask {
    const RegressionData& data;
    const Split& split;
    SearchSettings settings;
};

/// Runs a search that the file follows: it goes on with the search that the file holds, where it is there, and writes
/// it every few seconds, where it is interrupted and at its end. Messages say so. Error Data where the file's search is
/// on other rows or with other settings, limits of the run excepted, naming which; Error Canceled, saying how to go on,
/// where it is interrupted; errors of reading and writing the file, but at the end of a finished search a message says
/// that it could not be written.
Result<EvolutionResult> runWithCheckpoint(const SearchTask& task, const std::filesystem::path& file,
                                          std::vector<std::string>& messages, const RunContext& context);

} // namespace wattline::cli
