// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

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

/// How a column of the file shall be read.
struct TaskMeaning {
    std::string name;    ///< a column of the form; empty: the column is kept as it is
    double factor = 1.0; ///< by which numbers without a unit of their own are multiplied

    bool operator==(const TaskMeaning&) const = default;
};

/// What is said on reading a tasks CSV; by default everything is told from the file.
struct TaskReading {
    std::map<std::string, TaskMeaning> columns; ///< header → meaning

    bool operator==(const TaskReading&) const = default;
};

/// Something that was noticed on a line of the file, or left out of it.
struct TaskRemark {
    std::size_t line = 0; ///< from 1; the header's for what concerns a column
    std::string message;  ///< the end of a sentence, without its place
};

/// What a column of the file was read as.
struct TaskColumn {
    enum class By {
        Name,  ///< it is named as the form names it, or not known and so kept as it is
        Guess, ///< by another name that people use, or by a unit in its name
        Choice ///< as TaskReading says
    };
    std::string header;
    TaskMeaning meaning;
    By by = By::Name;
};

/// The lines that gave no run. A file can have millions of them: all are counted, the first ones named.
struct LinesLeftOut {
    static constexpr std::size_t MostNamed = 1000;
    std::vector<TaskRemark> named; ///< in the order of the file
    std::size_t count = 0;

    void add(std::size_t line, std::string reason);
};

/// The tasks CSV.
struct TaskTable {
    std::filesystem::path path;
    std::vector<TaskMetadata> tasks;
    std::vector<TaskColumn> columns = {}; ///< of the file, in its order
    std::vector<TaskRemark> remarks = {}; ///< what was guessed, converted or looks wrong
    LinesLeftOut leftOut = {};
    TaskReading reading = {}; ///< as it was asked for

    /// Whether nothing was guessed, converted or left out, so that nobody needs to look at it.
    bool isExact() const;
};

/// Reads the tasks CSV as people write it (docs/formats.md): columns in any order and by any name that stands in the
/// table of names, unknown ones kept; cells with units; commas, semicolons or tabs between cells; UTF-8, UTF-16 or
/// Latin-1. A run without configuration is one of its own; where no column names the runs, "line 7" does. Lines that
/// give no run are left out and named: a cell that is no number, a negative number, too many or too few cells, a run
/// without a name or of a name that stands above. Error Io or Format naming file, line and column: no such file, no
/// text, neither a column of recordings nor targets, no line that gives a run, a choice that does not fit. Error
/// Canceled.
Result<TaskTable> readTasks(const std::filesystem::path& path, const TaskReading& reading = {},
                            const RunContext& context = {});
Result<TaskTable> parseTasks(std::string_view text, const std::filesystem::path& path, const TaskReading& reading = {},
                             const RunContext& context = {});

/// What reading would make of a file, for somebody to look at first.
struct TaskPreview {
    static constexpr std::size_t MostLines = 50;
    std::vector<TaskColumn> columns;
    std::vector<std::vector<std::string>> lines; ///< the first ones, cell by cell as they are written
    std::optional<TaskTable> table;              ///< of the first runs; nothing where the file cannot be read like this
    std::size_t runs = 0;                        ///< how many there are
    std::string problem;                         ///< why it cannot: a sentence; else empty
};

/// Error Io; Error Format for a file that is empty or no text; Error Canceled. What another choice of columns may mend
/// is a problem of the preview.
Result<TaskPreview> previewTasks(const std::filesystem::path& path, const TaskReading& reading = {},
                                 const RunContext& context = {});

/// Whether the beginning of a file looks like metadata of runs rather than a recording or a data set: it has columns
/// `run` and `configuration`; or recordings, or targets by another name than that of a data set, beside at least two
/// other columns of the form, by any name.
bool looksLikeTasks(std::string_view head);

/// Whether a network of this name reads text, so that its image_size holds a sequence length in tokens: its name
/// contains BERT, GPT or Llama.
bool countsTokens(std::string_view model);

} // namespace wattline
