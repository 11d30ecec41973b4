// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/learning_curve.h"

#include "core/base/parallel.h"
#include "core/base/shuffle.h"
#include "core/base/text.h"
#include "core/evaluation/repeat_fits.h"
#include "core/evaluation/tuning.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace wattline {

namespace {

constexpr std::size_t FewestRows = 10;
constexpr std::size_t FewestTrainRows = 5;

using Fits = std::vector<std::optional<Result<RepeatFit>>>;

std::size_t partOf(double share, std::size_t rows)
{
    // A share of 0.7 is a little more in binary: the tolerance keeps 70 of 100 rows from becoming 71.
    constexpr double Rounding = 1e-9;
    return std::min(rows, static_cast<std::size_t>(std::ceil(share * static_cast<double>(rows) - Rounding)));
}

/// The split of a repeat, its training rows in the order in which shares take them.
struct ShuffledSplit {
    Split split;
    std::uint32_t seed = 42;
};

ShuffledSplit shuffledSplit(std::size_t rows, std::uint32_t seed)
{
    ShuffledSplit shuffled{holdOutSplit(rows, seed), seed};
    RandomStream random(seed, 1);
    shuffle(shuffled.split.train, random);
    return shuffled;
}

std::vector<std::size_t> firstOf(const std::vector<std::size_t>& rows, double share)
{
    return {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(partOf(share, rows.size()))};
}

/// Error Data for shares that make no curve; else they ascend and each comes to another number of rows.
Result<std::vector<double>> checkedShares(std::vector<double> shares, std::size_t trainRows)
{
    std::sort(shares.begin(), shares.end());
    std::vector<double> checked;
    for (const double share : shares) {
        if (!(share > 0.0 && share <= 1.0))
            return Error{ErrorKind::Data, fmt::format("A share of the training rows lies above 0 and is at most 1, "
                                                      "which {} does not.",
                                                      formatShort(share))};
        const std::size_t rows = partOf(share, trainRows);
        if (rows < FewestTrainRows)
            return Error{
                ErrorKind::Data,
                fmt::format("A share of {} leaves {} of {} training rows; begin with {} or more.", formatShort(share),
                            rows, trainRows,
                            formatShort(std::ceil(100.0 * FewestTrainRows / static_cast<double>(trainRows)) / 100.0))};
        if (checked.empty() || partOf(checked.back(), trainRows) != rows)
            checked.push_back(share);
    }
    if (checked.empty())
        return Error{ErrorKind::Data, "A learning curve needs at least one share of the training rows."};
    return checked;
}

/// The curve under way: one share after the other, the repeats of a share in batches side by side.
class RunningCurve {
public:
    RunningCurve(const RegressionData& data, const LearningCurveSettings& settings, std::vector<const Method*> methods)
        : m_data(data), m_settings(settings), m_methods(std::move(methods))
    {
        const Split split = splitOf(0).split;
        m_curve.target = data.targetName;
        m_curve.repeats = settings.repeats;
        m_curve.allTrainRows = split.train.size();
        m_curve.testRows = split.test.size();
        for (const Method* method : m_methods)
            m_curve.methods.push_back({method->id, method->title, {}});
    }

    /// Adds the points of a share; false after a stop.
    bool add(double share, const RunContext& context)
    {
        const RepeatRows first = rowsOf(0, share);
        if (context.stopRequested())
            return false;
        constexpr double SearchShare = 0.5; // of a share's time, roughly
        const std::vector<Tuning> tunings =
            tune(m_methods, {first.train, first.validation, first.seed}, {m_settings.folds, first.seed},
                 stage(context, "Searching the grids", share, 0.0, SearchShare));
        ChosenCandidates chosen;
        for (std::size_t method = 0; method < m_methods.size(); ++method) {
            // Where every candidate failed the first one shows why.
            const std::size_t best = bestCandidate(tunings[method].meanSquaredErrors).value_or(0);
            chosen.push_back(&m_methods[method]->candidates[best]);
        }
        if (context.stopRequested())
            return false;
        const std::vector<Fits> fits =
            fitsAt(share, chosen, stage(context, "Fitting", share, SearchShare, 1.0 - SearchShare));
        if (context.stopRequested())
            return false;
        for (std::size_t method = 0; method < m_methods.size(); ++method)
            m_curve.methods[method].points.push_back(
                pointOf(fits, method, {.share = share, .trainRows = static_cast<std::size_t>(first.train.rows())}));
        return true;
    }

    LearningCurve curve() && { return std::move(m_curve); }

private:
    ShuffledSplit splitOf(std::size_t repeat) const
    {
        return shuffledSplit(static_cast<std::size_t>(m_data.rows()),
                             static_cast<std::uint32_t>(m_settings.seed + repeat));
    }

