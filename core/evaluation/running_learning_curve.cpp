// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/running_learning_curve.h"

#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/data/rows_by_value.h"
#include "core/evaluation/learning_shares.h"
#include "core/evaluation/tuning.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace wattline {

namespace {

/// The part [from, to) of the progress of the whole.
RunContext partOfProgress(const RunContext& context, double from, double to, const std::string& what = {})
{
    RunContext within = context;
    if (context.onProgress)
        within.onProgress = [=, onProgress = context.onProgress](const Progress& progress) {
            onProgress({from + (to - from) * progress.fraction, what.empty() ? progress.what : what});
        };
    return within;
}

/// The rule of the folds within a share: where the rows are of one group alone, there is none to hold back whole.
SplitRule foldRule(const SplitRule& rule, const RegressionData& train)
{
    if (rule.kind == SplitRule::Kind::Grouped && rowsByValue(train.groups).values.size() < 2)
        return {};
    return rule;
}

Spread over(const std::vector<Metrics>& metrics, double Metrics::*error)
{
    std::vector<double> values;
    std::ranges::transform(metrics, std::back_inserter(values), error);
    return spreadOf(values);
}

/// The point of one method, of which only the place is known so far.
LearningPoint filled(LearningPoint point, const std::vector<const Result<RepeatFit>*>& repeats)
{
    std::vector<Metrics> metrics;
    std::vector<double> mre;
    for (std::size_t repeat = 0; repeat < repeats.size(); ++repeat) {
        const Result<RepeatFit>& fit = *repeats[repeat];
        if (!fit) {
            point.failure = fmt::format("In repeat {}: {}", repeat + 1, fit.error().message);
            return point;
        }
        metrics.push_back(fit->result.metrics);
        if (metrics.back().mre)
            mre.push_back(*metrics.back().mre);
        point.settings = fit->result.settings;
    }
    point.mse = over(metrics, &Metrics::mse);
    point.rmse = over(metrics, &Metrics::rmse);
    point.mae = over(metrics, &Metrics::mae);
    point.r2 = over(metrics, &Metrics::r2);
    if (mre.size() == metrics.size())
        point.mre = spreadOf(mre);
    return point;
}

} // namespace

RunningLearningCurve::RunningLearningCurve(const RegressionData& data, const LearningCurveSettings& settings,
                                           std::vector<const Method*> methods, Split first)
    : m_data(data), m_settings(settings), m_methods(std::move(methods)), m_first(std::move(first))
{
    m_curve.target = data.targetName;
    m_curve.repeats = settings.repeats;
    m_curve.allTrainRows = m_first.train.size();
    m_curve.testRows = m_first.test.size();
    m_curve.split = settings.split;
    m_curve.sharesAsked = settings.shares.size();
    for (const Method* method : m_methods)
        m_curve.methods.push_back({method->id, method->title, {}});
}

bool RunningLearningCurve::add(double share, const RunContext& context)
{
    constexpr double SearchShare = 0.5; // of a share's time, roughly
    const std::optional<RepeatRows> first = rowsOf(0, share, context);
    if (!first)
        return false;
    const ChosenCandidates chosen = searchGrids(*first, stage(context, "Searching the grids", share, 0.0, SearchShare));
    if (context.stopRequested())
        return false;
    const std::vector<Fits> fits =
        fitsAt(share, chosen, stage(context, "Fitting", share, SearchShare, 1.0 - SearchShare));
    if (context.stopRequested())
        return false;
    for (std::size_t method = 0; method < m_methods.size(); ++method) {
        std::vector<const Result<RepeatFit>*> repeats;
        repeats.reserve(fits.size());
        for (const Fits& repeat : fits)
            repeats.push_back(&*repeat[method]);
        const auto rows = static_cast<std::size_t>(first->train.rows());
        m_curve.methods[method].points.push_back(filled({.share = share, .trainRows = rows}, repeats));
    }
    return true;
}

/// Nothing after a stop. Each step of it is short.
std::optional<RepeatRows> RunningLearningCurve::rowsOf(std::size_t repeat, double share,
                                                       const RunContext& context) const
{
    const auto seed = static_cast<std::uint32_t>(m_settings.seed + repeat);
    const Split drawn = repeat == 0 ? Split() : learningSplit(m_data, m_settings.split, seed, context);
    const Split& split = repeat == 0 ? m_first : drawn;
    RepeatRows rows{.repeat = repeat, .seed = seed};
    const auto take = [&](RegressionData& part, const std::vector<std::size_t>& places) {
        if (!context.stopRequested())
            part = selectRows(m_data, places);
    };
    take(rows.train, firstOf(split.train, share));
    take(rows.validation, firstOf(split.validation, share));
    take(rows.test, split.test);
    return context.stopRequested() ? std::nullopt : std::optional(std::move(rows));
}

/// The candidate of each method that does best within these training rows; nothing of worth after a stop.
ChosenCandidates RunningLearningCurve::searchGrids(const RepeatRows& rows, const RunContext& context) const
{
    const std::vector<Tuning> tunings =
        tune(m_methods, {rows.train, rows.validation, rows.seed},
             {m_settings.folds, rows.seed, foldRule(m_settings.split, rows.train)}, context);
    ChosenCandidates chosen;
    for (std::size_t method = 0; method < m_methods.size(); ++method) {
        // Where every candidate failed the first one shows why.
        const std::size_t best = bestCandidate(tunings[method].meanSquaredErrors).value_or(0);
        chosen.push_back(&m_methods[method]->candidates[best]);
    }
    return chosen;
}

/// The fits of every repeat, without their predictions; no more of the rows lie in memory at once than threads work on.
/// After a stop some are missing.
std::vector<RunningLearningCurve::Fits> RunningLearningCurve::fitsAt(double share, const ChosenCandidates& chosen,
                                                                     const RunContext& context) const
{
    const std::size_t together = threadCount(context);
    const auto all = static_cast<double>(m_settings.repeats);
    std::vector<Fits> fits;
    for (std::size_t begin = 0; begin < m_settings.repeats && !context.stopRequested(); begin += together) {
        const std::size_t end = std::min(begin + together, m_settings.repeats);
        std::vector<RepeatRows> rows;
        for (std::size_t repeat = begin; repeat < end; ++repeat) {
            std::optional<RepeatRows> drawn = rowsOf(repeat, share, context);
            if (!drawn)
                return fits;
            rows.push_back(*std::move(drawn));
        }
        const RunContext within =
            partOfProgress(context, static_cast<double>(begin) / all, static_cast<double>(end) / all);
        for (Fits& batch : fitRepeats(rows, chosen, within)) {
            for (std::optional<Result<RepeatFit>>& fit : batch) {
                if (fit && *fit)
                    (*fit)->predictions = {};
            }
            fits.push_back(std::move(batch));
        }
    }
    return fits;
}

/// The context of a stage of a share: its progress becomes that of the whole, in which a share weighs as much as the
/// rows it has.
RunContext RunningLearningCurve::stage(const RunContext& context, const std::string& what, double share, double from,
                                       double length) const
{
    double before = 0.0;
    double all = 0.0;
    for (const double other : m_settings.shares) {
        before += other < share ? other : 0.0;
        all += other;
    }
    return partOfProgress(context, (before + share * from) / all, (before + share * (from + length)) / all,
                          fmt::format("{}, {} % of the training rows", what, formatShort(100.0 * share)));
}

} // namespace wattline
