// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/parse_time.h"
#include "core/trace/reading/record_reader.h"
#include "core/trace/reading/terminal_screen.h"

#include <algorithm>

namespace wattline {

namespace {

const std::vector<std::string> ColumnNames = {
    "timestamp", "index", "name", "power.draw [W]", "power.limit [W]", "temperature.gpu [C]", "utilization.gpu [%]",
};

/// The date line above the table, or the end of the line that watch writes above it; empty for any other line.
std::string_view timeIn(std::string_view line)
{
    if (timeFormOf(line, {}) && !parseNumber(line))
        return line;
    const std::size_t colon = line.rfind(": ");
    if (!line.starts_with("Every ") || colon == std::string_view::npos)
        return {};
    const std::string_view end = trimmed(line.substr(colon + 2));
    return timeFormOf(end, {}) && !parseNumber(end) ? end : std::string_view();
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    for (const std::string_view piece : splitText(text, ' ')) {
        if (!trimmed(piece).empty())
            words.push_back(trimmed(piece));
    }
    return words;
}

bool isReading(std::string_view word)
{
    return word == "N/A" || word == "ERR!" || word == "Error]" ||
           (word.size() > 1 && word.ends_with('W') && parseNumber(word.substr(0, word.size() - 1)));
}

/// Reads the lines of tables one after the other and hands on a record for each board.
class TableLines {
public:
    explicit TableLines(const RecordSink& sink) : m_sink(sink) { m_record.cells.resize(ColumnNames.size()); }

    bool take(std::string_view text, std::size_t line, std::size_t offset)
    {
        text = trimmed(text);
        if (text.find_first_of(":W!A") == std::string_view::npos)
            return true; // neither time, board nor reading, like most lines
        if (!text.starts_with('|')) {
            if (const std::string_view time = timeIn(text); !time.empty())
                m_time = time;
            return true;
        }
        const std::vector<std::string_view> cells = splitText(text.substr(1), '|');
        const std::vector<std::string_view> words = wordsOf(cells.front());
        if (cells.size() < 3 || words.empty())
            return true;
        if (cells[1].find(':') != std::string_view::npos && parseNumber(words.front())) {
            m_index = words.front();
            m_name.clear();
            for (std::size_t w = 1; w + 1 < words.size(); ++w)
                m_name += (w > 1 ? " " : "") + std::string(words[w]);
            return true;
        }
        m_record.line = line;
        m_record.offset = offset;
        return takeReading(words, cells[2]);
    }

private:
    bool takeReading(const std::vector<std::string_view>& words, std::string_view lastCell)
    {
        const auto slash = std::find(words.begin(), words.end(), "/");
        if (m_index.empty() || slash == words.begin() || slash == words.end() || slash + 1 == words.end() ||
            !isReading(*(slash - 1)) || !isReading(*(slash + 1)))
            return true;
        const auto endsWithDegrees = [](std::string_view w) { return w.size() > 1 && w.ends_with('C'); };
        const auto degrees = std::find_if(words.begin(), words.end(), endsWithDegrees);
        const std::vector<std::string_view> usage = wordsOf(lastCell);
        m_record.cells = {m_time,
                          m_index,
                          m_name,
                          *(slash - 1),
                          *(slash + 1),
                          degrees == words.end() ? std::string_view() : degrees->substr(0, degrees->size() - 1),
                          usage.empty() ? std::string_view() : usage.front()};
        const bool goesOn = m_sink(m_record);
        m_index.clear(); // every board names itself again
        return goesOn;
    }

    const RecordSink& m_sink;
    Record m_record;
    std::string m_time;
    std::string m_index;
    std::string m_name;
};

class SmiTableReader : public RecordReader {
public:
    explicit SmiTableReader(std::string_view text)
        : m_text(text), m_hasCodes(text.find('\x1b') != std::string_view::npos)
    {
    }

    const std::vector<std::string>& columns() const override { return ColumnNames; }

    std::size_t lines() const override
    {
        return static_cast<std::size_t>(std::count(m_text.begin(), m_text.end(), '\n')) +
               (m_text.ends_with('\n') ? 0 : 1);
    }

    void read(const RecordSink& sink, IssueLog&, const std::stop_token& stop) const override
    {
        TableLines table(sink);
        if (m_hasCodes) {
            const auto take = [&](const TerminalScreen::Picture& picture) {
                return std::all_of(picture.rows.begin(), picture.rows.end(), [&](const std::string& row) {
                    return table.take(row, picture.line, picture.offset);
                });
            };
            TerminalScreen::play(m_text, take, stop);
            return;
        }
        LineWalk walk(m_text);
        while (!stop.stop_requested() && walk.next() && table.take(walk.line(), walk.number(), walk.offset())) {
        }
    }

private:
    std::string_view m_text;
    bool m_hasCodes;
};

} // namespace

std::unique_ptr<RecordReader> smiTableReader(std::string_view text)
{
    return std::make_unique<SmiTableReader>(text);
}

} // namespace wattline
