// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/effect_table.h"

#include "core/base/text.h"
#include "core/data/column_list.h"
#include "core/data/kept_rows.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t MostWords = 50;

bool isAmong(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The columns that say what a run was, in which matched rows agree.
std::vector<std::string> describingColumns(const Dataset& dataset, const EffectChoice& choice)
{
    std::vector<std::string> names = defaultFeatures(dataset, choice.target);
    for (const char* carried : {"model", "nodes", "gpus", "gpu_name", "optimizer", "learning_rate", "layers"}) {
        if (std::find(names.begin(), names.end(), carried) == names.end() && dataset.find(carried) != nullptr)
            names.emplace_back(carried);
    }
    std::erase(names, choice.factor);
    std::erase(names, choice.target);
    return names;
}

/// Whether a column follows from the factor, so that no two of its levels could agree in it.
bool followsFrom(const std::string& factor, const std::string& column)
{
    const auto describeTheModel = {std::string_view("model"), std::string_view("params"), std::string_view("flops"),
                                   std::string_view("layers")};
    if (isAmong(factor, describeTheModel) || factor == "family")
        return isAmong(column, describeTheModel);
    if (factor == "image_size_kind") // pixels and tokens have neither models nor sizes in common
        return isAmong(column, describeTheModel) || column == "image_size";
    return factor == "image_size" && column == "flops";
}

Result<FactorLevels> levelsOfFactor(const Dataset& dataset, const std::string& factor)
{
    const DatasetColumn* column = dataset.find(factor);
    if (column == nullptr)
        return noSuchColumn(dataset, factor);
    FactorLevels levels = levelsOf(*column);
    if (levels.names.size() < 2)
        return Error{ErrorKind::Data,
                     fmt::format("{}: every row has the same {} ({}): there is nothing to compare. Choose another "
                                 "factor, or keep more rows.",
                                 dataset.name, factor, levels.names.empty() ? "none" : levels.names.front())};
    if (levels.names.size() > MostWords)
        return Error{
            ErrorKind::Data,
            fmt::format("{}: {} has {} different values; up to {} can be compared. Choose a factor with fewer.",
                        dataset.name, factor, formatCount(levels.names.size()), MostWords)};
    return levels;
}

Result<std::vector<double>> numbersOf(const Dataset& dataset, const std::string& target)
{
    const DatasetColumn* column = dataset.find(target);
    if (column == nullptr)
        return noSuchColumn(dataset, target);
    if (!column->isNumeric())
        return Error{ErrorKind::Data, fmt::format("{}: the target {} holds text, not numbers.", dataset.name, target)};
    return column->numbers;
}

std::vector<std::string> outcomesOf(const Dataset& dataset, const std::string& target)
{
    std::vector<std::string> outcomes = {target};
    for (const char* name : {"peak_power_w", "peak_power", "peak_duration_s", "peak_duration"}) {
        const DatasetColumn* column = dataset.find(name);
        if (column != nullptr && column->isNumeric() && name != target)
            outcomes.emplace_back(name);
    }
    return outcomes;
}

std::vector<EffectLevel> describedLevels(const Dataset& dataset, const FactorLevels& levels,
                                         const std::vector<std::string>& outcomes)
{
    std::vector<EffectLevel> described;
    for (const std::string& name : levels.names)
        described.push_back({name, 0, {}});
    const std::vector<double>& target = dataset.find(outcomes.front())->numbers;
    for (const std::string& outcome : outcomes) {
        const std::vector<double>& numbers = dataset.find(outcome)->numbers;
        std::vector<std::vector<double>> values(levels.names.size());
        for (std::size_t row = 0; row < numbers.size(); ++row) {
            if (levels.levelOf[row] != FactorLevels::None && !std::isnan(numbers[row]) && !std::isnan(target[row]))
                values[levels.levelOf[row]].push_back(numbers[row]);
        }
        for (std::size_t level = 0; level < values.size(); ++level) {
            described[level].outcomes.push_back(spreadOf(values[level]));
            if (&outcome == &outcomes.front())
                described[level].rows = values[level].size();
        }
    }
    return described;
}

Result<void> addOthers(const Dataset& kept, const std::vector<double>& target, EffectTable& table,
                       const RunContext& context)
{
    const std::vector<std::string> columns = describingColumns(kept, table.choice);
    for (const std::string& name : columns) {
        if (context.stopRequested())
            return canceledError();
        context.report(static_cast<double>(table.others.size()) / static_cast<double>(columns.size()), "Effects");
        const FactorLevels levels = levelsOf(*kept.find(name));
        if (levels.names.size() >= 2 && levels.names.size() <= MostWords)
            table.others.emplace_back(name, effectSize(levels, target));
    }
    const auto size = [](const auto& other) {
        return std::isnan(other.second.omegaSquared) ? -1.0 : other.second.omegaSquared;
    };
    std::stable_sort(table.others.begin(), table.others.end(),
                     [&](const auto& a, const auto& b) { return size(a) > size(b); });
    return {};
}

void addRows(const Dataset& kept, const FactorLevels& levels, const std::vector<double>& target, EffectTable& table)
{
    for (std::size_t row = 0; row < target.size(); ++row) {
        if (levels.levelOf[row] == FactorLevels::None || std::isnan(target[row]))
            ++table.leftOut;
        else
            table.rows.push_back({levels.levelOf[row], target[row], kept.places[row].row});
    }
}

} // namespace

