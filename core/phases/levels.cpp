// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/levels.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr std::size_t Bins = 256;
/// Statistics of so many evenly chosen values are as good as those of all.
constexpr std::size_t EnoughValues = 300'000;

std::size_t strideThrough(std::size_t values)
{
    return 1 + values / EnoughValues;
}

/// The threshold that separates the two classes with the greatest variance between them.
double otsuThreshold(std::span<const float> values, double lowest, double highest)
{
    std::array<double, Bins> histogram{};
    const double scale = static_cast<double>(Bins) / (highest - lowest);
    for (const float v : values) {
        const double place = std::clamp((v - lowest) * scale, 0.0, static_cast<double>(Bins - 1));
        histogram[static_cast<std::size_t>(place)] += 1.0;
    }
    double total = 0.0;
    for (std::size_t bin = 0; bin < Bins; ++bin)
        total += histogram[bin] * static_cast<double>(bin);
    const auto count = static_cast<double>(values.size());
    double below = 0.0;
    double sumBelow = 0.0;
    double best = -1.0;
    double firstBest = 0.0;
    double lastBest = 0.0;
    for (std::size_t bin = 0; bin + 1 < Bins; ++bin) {
        below += histogram[bin];
        sumBelow += histogram[bin] * static_cast<double>(bin);
        if (below == 0.0 || below == count)
            continue;
        const double difference = sumBelow / below - (total - sumBelow) / (count - below);
        const double variance = below * (count - below) * difference * difference;
        if (variance > best * (1.0 + 1e-12)) {
            best = variance;
            firstBest = lastBest = static_cast<double>(bin + 1);
        } else if (variance >= best * (1.0 - 1e-12)) {
            lastBest = static_cast<double>(bin + 1); // an empty stretch between the classes: take its middle
        }
    }
    return lowest + 0.5 * (firstBest + lastBest) / scale;
}

double robustSpread(const std::vector<double>& values, double centre)
{
    std::vector<double> distances;
    distances.reserve(values.size());
    for (const double v : values)
        distances.push_back(std::abs(v - centre));
    return 1.4826 * median(std::move(distances));
}

} // namespace

double TwoLevels::separation() const
{
    constexpr double Largest = 1000.0;
    return spread > gap() / Largest ? gap() / spread : gap() > 0.0 ? Largest : 0.0;
}

TwoLevels twoLevels(std::span<const float> values, const RunContext& context)
{
    TwoLevels levels;
    if (values.empty() || context.stopRequested())
        return levels;
    std::vector<float> some;
    if (const std::size_t stride = strideThrough(values.size()); stride > 1) {
        for (std::size_t i = 0; i < values.size(); i += stride)
            some.push_back(values[i]);
        values = some;
    }
    std::vector<double> all(values.begin(), values.end());
    const double lowest = quantile(all, 0.002);
    if (context.stopRequested())
        return levels;
    const double highest = quantile(all, 0.998);
    if (context.stopRequested())
        return levels;
    if (!(highest > lowest)) {
        levels.low = levels.high = median(std::move(all));
        return levels;
    }
    const double threshold = otsuThreshold(values, lowest, highest);
    const auto firstHigh = std::partition(all.begin(), all.end(), [=](double v) { return v < threshold; });
    const std::vector<double> lower(all.begin(), firstHigh);
    const std::vector<double> upper(firstHigh, all.end());
    if (lower.empty() || upper.empty()) {
        levels.low = levels.high = median(std::move(all));
        return levels;
    }
    if (context.stopRequested())
        return levels;
    levels.low = median(lower);
    levels.high = median(upper);
    if (context.stopRequested())
        return levels;
    const double lowSpread = robustSpread(lower, levels.low);
    const double highSpread = robustSpread(upper, levels.high);
    const double share = static_cast<double>(lower.size()) / static_cast<double>(all.size());
    levels.spread = std::sqrt(share * lowSpread * lowSpread + (1.0 - share) * highSpread * highSpread);
    return levels;
}

DriftLine driftOf(std::span<const float> values)
{
    constexpr std::size_t Blocks = 48;
    DriftLine line;
    if (values.size() < 4 * Blocks)
        return line;
    std::vector<double> medians;
    const double blockLength = static_cast<double>(values.size()) / Blocks;
    for (std::size_t block = 0; block < Blocks; ++block) {
        const auto begin = static_cast<std::size_t>(blockLength * static_cast<double>(block));
        const auto end = static_cast<std::size_t>(blockLength * static_cast<double>(block + 1));
        std::vector<double> some;
        for (std::size_t i = begin; i < end; i += strideThrough(values.size()))
            some.push_back(values[i]);
        medians.push_back(median(std::move(some)));
    }
    std::vector<double> slopes;
    for (std::size_t a = 0; a < Blocks; ++a) {
        for (std::size_t b = a + 1; b < Blocks; ++b)
            slopes.push_back((medians[b] - medians[a]) / (blockLength * static_cast<double>(b - a)));
    }
    line.slope = median(std::move(slopes));
    line.offset = -0.5 * line.slope * static_cast<double>(values.size() - 1);
    return line;
}

std::vector<float> withoutSpikes(std::span<const float> values, const RunContext& context)
{
    constexpr std::size_t ValuesBetweenLooks = 1'000'000;
    std::vector<float> calm(values.begin(), values.end());
    for (std::size_t i = 1; i + 1 < values.size(); ++i) {
        if (i % ValuesBetweenLooks == 0 && context.stopRequested())
            break;
        const float a = values[i - 1];
        const float b = values[i + 1];
        calm[i] = std::clamp(values[i], std::min(a, b), std::max(a, b));
    }
    return calm;
}

double noiseOf(std::span<const float> values)
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < values.size(); i += strideThrough(values.size()))
        steps.push_back(std::abs(static_cast<double>(values[i]) - values[i - 1]));
    return steps.empty() ? 0.0 : 1.4826 / std::sqrt(2.0) * median(std::move(steps));
}

} // namespace wattline
