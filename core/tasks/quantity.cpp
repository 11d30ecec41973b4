// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/quantity.h"

#include "core/base/text.h"
#include "core/tasks/written_number.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace wattline {

namespace {

struct Unit {
    std::string_view name;
    double factor;
};

constexpr std::array<Unit, 22> Counts = {
    {{"", 1.0},        {"k", 1e3},        {"thousand", 1e3}, {"m", 1e6},         {"mn", 1e6}, {"mio", 1e6},
     {"mil", 1e6},     {"million", 1e6},  {"millions", 1e6}, {"g", 1e9},         {"b", 1e9},  {"bn", 1e9},
     {"billion", 1e9}, {"billions", 1e9}, {"t", 1e12},       {"trillion", 1e12}, {"#", 1.0},  {"count", 1.0},
     {"n", 1.0},       {"number", 1.0},   {"total", 1.0},    {"trainable", 1.0}}};
constexpr std::array<Unit, 6> FlopPrefixes = {
    {{"", 1.0}, {"k", 1e3}, {"m", 1e6}, {"g", 1e9}, {"t", 1e12}, {"p", 1e15}}};
constexpr std::array<Unit, 7> Sides = {
    {{"", 1.0}, {"px", 1.0}, {"pixel", 1.0}, {"pixels", 1.0}, {"p", 1.0}, {"token", 1.0}, {"tokens", 1.0}}};
constexpr std::array<Unit, 10> Bytes = {{{"", 1.0},
                                         {"b", 1.0},
                                         {"byte", 1.0},
                                         {"bytes", 1.0},
                                         {"kb", 1e3},
                                         {"mb", 1e6},
                                         {"gb", 1e9},
                                         {"kib", 1024.0},
                                         {"mib", 1024.0 * 1024.0},
                                         {"gib", 1024.0 * 1024.0 * 1024.0}}};
constexpr std::array<Unit, 9> Seconds = {{{"", 1.0},
                                          {"s", 1.0},
                                          {"sec", 1.0},
                                          {"secs", 1.0},
                                          {"seconds", 1.0},
                                          {"ms", 1e-3},
                                          {"min", 60.0},
                                          {"h", 3600.0},
                                          {"hours", 3600.0}}};
/// What is counted, and multiplies nothing.
constexpr std::array<std::string_view, 11> Nouns = {"samples", "images",  "params", "parameters", "epochs", "gpus",
                                                    "workers", "batches", "items",  "sequences",  "nodes"};

template <std::size_t Size>
std::optional<double> factorIn(const std::array<Unit, Size>& units, std::string_view name)
{
    const auto found = std::find_if(units.begin(), units.end(), [name](const Unit& unit) { return unit.name == name; });
    return found == units.end() ? std::nullopt : std::optional(found->factor);
}

/// "M params" -> "M"
std::string_view withoutNoun(std::string_view unit)
{
    for (const std::string_view noun : Nouns) {
        if (unit.ends_with(noun))
            return trimmed(unit.substr(0, unit.size() - noun.size()));
    }
    return unit;
}

std::optional<double> flopFactor(std::string_view unit)
{
    for (const std::string_view word : {"flops", "flop"}) {
        if (unit.ends_with(word))
            return factorIn(FlopPrefixes, trimmed(unit.substr(0, unit.size() - word.size())));
    }
    return unit == "b" || unit == "bn" ? std::optional(1e9) : factorIn(FlopPrefixes, unit);
}

/// Small and capital letters differ here: mW is no MW.
std::optional<double> wattFactor(std::string_view unit)
{
    if (unit == "mW")
        return 1e-3;
    const std::string lower = lowerCase(unit);
    if (lower.empty() || lower == "w" || lower == "watt" || lower == "watts")
        return 1.0;
    return lower == "kw" ? std::optional(1e3) : std::nullopt;
}

/// "224x224" and "3x224x224" as "224"; other cells as they are. Nothing where the sides differ.
std::optional<std::string> sideOf(std::string_view cell)
{
    std::string text(cell);
    for (const std::string_view cross : {"×", "X", "*"}) {
        for (std::size_t at = text.find(cross); at != std::string::npos; at = text.find(cross, at + 1))
            text.replace(at, cross.size(), "x");
    }
    std::vector<std::string_view> sides = splitText(text, 'x');
    if (sides.size() == 3 && (trimmed(sides.front()) == "3" || trimmed(sides.front()) == "1"))
        sides.erase(sides.begin()); // colour planes
    if (sides.size() == 1 || (text.find("px") != std::string::npos && sides.size() == 2 && sides[1].empty()))
        return std::string(cell);
    const bool isSquare = sides.size() == 2 && parseNumber(sides[0]) && parseNumber(sides[0]) == parseNumber(sides[1]);
    return isSquare ? std::optional(std::string(trimmed(sides[0]))) : std::nullopt;
}

Error notRead(std::string why)
{
    return {ErrorKind::Format, std::move(why)};
}

Error noUnit(Dimension dimension, std::string_view unit)
{
    const std::string lower = lowerCase(unit);
    if (dimension == Dimension::Flops && (lower.ends_with("macs") || lower.ends_with("mac")))
        return notRead("counts multiply-accumulates, not FLOPs");
    if (dimension == Dimension::Flops && lower.ends_with("/s"))
        return notRead("is a speed, not the FLOPs of a sample");
    return notRead("is no number");
}

/// Whether a word behind a number says in what it was measured, even where it multiplies by 1: "s", "W", not "images".
bool hasUnits(Dimension dimension)
{
    return dimension == Dimension::Flops || dimension == Dimension::Watts || dimension == Dimension::Seconds;
}

} // namespace

