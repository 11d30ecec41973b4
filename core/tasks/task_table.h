// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// The six features of method.md, in the order of its table and of every matrix.
inline constexpr std::string_view FeatureColumns[] = {"image_size", "data_size",  "params",
                                                      "flops",      "batch_size", "num_workers"};
/// The four targets: powers are means per GPU in W, durations in s.
inline constexpr std::string_view TargetColumns[] = {"valley_power_w", "valley_duration_s", "peak_power_w",
                                                     "peak_duration_s"};

/// One line of the tasks CSV: the metadata of one training run. Absent numbers are empty.
struct TaskMetadata {
    std::string run;
    std::string trace;         ///< path relative to the CSV; may be empty
    std::string configuration; ///< runs of one configuration are replicates
    std::string model;
    std::optional<double> imageSize; ///< pixels of a side; sequence length in tokens for language models
    std::optional<double> dataSize;  ///< samples per epoch
    std::optional<double> params;    ///< plain count
    std::optional<double> flops;     ///< per sample, forward pass, plain count
    std::optional<double> batchSize;
    std::optional<double> numWorkers;
    std::optional<double> epochs;
    std::optional<double> nodes;
    std::optional<double> gpus;
    std::string gpuName;
    std::optional<double> tdpWatts; ///< board power limit of one GPU
    std::optional<double> sampleBytes;
    std::string optimizer;
    std::optional<double> learningRate;
    /// Targets given in the file; otherwise they are measured from the trace.
    std::optional<double> valleyPowerWatts;
    std::optional<double> valleyDurationSeconds;
    std::optional<double> peakPowerWatts;
    std::optional<double> peakDurationSeconds;
    std::map<std::string, std::string> others; ///< columns that the form does not name, kept as they are
    std::size_t line = 0;                      ///< in the CSV
};

/// The tasks CSV.
struct TaskTable {
    std::filesystem::path path;
    std::vector<TaskMetadata> tasks;
};

/// Reads the tasks CSV (docs/formats.md): columns in any order, unknown ones kept, target columns optional; a run
/// without configuration is one of its own. Error Io or Format naming file, line and column: no such file, no run, a
/// required column missing, a cell that is not a number, a negative number, a run without a name or two of one name.
Result<TaskTable> readTasks(const std::filesystem::path& path);
Result<TaskTable> parseTasks(std::string_view text, const std::filesystem::path& path);

/// Whether a network of this name reads text, so that its image_size holds a sequence length in tokens: its name
/// contains BERT, GPT or Llama.
bool countsTokens(std::string_view model);

} // namespace wattline
