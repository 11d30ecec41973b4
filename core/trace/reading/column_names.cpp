// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/column_names.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace wattline {

namespace {

/// The lower-case words of a name: "GPU_Power (mW)" -> gpu, power, mw.
class Words {
public:
    explicit Words(std::string_view name) : m_text(lowerCase(name))
    {
        std::size_t begin = 0;
        for (std::size_t at = 0; at <= m_text.size(); ++at) {
            const bool inWord = at < m_text.size() && (std::isalnum(static_cast<unsigned char>(m_text[at])) != 0);
            if (inWord)
                continue;
            if (at > begin)
                m_words.push_back(std::string_view(m_text).substr(begin, at - begin));
            begin = at + 1;
        }
    }
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

    bool has(std::string_view word) const { return std::find(m_words.begin(), m_words.end(), word) != m_words.end(); }
    template <std::size_t N>
    bool hasAny(const std::array<std::string_view, N>& words) const
    {
        return std::any_of(words.begin(), words.end(), [this](std::string_view word) { return has(word); });
    }
    std::size_t count() const { return m_words.size(); }
    std::string_view first() const { return m_words.empty() ? std::string_view() : m_words.front(); }

private:
    std::string m_text;
    std::vector<std::string_view> m_words;
};

constexpr std::array<std::string_view, 9> PowerWords = {"power",      "watt",   "watts",    "pwr",    "powerdraw",
                                                        "powerusage", "powerw", "gpupower", "powermw"};
constexpr std::array<std::string_view, 5> LimitWords = {"limit", "max", "cap", "tdp", "maximum"};
/// Words that make a name with "power" in it something other than the board's power.
constexpr std::array<std::string_view, 20> OtherPowerWords = {
    "source", "available", "min", "minimum", "default", "management", "state",    "mode", "cpu",       "dram",
    "memory", "percent",   "pct", "supply",  "factor",  "violation",  "readings", "is",   "smoothing", "energy"};
constexpr std::array<std::string_view, 3> MilliwattWords = {"mw", "milliwatt", "milliwatts"};
constexpr std::array<std::string_view, 3> KilowattWords = {"kw", "kilowatt", "kilowatts"};
constexpr std::array<std::string_view, 8> TimeWords = {"timestamp", "datetime", "timestampus", "ts",
                                                       "time",      "elapsed",  "unixtime",    "epoch"};
constexpr std::array<std::string_view, 8> IdWords = {"index", "uuid", "bus", "busid", "gpu", "device", "gpuid", "id"};

double wattsPerUnitOf(const Words& words)
{
    return words.hasAny(MilliwattWords) || words.has("powermw") ? 1e-3 : words.hasAny(KilowattWords) ? 1e3 : 1.0;
}

/// A column called after the unit alone ("W") or with it in brackets ("GPU 0 (mW)").
bool isNamedByUnit(const Words& words, std::string_view name)
{
    const std::string unit = lowerCase(words.count() == 1 ? trimmed(name) : nameAndUnit(name).unit);
    return unit == "w" || unit == "mw" || unit == "kw" || unit == "watt" || unit == "watts";
}

ColumnMeaning limitMeaning(const Words& words)
{
    ColumnMeaning meaning{ColumnRole::PowerLimit, words.has("max") ? 1 : words.has("enforced") ? 2 : 0};
    meaning.wattsPerUnit = wattsPerUnitOf(words);
    return meaning;
}

ColumnMeaning powerMeaning(const Words& words, std::string_view name)
{
    ColumnMeaning meaning{ColumnRole::Power, 10};
    meaning.wattsPerUnit = wattsPerUnitOf(words);
    const std::string plain = lowerCase(trimmed(name.substr(0, name.find_first_of("[("))));
    if (plain == "power.draw.instant") {
        meaning.field = PowerField::Instant;
        meaning.rank = 0;
    } else if (plain == "power.draw") {
        meaning.field = PowerField::Draw;
        meaning.rank = 1;
    } else if (plain == "power.draw.average") {
        meaning.field = PowerField::Average;
        meaning.rank = 2;
    } else if (words.has("module") || words.has("total") || words.has("system")) {
        meaning.rank = 20; // more than one board
    } else if (words.has("gpu") || words.has("draw") || words.has("usage")) {
        meaning.rank = 5;
    }
    return meaning;
}

ColumnMeaning idMeaning(const Words& words)
{
    if (words.has("gpuid") || (words.has("index") && (words.count() == 1 || words.has("gpu"))))
        return {ColumnRole::GpuId, 0};
    if (words.has("gpu") && (words.count() == 1 || words.has("id")))
        return {ColumnRole::GpuId, 1};
    if (words.has("uuid"))
        return {ColumnRole::GpuId, 2};
    if (words.has("bus") || words.has("busid"))
        return {ColumnRole::GpuId, 3};
    if (words.has("device") && (words.count() == 1 || words.has("id")))
        return {ColumnRole::GpuId, 4};
    if (words.has("id") && words.count() == 1)
        return {ColumnRole::GpuId, 5};
    return {};
}

} // namespace

NameAndUnit nameAndUnit(std::string_view headerName)
{
    const std::string_view name = trimmed(headerName);
    const std::size_t open = name.find_first_of("[(");
    if (open == std::string_view::npos || open == 0)
        return {std::string(name), ""};
    const std::string_view unit = name.substr(open + 1);
    return {std::string(trimmed(name.substr(0, open))), std::string(trimmed(unit.substr(0, unit.find_first_of("])"))))};
}

ColumnMeaning meaningOf(std::string_view headerName)
{
    const Words words(headerName);
    if (words.count() == 0 || words.count() > 8)
        return {};
    if ((words.hasAny(PowerWords) || isNamedByUnit(words, headerName)) && !words.hasAny(OtherPowerWords)) {
        if (words.hasAny(LimitWords))
            return limitMeaning(words);
        return powerMeaning(words, headerName);
    }
    if (words.has("name") && (words.count() == 1 || words.has("gpu") || words.has("product") || words.has("device")))
        return {ColumnRole::GpuName, words.count() == 1 ? 0 : 1};
    if (words.hasAny(IdWords)) {
        if (const ColumnMeaning id = idMeaning(words); id.role == ColumnRole::GpuId)
            return id;
    }
    for (std::size_t rank = 0; rank < TimeWords.size(); ++rank) {
        if (words.first() == TimeWords[rank] || (words.has(TimeWords[rank]) && words.count() <= 3))
            return {ColumnRole::Time, static_cast<int>(rank)};
    }
    if (words.first() == "t" || words.first() == "date" || words.first() == "seconds")
        return {ColumnRole::Time, 5};
    return {};
}

} // namespace wattline
