// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_sample.h"
#include "core/trace/reading/issue_log.h"
#include "core/trace/reading/parse_time.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// A column that holds the power of one GPU only.
struct WideColumn {
    std::size_t column = 0;
    std::string gpu; ///< its id
};

/// A further column that is kept beside the power.
struct SideColumn {
    std::size_t column = 0;
    std::string name; ///< as the header names it, without its unit
    std::string unit; ///< empty where none is named
};

/// Where a CSV recording keeps what. Columns count from 0.
struct CsvLayout {
    TraceForm form = TraceForm::SmiCsv;
    char separator = ',';
    std::size_t fieldCount = 0;
    std::vector<std::string> names; ///< the header's; empty without a header
    std::string_view headerLine;
    std::size_t dataOffset = 0; ///< of the first byte after header and preamble
    std::size_t linesBefore = 0;
    std::size_t power = 0;
    PowerField field = PowerField::Draw;
    double wattsPerUnit = 1.0;
    std::optional<std::size_t> time;
    std::optional<std::size_t> date; ///< the date, where it stands in a column of its own and `time` is the clock
    TimeForm timeForm;
    std::vector<std::size_t> gpuCandidates; ///< columns that may name the GPU, the best first
    std::optional<std::size_t> gpuName;
    std::optional<std::size_t> powerLimit;
    double limitWattsPerUnit = 1.0;
    std::vector<WideColumn> wide;  ///< of a WideCsv: every power column, in file order; `power` is the first of them
    std::vector<SideColumn> sides; ///< those to keep; empty unless they were asked for
};

/// A layout and the rows of the file's beginning that follow its header.
struct SampledLayout {
    CsvLayout layout;
    std::vector<SampleRow> rows;
    /// What the cells view where the text has no such cells of its own (escaped text, pieces put together).
    std::shared_ptr<std::deque<std::string>> owned;
};

/// Finds header and columns from the first lines of the text; what had to be inferred goes into the log. Error Format
/// (with file, line and the option that helps) where no power column can be told, a column asked for is not there, or
/// there are neither times nor an interval.
Result<SampledLayout> findLayout(std::string_view text, const std::string& name, const ReadOptions& options,
                                 IssueLog& log);

/// The column that the analyst asked for: a header name (case and unit do not matter) or a number from 1.
Result<std::size_t> columnAskedFor(const std::string& asked, const CsvLayout& layout, const std::string& name);

/// Fills power and time of a layout without a header from units, ranges and positions of the cells.
Result<void> inferColumns(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                          const ReadOptions& options, IssueLog& log);

/// The columns of a table with a header by their names and cells, and of any table the time and what the options ask
/// for. Fills the fields of the layout from `power` on; errors as findLayout().
Result<void> chooseColumns(CsvLayout& layout, const std::vector<SampleRow>& rows, const std::string& name,
                           const ReadOptions& options, IssueLog& log);

/// Whether a cell is a number, with or without a short unit behind it: "97 %", "24268 MiB".
bool isQuantity(std::string_view cell);

} // namespace wattline