    RepeatRows rowsOf(std::size_t repeat, double share) const
    {
        const auto [split, seed] = splitOf(repeat);
        return {repeat, selectRows(m_data, firstOf(split.train, share)),
                selectRows(m_data, firstOf(split.validation, share)), selectRows(m_data, split.test), seed};
    }

    /// The fits of every repeat, without their predictions; no more of the rows lie in memory at once than threads work
    /// on. After a stop some are missing.
    std::vector<Fits> fitsAt(double share, const ChosenCandidates& chosen, const RunContext& context) const
    {
        const std::size_t together = threadCount(context);
        const auto all = static_cast<double>(m_settings.repeats);
        std::vector<Fits> fits;
        for (std::size_t begin = 0; begin < m_settings.repeats && !context.stopRequested(); begin += together) {
            const std::size_t end = std::min(begin + together, m_settings.repeats);
            std::vector<RepeatRows> rows;
            for (std::size_t repeat = begin; repeat < end && !context.stopRequested(); ++repeat)
                rows.push_back(rowsOf(repeat, share));
            RunContext within = context;
            if (context.onProgress)
                within.onProgress = [=, onProgress = context.onProgress](const Progress& progress) {
                    const double done =
                        static_cast<double>(begin) + static_cast<double>(end - begin) * progress.fraction;
                    onProgress({done / all, progress.what});
                };
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

    /// The context of a stage of a share: its progress becomes that of the whole, in which a share weighs as much as
    /// the rows it has.
    RunContext stage(const RunContext& context, const std::string& what, double share, double from, double length) const
    {
        RunContext within = context;
        if (!context.onProgress)
            return within;
        const std::vector<double>& shares = m_settings.shares;
        double before = 0.0;
        double all = 0.0;
        for (const double other : shares) {
            before += other < share ? other : 0.0;
            all += other;
        }
        const std::string place = fmt::format("{}, {} % of the training rows", what, formatShort(100.0 * share));
        within.onProgress = [=, onProgress = context.onProgress](const Progress& progress) {
            onProgress({(before + share * (from + length * progress.fraction)) / all, place});
        };
        return within;
    }

    LearningPoint pointOf(const std::vector<Fits>& repeats, std::size_t method, LearningPoint point) const
    {
        std::vector<Metrics> metrics;
        for (std::size_t repeat = 0; repeat < repeats.size(); ++repeat) {
            const Result<RepeatFit>& fit = *repeats[repeat][method];
            if (!fit) {
                point.failure = fmt::format("In repeat {}: {}", repeat + 1, fit.error().message);
                return point;
            }
            metrics.push_back(fit->result.metrics);
            point.settings = fit->result.settings;
        }
        const auto over = [&metrics](const auto& value) {
            std::vector<double> values;
            std::transform(metrics.begin(), metrics.end(), std::back_inserter(values), value);
            return spreadOf(values);
        };
        point.mse = over([](const Metrics& m) { return m.mse; });
        point.rmse = over([](const Metrics& m) { return m.rmse; });
        point.mae = over([](const Metrics& m) { return m.mae; });
        point.r2 = over([](const Metrics& m) { return m.r2; });
        if (std::all_of(metrics.begin(), metrics.end(), [](const Metrics& m) { return m.mre.has_value(); }))
            point.mre = over([](const Metrics& m) { return *m.mre; });
        return point;
    }

    const RegressionData& m_data;
    const LearningCurveSettings& m_settings;
    std::vector<const Method*> m_methods;
    LearningCurve m_curve;
};

} // namespace

Result<LearningCurve> learningCurve(const std::vector<Method>& methods, const RegressionData& data,
                                    const LearningCurveSettings& settings, const RunContext& context)
{
    if (settings.methods.empty())
        return Error{ErrorKind::Data, "A learning curve needs at least one method."};
    Result<std::vector<const Method*>> chosen = methodsNamed(methods, settings.methods);
    if (!chosen)
        return chosen.error();
    const auto rows = static_cast<std::size_t>(data.rows());
    if (rows < FewestRows)
        return Error{ErrorKind::Data,
                     fmt::format("A learning curve needs at least {} rows; there are {}.", FewestRows, rows)};
    if (settings.repeats == 0 || settings.folds < 2)
        return Error{ErrorKind::Data, "A learning curve needs at least one repeat, and 2 folds for its grids."};
    LearningCurveSettings checked = settings;
    Result<std::vector<double>> shares = checkedShares(settings.shares, holdOutSplit(rows, settings.seed).train.size());
    if (!shares)
        return shares.error();
    checked.shares = *std::move(shares);
    RunningCurve running(data, checked, *std::move(chosen));
    for (const double share : checked.shares) {
        if (!running.add(share, context))
            return canceledError();
    }
    return std::move(running).curve();
}

Result<LearningCurve> learningCurve(const RegressionData& data, const LearningCurveSettings& settings,
                                    const RunContext& context)
{
    return learningCurve(allMethods(settings.effort), data, settings, context);
}

} // namespace wattline
