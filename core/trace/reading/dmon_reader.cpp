// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/record_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace wattline {

namespace {

using Words = std::vector<std::string_view>;

Words wordsOf(std::string_view line)
{
    Words words;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= line.size(); ++at) {
        const bool between = at == line.size() || line[at] == ' ' || line[at] == ',' || line[at] == '\t' ||
                             line[at] == '\r' || line[at] == '\0';
        if (!between)
            continue;
        if (at > begin)
            words.push_back(line.substr(begin, at - begin));
        begin = at + 1;
    }
    return words;
}

/// The names of a header line without its '#'; empty for any other line, also that of the units.
Words headerOf(std::string_view line)
{
    line = trimmed(line);
    if (!line.starts_with('#'))
        return {};
    Words names = wordsOf(line.substr(1));
    const bool namesGpu = std::any_of(names.begin(), names.end(), [](auto name) { return lowerCase(name) == "gpu"; });
    const bool namesPower = std::any_of(names.begin(), names.end(), [](auto name) { return lowerCase(name) == "pwr"; });
    return namesGpu && namesPower ? names : Words();
}

class DmonReader : public RecordReader {
public:
    explicit DmonReader(std::string_view text) : m_text(text)
    {
        LineWalk walk(text);
        while (walk.next() && m_columns.empty()) {
            for (const std::string_view name : headerOf(walk.line()))
                m_columns.emplace_back(name);
        }
    }

    const std::vector<std::string>& columns() const override { return m_columns; }

    std::size_t lines() const override
    {
        return static_cast<std::size_t>(std::count(m_text.begin(), m_text.end(), '\n')) +
               (m_text.ends_with('\n') ? 0 : 1);
    }

    void read(const RecordSink& sink, IssueLog& log, const std::stop_token& stop) const override
    {
        std::vector<std::size_t> places; // of the present header's columns among ours
        Record record;
        LineWalk walk(m_text);
        while (!stop.stop_requested() && walk.next()) {
            const std::string_view line = trimmed(walk.line());
            if (line.empty())
                continue;
            if (line.starts_with('#')) {
                if (const Words names = headerOf(line); !names.empty())
                    places = placesOf(names);
                continue;
            }
            const Words words = wordsOf(line);
            if (places.empty() || words.size() != places.size()) {
                noteOdd(walk, words.size(), places.size(), log);
                continue;
            }
            record.line = walk.number();
            record.offset = walk.offset();
            record.cells.assign(m_columns.size(), {});
            for (std::size_t i = 0; i < words.size(); ++i) {
                if (places[i] < m_columns.size())
                    record.cells[places[i]] = words[i];
            }
            if (!sink(record))
                return;
        }
    }

private:
    /// The same columns may come in another order where one log was appended to another.
    std::vector<std::size_t> placesOf(const Words& names) const
    {
        std::vector<std::size_t> places;
        for (const std::string_view name : names)
            places.push_back(
                static_cast<std::size_t>(std::find(m_columns.begin(), m_columns.end(), name) - m_columns.begin()));
        return places;
    }

    static void noteOdd(const LineWalk& walk, std::size_t words, std::size_t expected, IssueLog& log)
    {
        if (!walk.lineIsEnded())
            log.add({IssueKind::Truncated, walk.number(), 1,
                     fmt::format("The last line is cut ({}); left out.", quotedForMessage(walk.line()))});
        else if (expected == 0)
            log.count(IssueKind::Header, walk.number(),
                      [] { return std::string("A line before the header; left out."); });
        else
            log.count(IssueKind::FieldCount, walk.number(), [&] {
                return fmt::format("{} columns where the header has {}; the line was left out.", words, expected);
            });
    }

    std::string_view m_text;
    std::vector<std::string> m_columns;
};

} // namespace

std::unique_ptr<RecordReader> dmonReader(std::string_view text)
{
    return std::make_unique<DmonReader>(text);
}

} // namespace wattline