std::optional<double> unitFactor(Dimension dimension, std::string_view unit)
{
    const std::string lower = lowerCase(trimmed(unit));
    switch (dimension) {
    case Dimension::Count:
        return factorIn(Counts, withoutNoun(lower));
    case Dimension::Flops:
        return flopFactor(lower);
    case Dimension::Side:
        return factorIn(Sides, lower);
    case Dimension::Bytes:
        return factorIn(Bytes, lower);
    case Dimension::Watts:
        return wattFactor(trimmed(unit));
    case Dimension::Seconds:
        return factorIn(Seconds, lower);
    case Dimension::Number:
        break;
    }
    return lower.empty() ? std::optional(1.0) : std::nullopt;
}

bool isAbsent(std::string_view cell)
{
    const std::string lower = lowerCase(trimmed(cell));
    const std::array<std::string_view, 12> marks = {"",     "na", "n/a", "[n/a]", "nan",     "null",
                                                    "none", "-",  "–",   "?",     "unknown", "#n/a"};
    return std::find(marks.begin(), marks.end(), lower) != marks.end();
}

Result<std::optional<Quantity>> readQuantity(std::string_view cell, Dimension dimension, double factor,
                                             DecimalMark mark)
{
    if (isAbsent(cell))
        return std::optional<Quantity>();
    const std::optional<std::string> side =
        dimension == Dimension::Side ? sideOf(trimmed(cell)) : std::optional(std::string(trimmed(cell)));
    if (!side)
        return notRead("is no side of a square image");
    const bool mayGroup = mark == DecimalMark::PointOrComma && factor == 1.0 && dimension == Dimension::Count;
    const std::optional<WrittenNumber> number = readWrittenNumber(*side, {mark == DecimalMark::PointOrComma, mayGroup});
    if (!number)
        return notRead("is no number");
    const std::optional<double> own = unitFactor(dimension, number->rest);
    if (!own)
        return noUnit(dimension, number->rest);
    const bool hasUnit = !number->rest.empty() &&
                         (*own != 1.0 || dimension == Dimension::Bytes || (factor != 1.0 && hasUnits(dimension)));
    const std::optional<double> value = scaled(*number, hasUnit ? *own : factor);
    if (!value)
        return notRead("is no number");
    if (*value < 0.0)
        return notRead("cannot be negative");
    return std::optional(Quantity{*value, hasUnit, number->isGrouped});
}

} // namespace wattline
