// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/learning_curve.h"

#include "core/evaluation/learning_shares.h"
#include "core/evaluation/running_learning_curve.h"

#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t FewestRows = 10;

/// Error Data where no split can be drawn or nothing is to be done on it.
Result<void> checkSettings(const RegressionData& data, const LearningCurveSettings& settings)
{
    if (settings.methods.empty())
        return Error{ErrorKind::Data, "A learning curve needs at least one method."};
    const auto rows = static_cast<std::size_t>(data.rows());
    if (rows < FewestRows)
        return Error{ErrorKind::Data,
                     fmt::format("A learning curve needs at least {} rows; there are {}.", FewestRows, rows)};
    if (settings.repeats == 0 || settings.folds < 2)
        return Error{ErrorKind::Data, "A learning curve needs at least one repeat, and 2 folds for its grids."};
    return checkRule(settings.split, data.groups);
}

} // namespace

Result<LearningCurve> learningCurve(const std::vector<Method>& methods, const RegressionData& data,
                                    const LearningCurveSettings& settings,
                                    const std::function<void(const LearningCurve&)>& onResult,
                                    const RunContext& context)
{
    if (const Result<void> possible = checkSettings(data, settings); !possible)
        return possible.error();
    Result<std::vector<const Method*>> chosen = methodsNamed(methods, settings.methods);
    if (!chosen)
        return chosen.error();
    Split first = learningSplit(data, settings.split, settings.seed, context);
    LearningCurveSettings checked = settings;
    Result<std::vector<double>> shares = checkedShares(settings.shares, first.train.size());
    if (!shares)
        return shares.error();
    checked.shares = *std::move(shares);
    RunningLearningCurve running(data, checked, *std::move(chosen), std::move(first));
    for (const double share : checked.shares) {
        if (!running.add(share, context)) {
            if (running.curve().finishedShares() == 0)
                return canceledError();
            LearningCurve curve = running.curve();
            curve.stopped = true;
            return curve;
        }
        if (onResult)
            onResult(running.curve());
    }
    return running.curve();
}

Result<LearningCurve> learningCurve(const RegressionData& data, const LearningCurveSettings& settings,
                                    const std::function<void(const LearningCurve&)>& onResult,
                                    const RunContext& context)
{
    return learningCurve(allMethods(settings.effort), data, settings, onResult, context);
}

} // namespace wattline
