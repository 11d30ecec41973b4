// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/effect_size.h"

#include "core/base/statistics.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <set>

namespace wattline {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t MostNumbers = 12;

FactorLevels levelsOfWords(const DatasetColumn& column)
{
    FactorLevels levels{column.name, {}, {}};
    std::map<std::string_view, std::size_t> places;
    for (const std::string& text : column.text) {
        if (!trimmed(text).empty())
            places.emplace(trimmed(text), 0);
    }
    for (auto& [text, place] : places) {
        place = levels.names.size();
        levels.names.emplace_back(text);
    }
    for (const std::string& text : column.text) {
        const auto found = places.find(trimmed(text));
        levels.levelOf.push_back(found == places.end() ? FactorLevels::None : found->second);
    }
    return levels;
}

/// The levels between ascending cuts, a value that equals a cut below it; levels without rows are left out.
FactorLevels levelsBetween(const DatasetColumn& column, const std::vector<double>& values)
{
    FactorLevels levels{column.name, {}, {}, true};
    std::vector<double> cuts = {quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<std::size_t> rowsOf(cuts.size() + 1, 0);
    const auto placeOf = [&](double value) {
        return static_cast<std::size_t>(std::lower_bound(cuts.begin(), cuts.end(), value) - cuts.begin());
    };
    for (const double value : values)
        ++rowsOf[placeOf(value)];
    std::vector<std::size_t> numbers(rowsOf.size(), FactorLevels::None);
    for (std::size_t i = 0; i < rowsOf.size(); ++i) {
        if (rowsOf[i] == 0)
            continue;
        numbers[i] = levels.names.size();
        if (i == 0)
            levels.names.push_back(fmt::format("to {}", formatShort(cuts[0])));
        else if (i == cuts.size())
            levels.names.push_back(fmt::format("over {}", formatShort(cuts[i - 1])));
        else
            levels.names.push_back(fmt::format("{} to {}", formatShort(cuts[i - 1]), formatShort(cuts[i])));
    }
    for (const double value : column.numbers)
        levels.levelOf.push_back(std::isnan(value) ? FactorLevels::None : numbers[placeOf(value)]);
    return levels;
}

struct LevelSum {
    std::size_t rows = 0;
    double mean = 0.0;
    double squares = 0.0; ///< around the mean

    void take(double value) // Welford
    {
        ++rows;
        const double off = value - mean;
        mean += off / static_cast<double>(rows);
        squares += off * (value - mean);
    }
};

/// What one-way analysis of variance makes of the sums.
void divideVariance(const std::vector<LevelSum>& sums, const LevelSum& all, EffectSize& size)
{
    double within = 0.0;
    for (const LevelSum& sum : sums)
        within += sum.squares;
    const double between = std::max(0.0, all.squares - within);
    const auto betweenFreedom = static_cast<double>(size.levels) - 1.0;
    const auto withinFreedom = static_cast<double>(size.rows - size.levels);
    if (!(all.squares > 0.0) || withinFreedom < 1.0 || betweenFreedom < 1.0)
        return;
    const double noise = within / withinFreedom;
    size.etaSquared = between / all.squares;
    size.omegaSquared = std::max(0.0, (between - betweenFreedom * noise) / (all.squares + noise));
    size.p = upperTailOfF(between / betweenFreedom / noise, betweenFreedom, withinFreedom);
}

} // namespace

FactorLevels levelsOf(const DatasetColumn& column)
{
    if (!column.isNumeric())
        return levelsOfWords(column);
    std::vector<double> values;
    std::copy_if(column.numbers.begin(), column.numbers.end(), std::back_inserter(values),
                 [](double value) { return !std::isnan(value); });
    std::set<double> different;
    for (const double value : values) {
        different.insert(value);
        if (different.size() > MostNumbers)
            return levelsBetween(column, values);
    }
    FactorLevels levels{column.name, {}, {}};
    for (const double value : different)
        levels.names.push_back(formatNumber(value));
    for (const double value : column.numbers)
        levels.levelOf.push_back(
            std::isnan(value) ? FactorLevels::None
                              : static_cast<std::size_t>(std::distance(different.begin(), different.find(value))));
    return levels;
}

EffectSize effectSize(const FactorLevels& levels, const std::vector<double>& target)
{
    std::vector<LevelSum> sums(levels.names.size());
    LevelSum all;
    for (std::size_t row = 0; row < target.size(); ++row) {
        if (levels.levelOf[row] == FactorLevels::None || std::isnan(target[row]))
            continue;
        sums[levels.levelOf[row]].take(target[row]);
        all.take(target[row]);
    }
    std::erase_if(sums, [](const LevelSum& sum) { return sum.rows == 0; });
    EffectSize size{all.rows, sums.size(), Unknown, Unknown, Unknown, Unknown};
    if (sums.empty())
        return size;
    const auto [least, greatest] = std::minmax_element(
        sums.begin(), sums.end(), [](const LevelSum& a, const LevelSum& b) { return a.mean < b.mean; });
    if (all.mean != 0.0)
        size.spreadFraction = (greatest->mean - least->mean) / std::abs(all.mean);
    divideVariance(sums, all, size);
    return size;
}

double upperTailOfF(double f, double numeratorFreedom, double denominatorFreedom)
{
    if (std::isnan(f))
        return Unknown;
    if (std::isinf(f))
        return 0.0;
    return regularisedBeta(denominatorFreedom / 2.0, numeratorFreedom / 2.0,
                           denominatorFreedom / (denominatorFreedom + numeratorFreedom * f));
}

} // namespace wattline
