// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_table.h"

#include "core/base/statistics.h"
#include "core/base/text.h"
#include "core/data/correlation.h"
#include "core/data/heavy_tail.h"
#include "core/features/score_intervals.h"

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

/// The context of one part of a computation, its progress moved to that part.
RunContext partOf(const RunContext& context, double begin, double size)
{
    RunContext part = context;
    part.onProgress = [&context, begin, size](const Progress& p) { context.report(begin + size * p.fraction, p.what); };
    return part;
}

std::vector<bool> discreteOf(const std::vector<FeatureScore>& scores)
{
    std::vector<bool> discrete;
    discrete.reserve(scores.size());
    for (const FeatureScore& score : scores)
        discrete.push_back(score.discrete);
    return discrete;
}

Result<void> informationOf(const RegressionData& data, const FeatureSettings& settings, const RunContext& context,
                           std::vector<FeatureScore>& scores)
{
    const std::vector<bool> discrete = discreteOf(scores);
    const double half = settings.resamples > 0 ? 0.01 : 0.5; // intervals take nearly all the time
    const std::vector<double> raw = mutualInformation(data.features, data.target, discrete, settings.neighbours,
                                                      settings.seed, partOf(context, 0.0, half));
    if (raw.empty())
        return canceledError();
    const LogColumns logs = logOf(data.features);
    const bool targetHasLog = data.target.minCoeff() > -1.0;
    std::vector<double> logged(scores.size(), Unknown);
    if (targetHasLog) {
        const Eigen::VectorXd logTarget = data.target.unaryExpr([](double v) { return std::log1p(v); });
        logged = mutualInformation(logs.features, logTarget, discrete, settings.neighbours, settings.seed,
                                   partOf(context, half, half));
        if (logged.empty())
            return canceledError();
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i].miNats = raw[i];
        scores[i].miLogNats = logs.exists[i] ? logged[i] : Unknown;
    }
    return {};
}

Result<void> addIntervals(const RegressionData& data, const FeatureSettings& settings, const RunContext& context,
                          std::vector<FeatureScore>& scores)
{
    constexpr double Begin = 0.02;
    std::vector<double> information;
    information.reserve(scores.size());
    for (const FeatureScore& score : scores)
        information.push_back(score.miNats);
    Result<ScoreIntervals> intervals =
        scoreIntervals(data, discreteOf(scores), information, settings, partOf(context, Begin, 1.0 - Begin));
    if (!intervals)
        return intervals.error();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i].pearsonInterval = intervals->pearson[i];
        scores[i].miInterval = intervals->information[i];
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

Result<void> checkSettings(const RegressionData& data, const FeatureSettings& settings)
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
    if (settings.resamples == 1)
        return Error{ErrorKind::Data, "An interval needs at least 2 resamples; 1000 are usual."};
    return {};
}

/// What a score says without its mutual information.
FeatureScore linearScore(const RegressionData& data, Eigen::Index feature, const FeatureSettings& settings)
{
    const Eigen::VectorXd column = data.features.col(feature);
    FeatureScore score;
    score.name = data.featureNames[static_cast<std::size_t>(feature)];
    score.rows = static_cast<std::size_t>(data.rows());
    score.pearsonR = pearsonR(column, data.target);
    score.pearsonP = pearsonP(score.pearsonR, score.rows);
    score.heavyTailed = isHeavyTailed(column);
    score.discrete =
        std::find(settings.discrete.begin(), settings.discrete.end(), score.name) != settings.discrete.end();
    return score;
}

} // namespace

double pearsonR(const Eigen::VectorXd& a, const Eigen::VectorXd& b)
{
    return correlation(a, b);
}

Result<FeatureTable> rankFeatures(const RegressionData& data, const FeatureSettings& settings,
                                  const RunContext& context)
{
    if (const Result<void> possible = checkSettings(data, settings); !possible)
        return possible.error();
    FeatureTable table{data.targetName, static_cast<std::size_t>(data.rows()), {}};
    for (Eigen::Index c = 0; c < data.features.cols(); ++c) {
        if (context.stopRequested())
            return canceledError();
        table.features.push_back(linearScore(data, c, settings));
    }
    if (const Result<void> known = informationOf(data, settings, context, table.features); !known)
        return known.error();
    if (settings.resamples > 0) {
        if (const Result<void> known = addIntervals(data, settings, context, table.features); !known)
            return known.error();
    }
    for (FeatureScore& score : table.features)
        judge(score, settings.threshold);
    const auto size = [](const FeatureScore& s) { return std::isnan(s.pearsonR) ? -1.0 : std::abs(s.pearsonR); };
    std::stable_sort(table.features.begin(), table.features.end(),
                     [&size](const FeatureScore& a, const FeatureScore& b) { return size(a) > size(b); });
    return table;
}

} // namespace wattline
