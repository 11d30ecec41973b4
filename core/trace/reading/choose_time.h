// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"

namespace wattline {

/// Fills time, date and timeForm of a layout: the column asked for; else the first readable one that the header calls a
/// time, with the date beside it where it is a clock without one; else any column of dates, or the first column of a
/// file without header whose numbers keep growing. Where rows have two times, which was taken goes into the log. Error
/// Format where there are no times and no interval is given, or the column asked for holds none.
Result<void> chooseTime(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                        const ReadOptions& options, IssueLog& log);

/// The time of a row as the file writes it, the date before the clock where they stand apart; nothing where the row is
/// too short.
std::optional<std::string> timeCellOf(const CsvLayout& layout, const std::vector<std::string_view>& cells);

} // namespace wattline
