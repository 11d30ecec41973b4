// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/features/feature_table.h"
#include "core/features/mutual_information.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

using Column = std::vector<double>;

bool areFinite(const Column& values)
{
    return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

double plainSum(const Column& values)
{
    double sum = 0.0;
    for (double value : values)
        sum += value;
    return sum;
}

double contiguousSum(const Column& values)
{
    return pairwiseSum(values.data(), values.size());
}

/// numpy adds up a column of a matrix in order and a vector pairwise. The last bit matters: distances within small
/// classes are differences of squares, which enlarge it.
using Sum = double (*)(const Column&);

void divideByDeviation(Column& values, Sum sum)
{
    const auto n = static_cast<double>(values.size());
    const double mean = sum(values) / n;
    Column squares;
    squares.reserve(values.size());
    for (double value : values)
        squares.push_back((value - mean) * (value - mean));
    double deviation = std::sqrt(sum(squares) / n);
    if (deviation < 10 * std::numeric_limits<double>::epsilon())
        deviation = 1.0;
    for (double& value : values)
        value /= deviation;
}

/// The noise that keeps neighbours apart, relative to the mean size of the values.
double noiseScale(const Column& values, Sum sum)
{
    Column sizes;
    sizes.reserve(values.size());
    for (double value : values)
        sizes.push_back(std::abs(value));
    return std::max(1.0, sum(sizes) / static_cast<double>(values.size()));
}

/// The columns as the estimators take them: continuous ones scaled, with noise drawn row by row; discrete ones as they
/// are. `target` is scaled and gets its noise last, from the same stream. Nothing where a stop was requested.
std::vector<Column> prepared(const Eigen::MatrixXd& features, Column& target, const std::vector<bool>& discrete,
                             std::uint32_t seed, const RunContext& context)
{
    constexpr std::size_t RowsBetweenStops = 100'000;
    constexpr double NoiseSize = 1e-10;
    std::vector<Column> columns;
    std::vector<std::size_t> continuous;
    std::vector<double> scales;
    for (Eigen::Index c = 0; c < features.cols(); ++c) {
        if (context.stopRequested())
            return {};
        columns.emplace_back(features.col(c).begin(), features.col(c).end());
        if (discrete[static_cast<std::size_t>(c)])
            continue;
        divideByDeviation(columns.back(), plainSum);
        continuous.push_back(static_cast<std::size_t>(c));
        scales.push_back(noiseScale(columns.back(), plainSum));
    }
    NumpyRandom random(seed);
    for (std::size_t row = 0; row < target.size(); ++row) {
        if (row % RowsBetweenStops == 0 && context.stopRequested())
            return {};
        for (std::size_t q = 0; q < continuous.size(); ++q)
            columns[continuous[q]][row] += NoiseSize * scales[q] * random.normal();
    }
    divideByDeviation(target, contiguousSum);
    const double targetScale = NoiseSize * noiseScale(target, contiguousSum);
    for (double& value : target)
        value += targetScale * random.normal();
    return columns;
}

} // namespace

std::vector<double> mutualInformation(const Eigen::MatrixXd& features, const Eigen::VectorXd& target,
                                      const std::vector<bool>& discrete, int neighbours, std::uint32_t seed,
                                      const RunContext& context)
{
    Column y(target.begin(), target.end());
    std::vector<Column> columns = prepared(features, y, discrete, seed, context);
    if (context.stopRequested())
        return {};
    std::vector<double> information(columns.size(), std::numeric_limits<double>::quiet_NaN());
    if (!areFinite(y))
        return information;
    const OrderedColumn orderedTarget = ordered(std::move(y), context);
    const std::vector<double> digammas = digammaTable(columns.empty() ? 0 : columns.front().size());
    std::atomic<std::size_t> done = 0;
    const bool finished = parallelFor(columns.size(), context, [&](std::size_t c) {
        if (areFinite(columns[c]))
            information[c] = discrete[c] ? discreteInformation(columns[c], orderedTarget, neighbours, digammas, context)
                                         : continuousInformation(ordered(std::move(columns[c]), context), orderedTarget,
                                                                 neighbours, digammas, context);
        context.report(static_cast<double>(++done) / static_cast<double>(columns.size()), "Mutual information");
    });
    if (!finished || context.stopRequested())
        return {};
    return information;
}

} // namespace wattline
