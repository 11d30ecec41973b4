// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/text.h"

#include <cassert>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <span>

namespace wattline {

namespace {

std::vector<std::size_t> pick(const std::vector<std::size_t>& rows, std::span<const std::size_t> places)
{
    std::vector<std::size_t> picked;
    picked.reserve(places.size());
    for (std::size_t place : places)
        picked.push_back(rows[place]);
    return picked;
}

/// The first rows of a fresh permutation are the held ones, as in scikit-learn's ShuffleSplit.
Fold shuffleSplit(const std::vector<std::size_t>& rows, std::size_t heldCount, std::uint32_t seed)
{
    const std::vector<std::size_t> order = NumpyRandom(seed).permutation(rows.size());
    const std::span places(order);
    return {pick(rows, places.subspan(heldCount)), pick(rows, places.first(heldCount))};
}

std::vector<std::size_t> rowNumbers(std::size_t count)
{
    std::vector<std::size_t> rows(count);
    for (std::size_t i = 0; i < count; ++i)
        rows[i] = i;
    return rows;
}

Result<std::vector<std::size_t>> parseRowNumbers(std::string_view line, const std::string& place, std::size_t rows)
{
    std::vector<std::size_t> numbers;
    std::set<std::size_t> seen;
    while (!line.empty()) {
        const std::size_t begin = line.find_first_not_of(", \t\r");
        if (begin == std::string_view::npos)
            break;
        line.remove_prefix(begin);
        const std::string_view word = line.substr(0, line.find_first_of(", \t\r"));
        line.remove_prefix(word.size());
        std::size_t number = 0;
        const auto [end, status] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (status != std::errc() || end != word.data() + word.size())
            return Error{ErrorKind::Format, fmt::format("{}: {} is not a row number (0 for the first row).", place,
                                                        quotedForMessage(word))};
        if (number >= rows)
            return Error{ErrorKind::Format, fmt::format("{}: row {} lies beyond the table; its rows are 0 to {}.",
                                                        place, number, rows - 1)};
        if (!seen.insert(number).second)
            return Error{ErrorKind::Format, fmt::format("{}: row {} is named twice.", place, number)};
        numbers.push_back(number);
    }
    return numbers;
}

} // namespace

Split holdOutSplit(std::size_t rows, std::uint32_t seed)
{
    assert(rows >= 5);
    const auto heldCount = static_cast<std::size_t>(std::ceil(0.2 * static_cast<double>(rows)));
    Fold outer = shuffleSplit(rowNumbers(rows), heldCount, seed);
    Fold inner = shuffleSplit(outer.held, (heldCount + 1) / 2, seed);
    return {std::move(outer.train), std::move(inner.train), std::move(inner.held)};
}

Split splitWithTestRows(std::size_t rows, const std::vector<std::size_t>& testRows, std::uint32_t seed)
{
    std::vector<bool> isTest(rows, false);
    for (std::size_t row : testRows)
        isTest[row] = true;
    std::vector<std::size_t> rest;
    for (std::size_t row = 0; row < rows; ++row) {
        if (!isTest[row])
            rest.push_back(row);
    }
    Fold fold = shuffleSplit(rest, (rest.size() + 8) / 9, seed);
    return {std::move(fold.train), std::move(fold.held), testRows};
}

Result<std::vector<std::vector<std::size_t>>> readTestRows(const std::filesystem::path& path, std::size_t rows)
{
    const Result<std::string> text = readFile(path);
    if (!text)
        return text.error();
    std::vector<std::vector<std::size_t>> splits;
    std::size_t lineNumber = 0;
    for (std::string_view line : splitText(*text, '\n')) {
        ++lineNumber;
        Result<std::vector<std::size_t>> numbers =
            parseRowNumbers(line, fmt::format("{}:{}", path.string(), lineNumber), rows);
        if (!numbers)
            return numbers.error();
        if (!numbers->empty())
            splits.push_back(*std::move(numbers));
    }
    if (splits.empty())
        return Error{ErrorKind::Format,
                     path.string() + ": names no rows; one line of row numbers per split is needed."};
    return splits;
}

std::vector<Fold> kFolds(std::size_t rows, std::size_t folds, std::uint32_t seed)
{
    assert(folds >= 2 && folds <= rows);
    const std::vector<std::size_t> order = NumpyRandom(seed).permutation(rows);
    std::vector<std::size_t> foldOfRow(rows);
    std::size_t begin = 0;
    for (std::size_t f = 0; f < folds; ++f) {
        const std::size_t end = begin + rows / folds + (f < rows % folds ? 1 : 0);
        for (std::size_t i = begin; i < end; ++i)
            foldOfRow[order[i]] = f;
        begin = end;
    }
    std::vector<Fold> result(folds);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t f = 0; f < folds; ++f)
            (foldOfRow[row] == f ? result[f].held : result[f].train).push_back(row);
    }
    return result;
}

} // namespace wattline
