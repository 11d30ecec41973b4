// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/record_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace wattline {

namespace {

/// The columns of the table that is made of the text, in this order.
enum Column : std::size_t { Time, Gpu, Name, Draw, Average, Instant, Limit, Utilisation, Temperature, Clock, Columns };

const std::vector<std::string> ColumnNames = {
    "timestamp",
    "gpu",
    "name",
    "power.draw [W]",
    "power.draw.average [W]",
    "power.draw.instant [W]",
    "power.limit [W]",
    "utilization.gpu [%]",
    "temperature.gpu [C]",
    "clocks.sm [MHz]",
};

bool isPower(std::size_t column)
{
    return column == Draw || column == Average || column == Instant;
}

/// The column of a line "key : value" below a section; Columns where it is none that is kept.
std::size_t columnOf(std::string_view key, std::string_view section)
{
    struct Place {
        std::string_view key;
        std::string_view section; ///< as it begins; empty: any
        std::size_t column;
    };
    constexpr std::array<Place, 13> Places = {{{"Timestamp", "", Time},
                                               {"Product Name", "", Name},
                                               {"Power Draw", "", Draw},
                                               {"Average Power Draw", "", Average},
                                               {"Instantaneous Power Draw", "", Instant},
                                               {"Current Power Limit", "", Limit},
                                               {"Power Limit", "", Limit},
                                               {"Enforced Power Limit", "", Columns},
                                               {"Gpu", "Utilization", Utilisation},
                                               {"GPU", "Utilization", Utilisation},
                                               {"GPU Current Temp", "", Temperature},
                                               {"SM", "Clocks", Clock},
                                               {"Graphics", "Clocks", Columns}}};
    const auto place = std::find_if(Places.begin(), Places.end(), [&](const Place& p) {
        return p.key == key && (p.section.empty() || section == p.section);
    });
    return place == Places.end() ? static_cast<std::size_t>(Columns) : place->column;
}

/// Puts the lines of one board together and hands them on when the next board, query or repeated reading begins.
class BoardCollector {
public:
    BoardCollector(const RecordSink& sink, const std::vector<std::string>& columns) : m_sink(sink)
    {
        m_record.cells.resize(columns.size());
    }

    void beginQuery()
    {
        emit();
        m_record.cells.assign(m_record.cells.size(), {});
        m_section = {};
    }

    void beginBoard(std::string_view id)
    {
        emit();
        const std::string_view time = m_record.cells[Time];
        m_record.cells.assign(m_record.cells.size(), {});
        m_record.cells[Time] = time;
        m_record.cells[Gpu] = id;
        m_section = {};
    }

    void beginSection(std::string_view title) { m_section = title; }

    void take(std::string_view key, std::string_view value, const LineWalk& walk)
    {
        const std::size_t column = columnOf(key, m_section);
        if (column == Columns || m_section.starts_with("Module") || m_section.starts_with("GPU Memory Power"))
            return;
        if (column == Time) {
            beginQuery();
            m_record.cells[Time] = value;
            return;
        }
        if (isPower(column)) {
            // Of the lines of power alone, the module's "N/A" follows the board's own reading.
            if (!m_record.cells[column].empty() && value == "N/A")
                return;
            if (!m_record.cells[column].empty())
                emit();
            m_record.line = walk.number();
            m_record.offset = walk.offset();
            m_hasPower = true;
        }
        m_record.cells[column] = value;
    }

    void emit()
    {
        if (m_hasPower && m_goesOn)
            m_goesOn = m_sink(m_record);
        for (const std::size_t column : {Draw, Average, Instant})
            m_record.cells[column] = {};
        m_hasPower = false;
    }

    bool goesOn() const { return m_goesOn; }

private:
    const RecordSink& m_sink;
    Record m_record;
    std::string_view m_section;
    bool m_hasPower = false;
    bool m_goesOn = true;
};

class SmiTextReader : public RecordReader {
public:
    explicit SmiTextReader(std::string_view text) : m_text(text) {}

    const std::vector<std::string>& columns() const override { return ColumnNames; }

    std::size_t lines() const override
    {
        return static_cast<std::size_t>(std::count(m_text.begin(), m_text.end(), '\n')) +
               (m_text.ends_with('\n') ? 0 : 1);
    }

    void read(const RecordSink& sink, IssueLog& log, const std::stop_token& stop) const override
    {
        BoardCollector board(sink, ColumnNames);
        LineWalk walk(m_text);
        while (!stop.stop_requested() && board.goesOn() && walk.next()) {
            const std::string_view line = trimmed(walk.line());
            if (isCut(walk)) {
                log.add({IssueKind::Truncated, walk.number(), 1,
                         fmt::format("The last line is cut ({}); left out.", quotedForMessage(line))});
                break;
            }
            if (line.find("NVSMI LOG") != std::string_view::npos)
                board.beginQuery();
            else if (walk.line().starts_with("GPU ") && line.find(" : ") == std::string_view::npos)
                board.beginBoard(trimmed(walk.line().substr(4)));
            else if (const std::size_t colon = line.find(" : "); colon != std::string_view::npos)
                board.take(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 3)), walk);
            else
                board.beginSection(line);
        }
        board.emit();
    }

private:
    /// A whole last line without its line break ends with a unit or a word that is known.
    static bool isCut(const LineWalk& walk)
    {
        const std::string_view line = trimmed(walk.line());
        return !walk.lineIsEnded() && line.find("Power Draw") != std::string_view::npos && !line.ends_with(" W") &&
               !line.ends_with("N/A");
    }

    std::string_view m_text;
};

} // namespace

std::unique_ptr<RecordReader> smiTextReader(std::string_view text)
{
    return std::make_unique<SmiTextReader>(text);
}

} // namespace wattline
