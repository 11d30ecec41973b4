// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/date_order.h"

#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/csv_sample.h"

#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// How well the times follow one another in one of the two orders.
class Course {
public:
    explicit Course(TimeForm form, bool dayFirst) : m_form(form) { m_form.dayFirst = dayFirst; }

    void take(std::string_view cell, bool isDateAlone)
    {
        const std::optional<std::int64_t> time =
            isDateAlone ? parseTime(cell, "00:00", m_form) : parseTime(cell, m_form);
        if (!time)
            return;
        const double seconds = static_cast<double>(*time) * 1e-6;
        if (m_seen) {
            m_back += seconds < m_last ? 1 : 0;
            m_travel += std::abs(seconds - m_last);
        }
        m_seen = true;
        m_last = seconds;
    }

    bool isBetterThan(const Course& other) const
    {
        return m_back != other.m_back ? m_back < other.m_back : m_travel < other.m_travel;
    }

private:
    TimeForm m_form;
    bool m_seen = false;
    double m_last = 0.0;
    double m_travel = 0.0;
    std::size_t m_back = 0;
};

std::optional<std::size_t> dateColumn(const CsvLayout& layout)
{
    return layout.date ? layout.date : layout.time;
}

} // namespace

Result<void> settleDateOrder(CsvLayout& layout, const TimeCells& cells, IssueLog& log, const RunContext& context)
{
    constexpr std::size_t CellsBetweenStops = 4096;
    if (!layout.time || layout.timeForm.kind != TimeForm::Kind::Words)
        return {};
    std::optional<DateOrder> told;
    bool isNumeric = false;
    std::size_t count = 0;
    Course dayFirst(layout.timeForm, true);
    Course monthFirst(layout.timeForm, false);
    cells([&](std::string_view cell) {
        const std::optional<DateOrder> order = dateOrderOf(cell);
        isNumeric = isNumeric || order;
        if (order && *order != DateOrder::Ambiguous)
            told = order;
        dayFirst.take(cell, layout.date.has_value());
        monthFirst.take(cell, layout.date.has_value());
        const bool otherForm = !isNumeric && count > 100;
        return !told && !otherForm && (++count % CellsBetweenStops != 0 || !context.stopRequested());
    });
    if (context.stopRequested())
        return canceledError();
    if (!isNumeric)
        return {};
    layout.timeForm.dayFirst = told ? *told == DateOrder::DayFirst : dayFirst.isBetterThan(monthFirst);
    if (!told)
        log.add({IssueKind::Assumption, layout.linesBefore + 1, 1,
                 fmt::format("No date of the file tells the day from the month; the {} was read as the first number.",
                             layout.timeForm.dayFirst ? "day" : "month")});
    return {};
}

TimeCells timeCellsOf(const CsvLayout& layout, const TextSource& source, std::size_t begin)
{
    return [&layout, &source, begin](const std::function<bool(std::string_view)>& take) {
        constexpr std::size_t BlockBytes = std::size_t{4} << 20U;
        TextBuffers buffers;
        for (std::size_t at = begin; at < source.end(); at += BlockBytes) {
            const Result<TextBlock> block = source.linesIn(at, at + BlockBytes, 0, buffers);
            if (!block)
                return; // who reads the rows will say so
            LineWalk walk(block->text.substr(0, block->owned));
            while (walk.next()) {
                const std::vector<std::string_view> cells = cutLine(walk.line(), layout.separator);
                if (*dateColumn(layout) < cells.size() && !take(cells[*dateColumn(layout)]))
                    return;
            }
        }
    };
}

TimeCells timeCellsOf(const CsvLayout& layout, const std::vector<SampleRow>& rows)
{
    return [&layout, &rows](const std::function<bool(std::string_view)>& take) {
        for (const SampleRow& row : rows) {
            if (*dateColumn(layout) < row.cells.size() && !take(row.cells[*dateColumn(layout)]))
                return;
        }
    };
}

TimeCells timeCellsOf(const CsvLayout& layout, const RecordReader& reader, const RunContext& context)
{
    return [&layout, &reader, &context](const std::function<bool(std::string_view)>& take) {
        IssueLog ignored;
        reader.read(
            [&](const Record& record) {
                const std::size_t column = *dateColumn(layout);
                return column >= record.cells.size() || record.cells[column].empty() || take(record.cells[column]);
            },
            ignored, context.stop);
    };
}

} // namespace wattline
