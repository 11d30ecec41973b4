// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/comparison.h"

#include "core/base/parallel.h"
#include "core/evaluation/running_comparison.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t FewestRows = 10;
constexpr std::size_t FewestTrainRows = 5;

/// The methods asked for and the baseline, in the order of the list. Error Data for an unknown one.
Result<std::vector<const Method*>> chosenMethods(const std::vector<Method>& methods, const ComparisonSettings& settings)
{
    if (const auto baseline = methodsNamed(methods, {settings.baseline}); !baseline || settings.methods.empty())
        return baseline ? methodsNamed(methods, {}) : baseline;
    std::vector<std::string> wanted = settings.methods;
    wanted.push_back(settings.baseline);
    return methodsNamed(methods, wanted);
}

/// Error Data where a split would leave too little to train or to test.
Result<void> checkRows(const RegressionData& data, const ComparisonSettings& settings)
{
    const auto rows = static_cast<std::size_t>(data.rows());
    if (rows < FewestRows)
        return Error{ErrorKind::Data,
                     fmt::format("A comparison needs at least {} rows; there are {}.", FewestRows, rows)};
    if (settings.testRows.empty() && settings.repeats == 0)
        return Error{ErrorKind::Data, "A comparison needs at least one repeat."};
    if (settings.folds < 2)
        return Error{ErrorKind::Data, "The grids need at least 2 folds."};
    if (!(settings.negligibleShare >= 0.0 && settings.negligibleShare < 1.0))
        return Error{ErrorKind::Data, "The negligible share of an error lies between 0 and 1."};
    if (const Result<void> allowed = checkRule(settings.split, data.groups); !allowed)
        return allowed.error();
    if (settings.split.kind != SplitRule::Kind::Random && !settings.testRows.empty())
        return Error{ErrorKind::Data, "With fixed test rows there is no split to draw by a rule; leave out one of the "
                                      "two."};
    for (std::size_t split = 0; split < settings.testRows.size(); ++split) {
        const std::vector<std::size_t>& test = settings.testRows[split];
        if (test.empty() || std::any_of(test.begin(), test.end(), [rows](std::size_t row) { return row >= rows; }))
            return Error{
                ErrorKind::Data,
                fmt::format("The test rows of split {} are not rows of the data set (0 to {}).", split + 1, rows - 1)};
        if (splitWithTestRows(rows, test, settings.seed).train.size() < FewestTrainRows)
            return Error{ErrorKind::Data, fmt::format("The test rows of split {} leave fewer than {} rows to train.",
                                                      split + 1, FewestTrainRows)};
    }
    return {};
}

} // namespace

Result<Comparison> compareMethods(const std::vector<Method>& methods, const RegressionData& data,
                                  const ComparisonSettings& settings,
                                  const std::function<void(const Comparison&)>& onResult, const RunContext& context)
{
    std::vector<Method> all = methods;
    ComparisonSettings chosenSettings = settings;
    if (settings.formula) {
        Result<Method> formula = fixedFormulaMethod(*settings.formula, data);
        if (!formula)
            return formula.error();
        all.push_back(*std::move(formula));
        if (!settings.methods.empty())
            chosenSettings.methods.emplace_back(FixedFormulaId);
    }
    Result<std::vector<const Method*>> chosen = chosenMethods(all, chosenSettings);
    if (!chosen)
        return chosen.error();
    if (const Result<void> enough = checkRows(data, settings); !enough)
        return enough.error();
    RunningComparison running(data, settings, *std::move(chosen));
    bool goesOn = true;
    for (std::size_t begin = 0, end = 0; begin < running.repeats() && goesOn; begin = end) {
        const std::size_t together = begin < settings.tunedRepeats ? 1 : threadCount(context);
        end = std::min(begin + together, running.repeats());
        const Result<bool> finished = running.run(begin, end, onResult, context);
        if (!finished)
            return finished.error();
        goesOn = *finished;
    }
    if (running.finished() == 0)
        return canceledError();
    return std::move(running).table();
}

Result<Comparison> compareMethods(const RegressionData& data, const ComparisonSettings& settings,
                                  const std::function<void(const Comparison&)>& onResult, const RunContext& context)
{
    return compareMethods(allMethods(settings.effort), data, settings, onResult, context);
}

} // namespace wattline
