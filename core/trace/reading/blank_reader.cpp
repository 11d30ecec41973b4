// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/trace/reading/csv_lines.h"
#include "core/trace/reading/parse_power.h"
#include "core/trace/reading/parse_time.h"
#include "core/trace/reading/record_reader.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LinesLookedAt = 100;

/// The words of a line between blanks; a date with the clock after it, and a number with its unit W, are one.
std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    for (const std::string_view piece : splitText(line, ' ')) {
        const std::string_view word = trimmed(piece);
        if (word.empty())
            continue;
        const bool isUnit = word == "W" || word == "mW" || word == "kW" || word == "%";
        const bool isClock = word.find(':') != std::string_view::npos;
        if (!words.empty() && ((isUnit && parseNumber(words.back())) || (isClock && isDateAlone(words.back()))))
            words.back() = {words.back().data(),
                            static_cast<std::size_t>(word.data() + word.size() - words.back().data())};
        else
            words.push_back(word);
    }
    return words;
}

bool isValue(std::string_view word)
{
    return !std::isnan(parsePower(word, 1.0)) || timeFormOf(word, {}).has_value();
}

std::string_view withoutHash(std::string_view line)
{
    line = trimmed(line);
    return line.starts_with('#') ? trimmed(line.substr(1)) : line;
}

class BlankReader : public RecordReader {
public:
    explicit BlankReader(std::string_view text) : m_text(text)
    {
        LineWalk walk(text);
        std::vector<std::string_view> names;
        while (walk.next()) {
            const std::vector<std::string_view> words = wordsOf(withoutHash(walk.line()));
            const bool isRow = std::any_of(words.begin(), words.end(), isValue);
            if (isRow && words.size() == names.size())
                m_columns.assign(names.begin(), names.end());
            m_count = words.size();
            if (isRow)
                break;
            names = words;
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
        Record record;
        LineWalk walk(m_text);
        while (!stop.stop_requested() && walk.next()) {
            const std::string_view line = trimmed(walk.line());
            record.cells = wordsOf(line);
            if (line.empty())
                continue;
            if (line.starts_with('#') || std::none_of(record.cells.begin(), record.cells.end(), isValue)) {
                if (walk.number() > 1)
                    log.count(IssueKind::Header, walk.number(),
                              [] { return std::string("A line without values; left out."); });
                continue;
            }
            if (record.cells.size() != m_count) {
                log.count(walk.lineIsEnded() ? IssueKind::FieldCount : IssueKind::Truncated, walk.number(), [&] {
                    return fmt::format("{} columns where {} are expected; the line was left out.", record.cells.size(),
                                       m_count);
                });
                continue;
            }
            record.line = walk.number();
            record.offset = walk.offset();
            if (!sink(record))
                return;
        }
    }

private:
    std::string_view m_text;
    std::vector<std::string> m_columns; ///< none without a header
    std::size_t m_count = 0;
};

} // namespace

bool hasBlankColumns(std::string_view text)
{
    std::size_t rows = 0;
    std::size_t lines = 0;
    LineWalk walk(text);
    while (lines < LinesLookedAt && walk.next()) {
        const std::string_view line = trimmed(walk.line());
        if (line.empty() || line.starts_with('#'))
            continue;
        if (line.find_first_of(",;\t|\"{") != std::string_view::npos)
            return false;
        const std::vector<std::string_view> words = wordsOf(line);
        ++lines;
        rows += std::count_if(words.begin(), words.end(), isValue) >= 2 ? 1 : 0;
    }
    return rows > 0 && 2 * rows >= lines;
}

std::unique_ptr<RecordReader> blankReader(std::string_view text)
{
    return std::make_unique<BlankReader>(text);
}

} // namespace wattline
