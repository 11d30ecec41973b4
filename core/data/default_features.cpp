// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/data/dataset.h"
#include "core/tasks/task_table.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wattline {

namespace {

bool holdsNumbers(const DatasetColumn* column)
{
    return column != nullptr && column->isNumeric() &&
           std::any_of(column->numbers.begin(), column->numbers.end(), [](double v) { return !std::isnan(v); });
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether a column says what a run drew or how long it took, rather than what it was: such a column would let a model
/// read the answer off.
bool isOutcome(std::string_view name)
{
    const std::string lower = lowerCase(name);
    std::vector<std::string_view> words = splitText(lower, '_');
    if (std::find(words.begin(), words.end(), "energy") != words.end() || isOneOf(lower, {"replicates", "cycles"}))
        return true;
    while (words.size() > 1 && isOneOf(words.back(), {"std", "sd", "spread", "min", "max", "n", "count", "mean", "w",
                                                      "watts", "kw", "s", "seconds", "ms"}))
        words.pop_back();
    const auto stemIs = [&words](std::initializer_list<std::string_view> stem) {
        return std::equal(words.begin(), words.end(), stem.begin(), stem.end());
    };
    return stemIs({"valley", "power"}) || stemIs({"valley", "duration"}) || stemIs({"peak", "power"}) ||
           stemIs({"peak", "duration"}) || stemIs({"cycle"}) || stemIs({"duty", "cycle"});
}

} // namespace

std::vector<std::string> defaultFeatures(const Dataset& dataset, std::string_view target)
{
    std::vector<std::string> six(std::begin(FeatureColumns), std::end(FeatureColumns));
    const auto isUsable = [&](const std::string& name) { return name != target && holdsNumbers(dataset.find(name)); };
    if (std::all_of(six.begin(), six.end(), isUsable))
        return six;
    std::vector<std::string> names;
    for (const DatasetColumn& column : dataset.columns) {
        if (!column.name.empty() && column.name != target && holdsNumbers(&column) && !isOutcome(column.name))
            names.push_back(column.name);
    }
    return names;
}

} // namespace wattline
