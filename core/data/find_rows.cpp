// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/find_rows.h"

#include "core/base/text.h"

#include <algorithm>

namespace wattline {

namespace {

std::vector<std::string> wordsOf(const std::string& text)
{
    std::vector<std::string> words;
    for (const std::string_view piece : splitText(text, ' ')) {
        if (!trimmed(piece).empty())
            words.push_back(lowerCase(trimmed(piece)));
    }
    return words;
}

/// All that stands in a row, in small letters, its cells parted by line breaks so that no word reaches over two.
std::string lettersOf(const Dataset& dataset, std::size_t row)
{
    std::string letters;
    for (const DatasetColumn& column : dataset.columns)
        letters += column.text[row] + '\n';
    if (row < dataset.provenance.size()) {
        for (const std::string& run : dataset.provenance[row].runs)
            letters += run + '\n';
    }
    return lowerCase(letters);
}

} // namespace

Result<std::vector<std::size_t>> findRows(const Dataset& dataset, const std::string& text, const RunContext& context)
{
    const std::vector<std::string> words = wordsOf(text);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < dataset.rowCount(); ++row) {
        if (row % 256 == 0 && context.stopRequested())
            return canceledError();
        const std::string letters = words.empty() ? std::string() : lettersOf(dataset, row);
        if (std::all_of(words.begin(), words.end(),
                        [&](const std::string& word) { return letters.find(word) != std::string::npos; }))
            rows.push_back(row);
    }
    return rows;
}

} // namespace wattline
