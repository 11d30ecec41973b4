// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/trace/reading/column_names.h"
#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/csv_sample.h"
#include "core/trace/reading/record_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

constexpr std::size_t MostGpus = 1024;
constexpr std::size_t MostFields = 64; ///< kinds of fields kept beside the power

/// DCGM's fields of board power by name and number, with the name that nvidia-smi has for the quantity.
std::string_view powerNameOf(std::string_view field)
{
    const std::string name = lowerCase(field);
    if (name == "157" || name.ends_with("power_usage_instant"))
        return "power.draw.instant [W]";
    if (name == "155" || name.ends_with("power_usage"))
        return "power.draw [W]";
    return {};
}

class DcgmReader : public RecordReader {
public:
    DcgmReader(std::string_view text, const ReadOptions& options) : m_text(text)
    {
        const std::vector<SampleRow> rows = firstLines(text);
        const auto isHeader = [this](const SampleRow& row) { return findPlaces(row.text); };
        const auto header = std::find_if(rows.begin(), rows.end(), isHeader);
        if (header == rows.end())
            return;
        m_begin = header->offset;
        m_linesBefore = header->line;
        for (auto row = header + 1; row != rows.end(); ++row)
            noteField(cutLine(row->text, ','));
        choosePower(options);
        m_columns = {"gpu", "timestamp", std::string(powerNameOf(m_power))};
        for (const std::string& field : m_sides)
            m_columns.push_back(field);
    }

    const std::vector<std::string>& columns() const override { return m_columns; }

    std::size_t lines() const override
    {
        return static_cast<std::size_t>(std::count(m_text.begin(), m_text.end(), '\n')) +
               (m_text.ends_with('\n') ? 0 : 1);
    }

    void read(const RecordSink& sink, IssueLog& log, const std::stop_token& stop) const override
    {
        std::map<std::string_view, std::vector<std::string_view>> latest; // of the other fields, for each GPU
        Record record;
        record.cells.resize(m_columns.size());
        std::array<std::string_view, MostCells> cells;
        LineWalk walk(m_text.substr(m_begin));
        while (!stop.stop_requested() && !m_columns.empty() && walk.next()) {
            const std::size_t count = splitCells(walk.line(), ',', cells).cells;
            const std::size_t line = m_linesBefore + walk.number();
            if (trimmed(walk.line()).empty() || findsHeader(walk.line()))
                continue;
            if (count < m_places.size() || count > MostCells || !walk.lineIsEnded()) {
                if (isOdd(walk, count, line, log))
                    continue;
            }
            if (latest.size() > MostGpus)
                latest.clear(); // these are no names of GPUs, and whoever takes the records will say so
            std::vector<std::string_view>& others = latest.try_emplace(cells[m_gpu], m_sides.size()).first->second;
            if (cells[m_field] != m_power) {
                const auto side = std::find(m_sides.begin(), m_sides.end(), cells[m_field]);
                if (side != m_sides.end())
                    others[static_cast<std::size_t>(side - m_sides.begin())] = cells[m_value];
                continue;
            }
            record.line = line;
            record.offset = m_begin + walk.offset();
            record.cells[0] = cells[m_gpu];
            record.cells[1] = cells[m_time];
            record.cells[2] = cells[m_value];
            std::copy(others.begin(), others.end(), record.cells.begin() + 3);
            if (!sink(record))
                return;
        }
    }

private:
    /// Whether the row must be left out, which goes into the log.
    bool isOdd(const LineWalk& walk, std::size_t count, std::size_t line, IssueLog& log) const
    {
        if (count == m_places.size() && walk.line().find('.') != std::string_view::npos)
            return false; // a whole last line without its line break
        if (!walk.lineIsEnded())
            log.add({IssueKind::Truncated, line, 1,
                     fmt::format("The last line is cut ({}); left out.", quotedForMessage(walk.line()))});
        else
            log.count(IssueKind::FieldCount, line, [&] {
                return fmt::format("{} cells where {} are expected; the row was left out.", count, m_places.size());
            });
        return true;
    }

    bool findsHeader(std::string_view line) const { return line == m_header; }

    bool findPlaces(std::string_view line)
    {
        const std::vector<std::string_view> names = cutLine(line, ',');
        std::array<std::size_t, 4> found{};
        constexpr std::array<std::string_view, 4> Wanted = {"gpu", "time", "field", "value"};
        for (std::size_t w = 0; w < Wanted.size(); ++w) {
            const auto place = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
                return lowerCase(name).find(Wanted[w]) != std::string::npos;
            });
            if (place == names.end())
                return false;
            found[w] = static_cast<std::size_t>(place - names.begin());
        }
        m_gpu = found[0];
        m_time = found[1];
        m_field = found[2];
        m_value = found[3];
        m_places.assign(names.size(), 0);
        m_header = line;
        return true;
    }

    void noteField(const std::vector<std::string_view>& cells)
    {
        if (cells.size() != m_places.size())
            return;
        std::vector<std::string>& fields = powerNameOf(cells[m_field]).empty() ? m_sides : m_powers;
        const std::string field(cells[m_field]);
        if (fields.size() < MostFields && std::find(fields.begin(), fields.end(), field) == fields.end())
            fields.push_back(field);
    }

    void choosePower(const ReadOptions& options)
    {
        int bestRank = 1000;
        for (const std::string& field : m_powers) {
            const ColumnMeaning meaning = meaningOf(powerNameOf(field));
            const int rank = options.field == meaning.field ? -1 : meaning.rank;
            if (rank < bestRank) {
                bestRank = rank;
                m_power = field;
            }
        }
    }

    std::string_view m_text;
    std::string_view m_header;
    std::vector<std::string> m_columns;
    std::vector<std::string> m_powers;
    std::vector<std::string> m_sides;
    std::vector<std::size_t> m_places; ///< as many as the header has cells
    std::string m_power;
    std::size_t m_gpu = 0;
    std::size_t m_time = 0;
    std::size_t m_field = 0;
    std::size_t m_value = 0;
    std::size_t m_begin = 0;
    std::size_t m_linesBefore = 0;
};

} // namespace

std::unique_ptr<RecordReader> dcgmReader(std::string_view text, const ReadOptions& options)
{
    return std::make_unique<DcgmReader>(text, options);
}

} // namespace wattline
