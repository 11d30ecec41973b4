// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_table.h"

#include "core/base/statistics.h"
#include "core/base/text.h"
#include "core/data/correlation.h"
#include "core/data/heavy_tail.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

double pearsonP(double r, std::size_t rows)
{
    if (std::isnan(r))
        return Unknown;
    const auto freedom = static_cast<double>(rows) - 2.0;
    const double rest = (1.0 - r) * (1.0 + r);
    return rest <= 0.0 ? 0.0 : studentTwoSidedP(r * std::sqrt(freedom / rest), freedom);
}

/// log1p of each column that has one; the others stay, because every column takes part in the stream of noise.
struct LogColumns {
    Eigen::MatrixXd features;
    std::vector<bool> exists;
};

LogColumns logOf(const Eigen::MatrixXd& features)
{
    LogColumns logs{features, {}};
    for (Eigen::Index c = 0; c < features.cols(); ++c) {
        logs.exists.push_back(features.col(c).minCoeff() > -1.0);
        if (logs.exists.back())
            logs.features.col(c) = features.col(c).unaryExpr([](double v) { return std::log1p(v); });
    }
    return logs;
}

/// The context of one half of a computation, its progress moved to that half.
RunContext halfOf(const RunContext& context, double begin)
{
    RunContext half = context;
    half.onProgress = [&context, begin](const Progress& p) { context.report(begin + 0.5 * p.fraction, p.what); };
    return half;
}

Result<void> informationOf(const RegressionData& data, const FeatureSettings& settings, const RunContext& context,
                           std::vector<FeatureScore>& scores)
{
    std::vector<bool> discrete;
    discrete.reserve(scores.size());
    for (const FeatureScore& score : scores)
        discrete.push_back(score.discrete);
    const std::vector<double> raw = mutualInformation(data.features, data.target, discrete, settings.neighbours,
                                                      settings.seed, halfOf(context, 0.0));
    if (raw.empty())
        return canceledError();
    const LogColumns logs = logOf(data.features);
    const bool targetHasLog = data.target.minCoeff() > -1.0;
    std::vector<double> logged(scores.size(), Unknown);
    if (targetHasLog) {
        const Eigen::VectorXd logTarget = data.target.unaryExpr([](double v) { return std::log1p(v); });
        logged = mutualInformation(logs.features, logTarget, discrete, settings.neighbours, settings.seed,
                                   halfOf(context, 0.5));
        if (logged.empty())
            return canceledError();
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i].miNats = raw[i];
        scores[i].miLogNats = logs.exists[i] ? logged[i] : Unknown;
    }
    return {};
}

void judge(FeatureScore& score, double threshold)
{
    const bool byPearson = std::abs(score.pearsonR) > threshold; // false for NaN
    const bool byInformation = score.miNats > threshold;
    const std::string limit = formatShort(threshold, 3);
    const std::string r = formatShort(std::abs(score.pearsonR), 3);
    const std::string mi = std::isnan(score.miNats) ? "unknown" : formatShort(score.miNats, 3) + " nats";
    score.selected = byPearson || byInformation;
    if (std::isnan(score.pearsonR))
        score.reason = "left out: the column or the target is constant.";
    else if (byPearson && byInformation)
        score.reason = fmt::format("selected: size of r {} and MI {} both exceed {}.", r, mi, limit);
    else if (byPearson)
        score.reason = fmt::format(
            "selected by Pearson alone (size of r {} exceeds {}); they disagree: MI {} does not.", r, limit, mi);
    else if (byInformation)
        score.reason = fmt::format("selected by MI alone ({} exceeds {}); they disagree: size of r is {}, so the "
                                   "relation is hardly linear.",
                                   mi, limit, r);
    else
        score.reason = fmt::format("left out: neither size of r ({}) nor MI ({}) exceeds {}.", r, mi, limit);
}

} // namespace

double pearsonR(const Eigen::VectorXd& a, const Eigen::VectorXd& b)
{
    return correlation(a, b);
}

Result<FeatureTable> rankFeatures(const RegressionData& data, const FeatureSettings& settings,
                                  const RunContext& context)
{
    constexpr Eigen::Index FewestRows = 5;
    constexpr Eigen::Index MostNeighbours = 1000;
    if (data.rows() < FewestRows)
        return Error{ErrorKind::Data, fmt::format("{} rows are too few to rank features by; at least {} are needed.",
                                                  data.rows(), FewestRows)};
    const Eigen::Index most = std::min(data.rows() - 1, MostNeighbours);
    if (settings.neighbours < 1 || settings.neighbours > most)
        return Error{ErrorKind::Data, fmt::format("{} neighbours cannot be taken among {} rows; 1 to {} can.",
                                                  settings.neighbours, data.rows(), most)};
    FeatureTable table{data.targetName, static_cast<std::size_t>(data.rows()), {}};
    for (std::size_t c = 0; c < data.featureNames.size(); ++c) {
        const Eigen::VectorXd column = data.features.col(static_cast<Eigen::Index>(c));
        FeatureScore score;
        score.name = data.featureNames[c];
        score.rows = table.rows;
        score.pearsonR = pearsonR(column, data.target);
        score.pearsonP = pearsonP(score.pearsonR, table.rows);
        score.heavyTailed = isHeavyTailed(column);
        score.discrete =
            std::find(settings.discrete.begin(), settings.discrete.end(), score.name) != settings.discrete.end();
        table.features.push_back(std::move(score));
    }
    if (const Result<void> known = informationOf(data, settings, context, table.features); !known)
        return known.error();
    for (FeatureScore& score : table.features)
        judge(score, settings.threshold);
    const auto size = [](const FeatureScore& s) { return std::isnan(s.pearsonR) ? -1.0 : std::abs(s.pearsonR); };
    std::stable_sort(table.features.begin(), table.features.end(),
                     [&size](const FeatureScore& a, const FeatureScore& b) { return size(a) > size(b); });
    return table;
}

} // namespace wattline
