// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/read_trace.h"
#include "core/trace/reading/issue_log.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// One sample of one GPU (or of all GPUs of a wide record) as a form that is no CSV writes it.
struct Record {
    std::size_t line = 0;                ///< on which its power stands, or its beginning
    std::size_t offset = 0;              ///< bytes of the text read so far
    std::vector<std::string_view> cells; ///< one for each column; empty where it has none; valid during the call only
};

/// Takes a record; false: no more are wanted.
using RecordSink = std::function<bool(const Record&)>;

/// Reads the samples of one form as the rows of a table, so that columns are named, chosen and overruled as those of a
/// CSV file. It keeps a view of the text.
class RecordReader {
public:
    virtual ~RecordReader() = default;

    /// The names of the columns, as far as the beginning of the text tells them.
    virtual const std::vector<std::string>& columns() const = 0;

    /// Hands on every record in the order of the text, until a stop is requested; what it must leave out goes into the
    /// log.
    virtual void read(const RecordSink& sink, IssueLog& log, const std::stop_token& stop) const = 0;

    /// The number of lines of the text.
    virtual std::size_t lines() const = 0;
};

/// nvidia-smi dmon: columns between blanks or commas, under header lines that begin with '#' and repeat.
std::unique_ptr<RecordReader> dmonReader(std::string_view text);

/// nvidia-smi -q, once or in a loop, also only its lines of power.
std::unique_ptr<RecordReader> smiTextReader(std::string_view text);

/// The table that nvidia-smi prints, in a loop or inside watch, with its terminal codes.
std::unique_ptr<RecordReader> smiTableReader(std::string_view text);

/// Whether the columns of a table stand between blanks, without commas, semicolons or tabs.
bool hasBlankColumns(std::string_view text);

/// Such a table, with a header or without one: then it has no names of columns.
std::unique_ptr<RecordReader> blankReader(std::string_view text);

/// DCGM's long form: a row for each GPU, time and field. `options` may say which power field is wanted.
std::unique_ptr<RecordReader> dcgmReader(std::string_view text, const ReadOptions& options);

/// JSON: one object a line, or in arrays, nested or not.
std::unique_ptr<RecordReader> jsonReader(std::string_view text, const std::stop_token& stop);

} // namespace wattline
