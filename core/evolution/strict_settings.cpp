// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/strict_settings.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace wattline {

namespace {

constexpr std::size_t LargestPopulation = 1'000'000;
/// A full program of this depth has 65,535 nodes.
constexpr std::size_t DeepestProgram = 15;

bool isProbability(double value)
{
    return value >= 0.0 && value <= 1.0;
}

/// What is wrong with the settings; empty for nothing.
std::string faultOf(const StrictSettings& s)
{
    if (s.population < 1 || s.population > LargestPopulation)
        return "The population must be between 1 and 1,000,000";
    if (s.generations < 1)
        return "At least one generation is needed";
    if (s.tournament < 1 || s.tournament > s.population)
        return "The tournament must be between 1 and the population of " + std::to_string(s.population);
    const double sum = s.crossover + s.subtreeMutation + s.hoistMutation + s.pointMutation;
    const bool probabilities = isProbability(s.crossover) && isProbability(s.subtreeMutation) &&
                               isProbability(s.hoistMutation) && isProbability(s.pointMutation) &&
                               isProbability(s.pointReplace);
    if (!probabilities || sum > 1.0 + 1e-12)
        return "The probabilities of crossover and mutations must lie between 0 and 1 and sum to 1 at most";
    if (!(s.parsimony >= 0.0) || !std::isfinite(s.parsimony) || std::isnan(s.stoppingFitness))
        return "Parsimony must be 0 or more, and the stopping fitness a number";
    if (!std::isfinite(s.constantMin) || !std::isfinite(s.constantMax) || s.constantMin > s.constantMax)
        return "The range of the constants must be finite and ascending";
    if (s.depthMin < 1 || s.depthMin > s.depthMax || s.depthMax > DeepestProgram)
        return "The initial depths must ascend and lie between 1 and 15";
    if (s.functions.empty() ||
        std::any_of(s.functions.begin(), s.functions.end(), [](Op op) { return arityOf(op) == 0; }))
        return "At least one function is needed, and no terminals among them";
    return {};
}

} // namespace

Result<void> checkStrictSettings(const StrictSettings& settings)
{
    if (const std::string fault = faultOf(settings); !fault.empty())
        return Error{ErrorKind::Data, fault + "."};
    return {};
}

Result<void> checkStrictRun(const RegressionData& train, const RegressionData& validation,
                            const StrictSettings& settings)
{
    if (Result<void> checked = checkStrictSettings(settings); !checked)
        return checked;
    if (train.rows() < 3)
        return Error{ErrorKind::Data, "Symbolic regression needs at least 3 training rows; there are " +
                                          std::to_string(train.rows()) + "."};
    if (!train.features.allFinite() || !train.target.allFinite())
        return Error{ErrorKind::Data, "Symbolic regression needs numbers: a feature or the target is not finite."};
    if (train.features.cols() < 1 || train.features.cols() > 65535)
        return Error{ErrorKind::Data, "Symbolic regression needs between 1 and 65,535 features."};
    if (validation.rows() > 0 && validation.features.cols() != train.features.cols())
        return Error{ErrorKind::Data, "Training and validation rows must have the same features."};
    return {};
}

StrictSettings paperSettings()
{
    return {};
}

StrictSettings quickSettings()
{
    StrictSettings settings;
    settings.population = 3000;
    settings.generations = 30;
    return settings;
}

} // namespace wattline
