// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/evaluation/study.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace wattline {

namespace {

constexpr std::size_t FewestRows = 10;

/// Error Data for an empty list or a value that stands twice in it.
template <class Value>
Result<void> checkList(const std::vector<Value>& values, const char* name)
{
    if (values.empty())
        return Error{ErrorKind::Data, fmt::format("A study needs at least one value of {}.", name)};
    if (std::set<Value>(values.begin(), values.end()).size() < values.size())
        return Error{ErrorKind::Data, fmt::format("A value of {} is named twice.", name)};
    return {};
}

} // namespace

Result<void> checkPlan(const RegressionData& data, const StudyPlan& plan)
{
    const auto rows = static_cast<std::size_t>(data.rows());
    if (rows < FewestRows)
        return Error{ErrorKind::Data, fmt::format("A study needs at least {} rows; there are {}.", FewestRows, rows)};
    if (plan.repeats == 0)
        return Error{ErrorKind::Data, "A study needs at least one repeat."};
    const bool isStrict = plan.base.mode == SearchMode::Strict;
    for (Result<void> checked :
         {checkList(plan.populations, "the population"), checkList(plan.generations, "the number of generations"),
          isStrict ? checkList(plan.crossovers, "the crossover") : Result<void>()}) {
        if (!checked)
            return checked;
    }
    for (const double crossover : isStrict ? plan.crossovers : std::vector{0.0}) {
        if (!(crossover >= 0.0 && crossover <= 1.0))
            return Error{ErrorKind::Data,
                         fmt::format("A crossover is a share from 0 to 1; {} is not.", formatNumber(crossover))};
        for (const std::size_t population : plan.populations) {
            if (Result<void> checked = checkSettings(settingsOf(plan, population, crossover, 0)); !checked)
                return checked;
        }
    }
    if (std::ranges::find(plan.generations, std::size_t{0}) != plan.generations.end())
        return Error{ErrorKind::Data, "A search makes one generation at least."};
    return {};
}

SearchSettings settingsOf(const StudyPlan& plan, std::size_t population, double crossover, std::size_t repeat)
{
    SearchSettings settings = withSeed(plan.base, plan.base.seed() + repeat);
    const std::size_t generations =
        plan.generations.empty() ? 0 : *std::max_element(plan.generations.begin(), plan.generations.end());
    settings.strict.population = settings.modern.population = population;
    settings.strict.generations = settings.modern.generations = generations;
    settings.modern.timeLimitSeconds = 0.0; // else a point would depend on the machine
    settings.modern.evaluations = 0;        // and not on its generations alone
    if (settings.mode == SearchMode::Strict) {
        const StrictSettings paper = paperSettings();
        const double share = (1.0 - crossover) / (1.0 - paper.crossover);
        settings.strict.crossover = crossover;
        settings.strict.subtreeMutation = share * paper.subtreeMutation;
        settings.strict.hoistMutation = share * paper.hoistMutation;
        settings.strict.pointMutation = share * paper.pointMutation;
    }
    return settings;
}

} // namespace wattline