std::vector<std::string> possibleFactors(const Dataset& dataset, const std::string& target)
{
    const std::vector<std::string> describing = describingColumns(dataset, {{}, target, {}});
    std::vector<std::string> factors;
    for (const DatasetColumn& column : dataset.columns) {
        // Each configuration differs from the others in what it is: no two could be matched.
        if (column.name.empty() || column.name == target || column.name == "configuration")
            continue;
        const bool describes = std::find(describing.begin(), describing.end(), column.name) != describing.end();
        const FactorLevels levels = levelsOf(column);
        // Many numbers that describe no run are what was measured of it.
        if (levels.names.size() >= 2 && levels.names.size() <= MostWords && (describes || !levels.quartiles))
            factors.push_back(column.name);
    }
    return factors;
}

Result<EffectTable> factorEffects(const Dataset& dataset, const EffectChoice& choice, const RunContext& context)
{
    constexpr std::size_t FewestRows = 3;
    if (choice.factor == choice.target)
        return Error{ErrorKind::Data, fmt::format("{} cannot be the factor and the target at once.", choice.factor)};
    const Result<std::shared_ptr<const Dataset>> rows = keptRows(dataset, choice.where);
    if (!rows)
        return rows.error();
    const Dataset& kept = **rows;
    const Result<std::vector<double>> target = numbersOf(kept, choice.target);
    if (!target)
        return target.error();
    const Result<FactorLevels> levels = levelsOfFactor(kept, choice.factor);
    if (!levels)
        return levels.error();
    EffectTable table{.choice = choice, .quartiles = levels->quartiles};
    addRows(kept, *levels, *target, table);
    table.outcomes = outcomesOf(kept, choice.target);
    table.levels = describedLevels(kept, *levels, table.outcomes);
    table.size = effectSize(*levels, *target);
    if (table.size.rows < FewestRows || table.size.levels < 2)
        return Error{
            ErrorKind::Data,
            fmt::format("{}: {} rows with a {} have {} levels of {}; at least {} rows and 2 levels are needed.",
                        kept.name, table.size.rows, choice.target, table.size.levels, choice.factor, FewestRows)};
    std::vector<std::string> columns = describingColumns(kept, choice);
    std::erase_if(columns, [&](const std::string& column) { return followsFrom(choice.factor, column); });
    if (context.stopRequested())
        return canceledError();
    table.matched = matchedEffect(kept, *levels, *target, columns, context);
    if (context.stopRequested())
        return canceledError();
    if (const Result<void> others = addOthers(kept, *target, table, context); !others)
        return others.error();
    return table;
}

} // namespace wattline
