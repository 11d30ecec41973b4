// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/score_intervals.h"

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/statistics.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

constexpr double LowFraction = 0.025;
constexpr double HighFraction = 0.975;

/// A draw for each resample, a column for each feature.
using Draws = Eigen::MatrixXd;

/// The columns with mean 0 and deviation 1, so that sums of squares of a draw lose no digits; the target last.
Eigen::MatrixXd standardised(const RegressionData& data)
{
    Eigen::MatrixXd columns(data.rows(), data.features.cols() + 1);
    columns << data.features, data.target;
    for (Eigen::Index c = 0; c < columns.cols(); ++c) {
        columns.col(c).array() -= columns.col(c).mean();
        const double size = columns.col(c).stableNorm() / std::sqrt(static_cast<double>(data.rows()));
        if (size > 0.0)
            columns.col(c) /= size;
    }
    return columns;
}

/// r of two columns over rows that count several times or not at all.
double weightedR(const Eigen::ArrayXd& weights, const Eigen::ArrayXd& a, const Eigen::ArrayXd& b)
{
    const double n = weights.sum();
    const double meanA = (weights * a).sum() / n;
    const double meanB = (weights * b).sum() / n;
    const double aa = (weights * (a - meanA).square()).sum();
    const double bb = (weights * (b - meanB).square()).sum();
    constexpr double Rounding = 1e-24; // of a column that is constant in the draw
    if (aa <= Rounding * n || bb <= Rounding * n)
        return std::numeric_limits<double>::quiet_NaN();
    return std::clamp((weights * (a - meanA) * (b - meanB)).sum() / std::sqrt(aa * bb), -1.0, 1.0);
}

Eigen::VectorXd drawnR(const Eigen::MatrixXd& columns, RandomStream random)
{
    const Eigen::Index n = columns.rows();
    Eigen::ArrayXd weights = Eigen::ArrayXd::Zero(n);
    for (Eigen::Index i = 0; i < n; ++i)
        weights[static_cast<Eigen::Index>(random.below(static_cast<std::uint64_t>(n)))] += 1.0;
    Eigen::VectorXd r(columns.cols() - 1);
    for (Eigen::Index c = 0; c < r.size(); ++c)
        r[c] = weightedR(weights, columns.col(c).array(), columns.col(r.size()).array());
    return r;
}

/// Half of the rows in their own order, each at most once.
std::vector<Eigen::Index> drawnHalf(Eigen::Index rows, RandomStream random)
{
    std::vector<Eigen::Index> all(static_cast<std::size_t>(rows));
    std::iota(all.begin(), all.end(), Eigen::Index{0});
    const std::size_t half = all.size() / 2;
    for (std::size_t i = 0; i < half; ++i)
        std::swap(all[i], all[i + random.below(all.size() - i)]);
    all.resize(half);
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<double> finiteOf(const Draws& draws, Eigen::Index column)
{
    std::vector<double> values;
    for (Eigen::Index d = 0; d < draws.rows(); ++d) {
        if (std::isfinite(draws(d, column)))
            values.push_back(draws(d, column));
    }
    return values;
}

/// A score that hardly any draw has says nothing about its spread.
bool areEnough(const std::vector<double>& values, const Draws& draws)
{
    return values.size() >= 2 && 2 * values.size() >= static_cast<std::size_t>(draws.rows());
}

std::optional<ScoreInterval> percentileInterval(const Draws& draws, Eigen::Index column)
{
    const std::vector<double> values = finiteOf(draws, column);
    if (!areEnough(values, draws))
        return {};
    return ScoreInterval{quantile(values, LowFraction), quantile(values, HighFraction)};
}

std::optional<ScoreInterval> halvesInterval(const Draws& draws, Eigen::Index column, double estimate)
{
    const std::vector<double> values = finiteOf(draws, column);
    if (!areEnough(values, draws) || !std::isfinite(estimate))
        return {};
    const double centre = mean(values);
    return ScoreInterval{std::max(0.0, estimate - (quantile(values, HighFraction) - centre)),
                         std::max(0.0, estimate - (quantile(values, LowFraction) - centre))};
}

} // namespace

Result<ScoreIntervals> scoreIntervals(const RegressionData& data, const std::vector<bool>& discrete,
                                      const std::vector<double>& information, const FeatureSettings& settings,
                                      const RunContext& context)
{
    if (data.rows() / 2 <= settings.neighbours)
        return Error{ErrorKind::Data, fmt::format("{} rows are too few for intervals of mutual information by {} "
                                                  "neighbours: more than {} are needed.",
                                                  data.rows(), settings.neighbours, 2 * settings.neighbours + 1)};
    const auto draws = static_cast<Eigen::Index>(settings.resamples);
    Draws r(draws, data.features.cols());
    Draws halves(draws, data.features.cols());
    const Eigen::MatrixXd columns = standardised(data);
    std::atomic<std::size_t> done = 0;
    const bool finished = parallelFor(settings.resamples, context, [&](std::size_t draw) {
        const auto row = static_cast<Eigen::Index>(draw);
        const RunContext inner{context.stop, {}, 1};
        r.row(row) = drawnR(columns, RandomStream(settings.seed, 2 * draw));
        const std::vector<Eigen::Index> half = drawnHalf(data.rows(), RandomStream(settings.seed, 2 * draw + 1));
        const std::vector<double> found =
            mutualInformation(data.features(half, Eigen::indexing::all), data.target(half), discrete,
                              settings.neighbours, settings.seed, inner);
        if (!found.empty())
            halves.row(row) = Eigen::Map<const Eigen::RowVectorXd>(found.data(), halves.cols());
        context.report(static_cast<double>(++done) / static_cast<double>(settings.resamples), "Intervals of scores");
    });
    if (!finished || context.stopRequested())
        return canceledError();
    ScoreIntervals intervals;
    for (Eigen::Index c = 0; c < data.features.cols(); ++c) {
        intervals.pearson.push_back(percentileInterval(r, c));
        intervals.information.push_back(halvesInterval(halves, c, information[static_cast<std::size_t>(c)]));
    }
    return intervals;
}

} // namespace wattline
