// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/trace/reading/csv_sample.h"
#include "core/trace/reading/json_samples.h"
#include "core/trace/reading/record_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace wattline {

namespace {

constexpr std::size_t SamplesForColumns = 500;

/// One top-level object of a text: JSON lines, objects one after the other, or the elements of an array.
struct TopLevel {
    std::string_view text;
    std::size_t line = 0;
    std::size_t end = 0;   ///< of the byte after it
    bool isWhole = false;  ///< its braces are balanced
    bool endsText = false; ///< the text ends before its braces do
};

/// Walks from object to object. An object that is damaged ends where a line begins with the next one.
class TopLevelWalk {
public:
    explicit TopLevelWalk(std::string_view text) : m_text(text) {}

    std::optional<TopLevel> next()
    {
        const std::size_t begin = m_text.find('{', m_at);
        if (begin == std::string_view::npos)
            return std::nullopt;
        m_line += lineEnds(m_at, begin);
        TopLevel found;
        found.line = m_line;
        found.end = endOf(begin, found);
        found.text = m_text.substr(begin, found.end - begin);
        m_line += lineEnds(begin, found.end);
        m_at = found.end;
        return found;
    }

private:
    std::size_t lineEnds(std::size_t from, std::size_t to) const
    {
        return static_cast<std::size_t>(std::count(m_text.begin() + static_cast<std::ptrdiff_t>(from),
                                                   m_text.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    }

    std::size_t endOf(std::size_t begin, TopLevel& found) const
    {
        std::size_t depth = 0;
        bool quoted = false;
        for (std::size_t at = begin; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (c == '\n' && (quoted || (at + 1 < m_text.size() && m_text[at + 1] == '{')))
                return at;
            if (quoted && c == '\\')
                ++at;
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c == '{')
                ++depth;
            else if (!quoted && c == '}' && --depth == 0) {
                found.isWhole = true;
                return at + 1;
            }
        }
        found.endsText = true;
        return m_text.size();
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

/// The text with null for the numbers that JSON does not know but some programs write: NaN, Infinity, -Infinity.
std::string withoutOddNumbers(std::string_view text)
{
    std::string plain;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = text.substr(at);
        std::size_t odd = 0;
        for (const std::string_view number : {"NaN", "Infinity", "-Infinity"})
            odd = !quoted && rest.starts_with(number) ? number.size() : odd;
        if (odd > 0) {
            plain += "null";
            at += odd - 1;
            continue;
        }
        if (quoted && text[at] == '\\' && at + 1 < text.size())
            plain += text[at++];
        else if (text[at] == '"')
            quoted = !quoted;
        plain += text[at];
    }
    return plain;
}

bool mayHoldOddNumbers(std::string_view text)
{
    return text.find("NaN") != std::string_view::npos || text.find("Infinity") != std::string_view::npos;
}

class JsonReader : public RecordReader {
public:
    JsonReader(std::string_view text, const std::stop_token& stop) : m_text(text)
    {
        std::size_t samples = 0;
        const JsonSink note = [&](const std::vector<const JsonValue*>& values) {
            for (const JsonValue* value : values) {
                if (m_columns.size() < MostCells && m_places.try_emplace(value->first, m_columns.size()).second)
                    m_columns.push_back(value->first);
            }
            return ++samples < SamplesForColumns;
        };
        JsonSamples listener(note, stop);
        TopLevelWalk walk(text);
        for (auto object = walk.next(); object && listener.goesOn() && !stop.stop_requested(); object = walk.next())
            parse(*object, listener);
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
        const JsonSink take = [&](const std::vector<const JsonValue*>& values) {
            record.cells.assign(m_columns.size(), {});
            for (const JsonValue* value : values) {
                if (const auto place = m_places.find(value->first); place != m_places.end())
                    record.cells[place->second] = value->second;
            }
            return sink(record);
        };
        JsonSamples listener(take, stop);
        TopLevelWalk walk(m_text);
        for (auto object = walk.next(); object && listener.goesOn() && !stop.stop_requested(); object = walk.next()) {
            record.line = object->line;
            record.offset = object->end;
            if (!parse(*object, listener) && listener.goesOn()) {
                listener.finish();
                noteDamage(*object, log);
            }
        }
        if (listener.leftValuesOut())
            log.add({IssueKind::FieldCount, 0, 1,
                     "An array of more than 64 numbers or an object of more than 512 values; what is beyond was left "
                     "out (a sample is an object, not a place in several arrays)."});
    }

private:
    static bool parse(const TopLevel& object, JsonSamples& listener)
    {
        listener.restart();
        if (mayHoldOddNumbers(object.text))
            return nlohmann::json::sax_parse(withoutOddNumbers(object.text), &listener);
        return nlohmann::json::sax_parse(object.text.begin(), object.text.end(), &listener);
    }

    static void noteDamage(const TopLevel& object, IssueLog& log)
    {
        if (object.endsText)
            log.add({IssueKind::Truncated, object.line, 1,
                     fmt::format("The last object is cut ({}); what it holds before the cut was read.",
                                 quotedForMessage(object.text))});
        else
            log.count(IssueKind::FieldCount, object.line,
                      [&] { return fmt::format("{} is no JSON object; left out.", quotedForMessage(object.text)); });
    }

    std::string_view m_text;
    std::vector<std::string> m_columns;
    std::unordered_map<std::string, std::size_t> m_places;
};

} // namespace

std::unique_ptr<RecordReader> jsonReader(std::string_view text, const std::stop_token& stop)
{
    return std::make_unique<JsonReader>(text, stop);
}

} // namespace wattline
