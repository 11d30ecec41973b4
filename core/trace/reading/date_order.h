// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"
#include "core/trace/reading/record_reader.h"
#include "core/trace/reading/text_source.h"

namespace wattline {

/// Hands each time cell (the date, where it stands apart) of a recording to a taker until that says false.
using TimeCells = std::function<void(const std::function<bool(std::string_view)>&)>;

/// Settles which of day and month the recording's numeric dates write first: by the first number above 12 in the file;
/// where there is none, by the order in which times step back less, then in which they span less, else the month first;
/// this goes into the log. Does nothing for other forms of time. Error Canceled.
Result<void> settleDateOrder(CsvLayout& layout, const TimeCells& cells, IssueLog& log, const RunContext& context);

/// The time cells of a CSV recording whose rows begin at that byte of the source.
TimeCells timeCellsOf(const CsvLayout& layout, const TextSource& source, std::size_t begin);

/// The time cells of rows that were read already.
TimeCells timeCellsOf(const CsvLayout& layout, const std::vector<SampleRow>& rows);

/// The time cells of another form.
TimeCells timeCellsOf(const CsvLayout& layout, const RecordReader& reader, const RunContext& context);

} // namespace wattline
