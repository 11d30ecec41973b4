// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/importance.h"

#include "core/base/parallel.h"
#include "core/base/shuffle.h"
#include "core/data/correlation.h"
#include "core/evaluation/predictions.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

/// One shuffle of one feature.
struct Growth {
    double mse = 0.0;
    std::optional<double> mre;
};

/// Which feature is shuffled, and by which stream.
struct ShuffledColumn {
    Eigen::Index feature = 0;
    RandomStream random;
};

Result<Growth> shuffledOnce(const Model& model, const RegressionData& rows, const ShuffledColumn& column,
                            const Metrics& errors, const RunContext& context)
{
    Eigen::VectorXd values = rows.features.col(column.feature);
    RandomStream random = column.random;
    shuffle(values, random);
    const Result<Eigen::VectorXd> predicted = predictWith(model, rows, column.feature, values, context);
    if (!predicted)
        return predicted.error();
    constexpr double Absent = std::numeric_limits<double>::quiet_NaN();
    const Metrics shuffled = metricsOf(rows.target, *predicted);
    const bool isNumber = isFinite(shuffled);
    Growth growth{isNumber ? shuffled.mse - errors.mse : Absent, {}};
    if (shuffled.mre && errors.mre)
        growth.mre = isNumber ? *shuffled.mre - *errors.mre : Absent;
    return growth;
}

/// Mean and spread of one measure over all runs; nothing where a run lacks it.
std::optional<Spread> growthOf(const std::vector<ShuffledErrors>& runs, std::size_t feature,
                               std::vector<double> FeatureShuffles::*measure)
{
    std::vector<double> all;
    for (const ShuffledErrors& run : runs) {
        const std::vector<double>& values = run.features[feature].*measure;
        if (values.empty())
            return {};
        all.insert(all.end(), values.begin(), values.end());
    }
    return spreadOf(all);
}

/// What counts of a growth for its share; one that is no number has none.
double counted(double growth)
{
    return std::isfinite(growth) ? std::max(growth, 0.0) : 0.0;
}

double shareOf(double growth, double sum)
{
    return sum > 0.0 ? counted(growth) / sum : 0.0;
}

} // namespace

Result<ShuffledErrors> shuffleFeatures(const Model& model, const RegressionData& rows, const ShuffleSettings& settings,
                                       const RunContext& context)
{
    assert(rows.rows() > 0 && settings.shuffles > 0);
    const Result<Eigen::VectorXd> predicted = predictInBlocks(model, rows, context);
    if (!predicted)
        return predicted.error();
    const Metrics errors = metricsOf(rows.target, *predicted);
    if (!isFinite(errors))
        return Error{ErrorKind::Numeric, "A prediction for the test rows is not a finite number."};
    const auto features = static_cast<std::size_t>(rows.features.cols());
    const std::size_t count = features * settings.shuffles;
    std::vector<Growth> growths(count);
    std::atomic<std::size_t> done{0};
    const bool finished = parallelFor(count, context, [&](std::size_t i) {
        const ShuffledColumn column{static_cast<Eigen::Index>(i / settings.shuffles), RandomStream(settings.seed, i)};
        const Result<Growth> growth = shuffledOnce(model, rows, column, errors, context);
        if (growth) // else a stop
            growths[i] = *growth;
        context.report(static_cast<double>(++done) / static_cast<double>(count), "Shuffling features");
    });
    if (!finished || context.stopRequested())
        return canceledError();
    ShuffledErrors result{errors, std::vector<FeatureShuffles>(features)};
    for (std::size_t i = 0; i < count; ++i) {
        FeatureShuffles& feature = result.features[i / settings.shuffles];
        feature.mse.push_back(growths[i].mse);
        if (growths[i].mre)
            feature.mre.push_back(*growths[i].mre);
    }
    return result;
}

std::vector<FeatureImportance> importanceOf(const std::vector<ShuffledErrors>& runs)
{
    assert(!runs.empty());
    std::vector<FeatureImportance> importances(runs.front().features.size());
    double mseSum = 0.0;
    double mreSum = 0.0;
    for (std::size_t i = 0; i < importances.size(); ++i) {
        importances[i].mse = growthOf(runs, i, &FeatureShuffles::mse).value_or(Spread());
        importances[i].mre = growthOf(runs, i, &FeatureShuffles::mre);
        mseSum += counted(importances[i].mse.mean);
        mreSum += importances[i].mre ? counted(importances[i].mre->mean) : 0.0;
    }
    for (FeatureImportance& importance : importances) {
        importance.mseShare = shareOf(importance.mse.mean, mseSum);
        if (importance.mre)
            importance.mreShare = shareOf(importance.mre->mean, mreSum);
    }
    return importances;
}

std::vector<CorrelatedPair> correlatedPairs(const RegressionData& rows, const RunContext& context)
{
    std::vector<CorrelatedPair> pairs;
    for (Eigen::Index first = 0; first < rows.features.cols(); ++first) {
        for (Eigen::Index second = first + 1; second < rows.features.cols(); ++second) {
            if (context.stopRequested())
                return {};
            const double r = correlation(rows.features.col(first), rows.features.col(second));
            if (std::abs(r) > CorrelatedFrom) // never where one is constant: r is no number then
                pairs.push_back({static_cast<std::size_t>(first), static_cast<std::size_t>(second), r});
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const CorrelatedPair& a, const CorrelatedPair& b) { return std::abs(a.r) > std::abs(b.r); });
    return pairs;
}

} // namespace wattline
