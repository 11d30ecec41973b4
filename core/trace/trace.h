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

/// The recording of one GPU.
struct GpuTrace {
    std::string id;   ///< index, UUID or PCI bus id as the file writes it; "0" where it names none
    std::string name; ///< product name, empty where the file has none
    PowerField field = PowerField::Draw;
    PowerSeries power;
    std::optional<double> powerLimitWatts; ///< the last value of power.limit (or a logger's maximum), where recorded
};

/// One recording: what a file holds, after reading.
struct Trace {
    std::string path;
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

/// The names that the command line's JSON and the window use.
std::string nameOf(TraceForm form);
std::string nameOf(PowerField field);
std::string nameOf(IssueKind kind);

} // namespace wattline
