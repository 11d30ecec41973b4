// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/power_series.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// The form in which a recording was written.
enum class TraceForm {
    SmiCsv,         ///< nvidia-smi CSV, or a logger's CSV with named columns
    SmiCsvNoHeader, ///< the same without a header line; columns inferred
    WideCsv,        ///< CSV with a power column for each GPU
    Dmon,           ///< nvidia-smi dmon: blanks between columns, '#' before the header
    SmiText,        ///< nvidia-smi -q, looped
    SmiTable,       ///< the plain nvidia-smi table, looped
    DcgmLong,       ///< DCGM's long form: a row for each GPU, time and field
    JsonLines       ///< JSON objects, one a line or in an array
};

/// Which power field of nvidia-smi a series holds. `Draw` means power.draw, whose meaning depends on driver and board
/// (docs/methods.md); `Other` is a logger's own power column.
enum class PowerField { Draw, Average, Instant, Other };

/// What kind of oddity an Issue reports.
enum class IssueKind {
    NotANumber,    ///< a power cell holds text; the sample is a gap
    BadTime,       ///< a time cell cannot be read; the row is left out
    FieldCount,    ///< a row has more or fewer cells than the form
    TimeBackwards, ///< time steps back
    DuplicateTime, ///< several samples of one GPU bear the same stamp
    Gap,           ///< more than three sampling intervals without a sample
    Truncated,     ///< the last line ends in the middle
    Encoding,      ///< bytes that are no UTF-8 text, NUL bytes, a byte-order mark
    Header,        ///< a preamble or repeated header
    SensorFault,   ///< readings that the sensor cannot have meant: negative, impossible, stuck
    SeveralParts,  ///< the file holds several recordings, one appended to the other
    Assumption     ///< something was inferred: the power column, the order of GPUs, the interval
};

/// One oddity of a recording: the line (from 1; 0 where it concerns the whole file) on which it first occurs, how often
/// it occurs, and one sentence that says what was met and what was done about it.
struct Issue {
    IssueKind kind = IssueKind::Assumption;
    std::size_t line = 0;
    std::size_t count = 1;
    std::string message;
};

/// A further quantity recorded beside the power (utilisation, temperature, a clock): one value for each sample of the
/// power series, NaN where it could not be read.
struct SideSeries {
    std::string name; ///< as the header names it, without its unit
    std::string unit; ///< "%", "C", "MHz", "MiB"; empty where none is named
    std::vector<float> values;
};

/// Why readings cannot be what the board drew.
enum class FaultKind {
    Negative,   ///< below zero
    Impossible, ///< more than any board or this one's limit allows, or nearly nothing for a moment
    Stuck       ///< the same value for far longer than the sensor's refresh
};

/// Samples [begin, end) of a power series that are sensor faults. In the series they are NaN, so that energy and means
/// leave them out; what was recorded stays here: one value a sample, or a single one for a stuck sensor.
struct SensorFault {
    FaultKind kind = FaultKind::Impossible;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<float> recordedWatts;
};

/// The recording of one GPU.
struct GpuTrace {
    std::string id;   ///< index, UUID or PCI bus id as the file writes it; "0" where it names none
    std::string name; ///< product name, empty where the file has none
    PowerField field = PowerField::Draw;
    PowerSeries power;
    std::optional<double> powerLimitWatts; ///< the last value of power.limit (or a logger's maximum), where recorded
    std::vector<SideSeries> sides;         ///< only where ReadOptions asked for them
    std::vector<SensorFault> faults;       ///< in order of time, never overlapping
};

/// One recording: what a file holds, after reading. A log to which a second recording was appended gives several.
struct Trace {
    std::string path;
    std::size_t part = 1; ///< which of the file's recordings this is, from 1
    std::size_t parts = 1;
    TraceForm form = TraceForm::SmiCsv;
    std::string encoding = "UTF-8";
    std::size_t bytes = 0;
    std::size_t lines = 0;
    /// The first sample's wall-clock time in seconds since 1970, read as it stands where the file names no zone;
    /// nothing where the file has relative times or none.
    std::optional<double> startUnixSeconds;
    std::vector<GpuTrace> gpus; ///< never empty; in order of first appearance
    std::vector<Issue> issues;
};

/// The file's name, with the part where it holds several: "night.csv (2 of 3)".
std::string titleOf(const Trace& trace);

/// The names that the command line's JSON and the window use.
std::string nameOf(TraceForm form);
std::string nameOf(PowerField field);
std::string nameOf(IssueKind kind);
std::string nameOf(FaultKind kind);

} // namespace wattline
