// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/modern_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace wattline {

namespace {

constexpr std::size_t LargestPopulation = 100'000;
constexpr std::size_t ShortestLimit = 3;
constexpr std::size_t LongestLimit = 200;

/// What is wrong with the settings; empty for nothing.
std::string faultOf(const ModernSettings& s)
{
    if (s.population < 10 || s.population > LargestPopulation)
        return "The population must be between 10 and 100,000";
    if (s.generations < 1)
        return "At least one generation is needed";
    if (s.maxLength < ShortestLimit || s.maxLength > LongestLimit)
        return "The length of formulas must be limited to between 3 and 200 nodes";
    if (!(s.timeLimitSeconds >= 0.0) || std::isnan(s.stoppingError))
        return "The time limit must be 0 or more seconds, and the stopping error a number";
    if (s.functions.empty() ||
        std::any_of(s.functions.begin(), s.functions.end(), [](Op op) { return arityOf(op) == 0; }))
        return "At least one function is needed, and no terminals among them";
    return {};
}

bool isFinite(const RegressionData& data)
{
    return data.features.allFinite() && data.target.allFinite();
}

} // namespace

std::span<const Technique> allTechniques()
{
    using T = ModernTechniques;
    static constexpr std::array Techniques = {
        Technique{"linear-scaling", "Linear scaling of every candidate", &T::linearScaling},
        Technique{"coefficient-fitting", "Coefficients fitted by Levenberg-Marquardt", &T::coefficientFitting},
        Technique{"lexicase", "Half of the parents by epsilon-lexicase", &T::lexicase},
        Technique{"intervals", "Interval arithmetic instead of protected functions", &T::intervals},
        Technique{"deduplication", "One formula of each shape", &T::deduplication},
        Technique{"power-law-seeds", "Seeds of power-law form", &T::powerLawSeeds},
        Technique{"inner-validation", "Choice by rows held out of the training", &T::innerValidation}};
    return Techniques;
}

ModernSettings quickModernSettings()
{
    ModernSettings settings;
    settings.population = 200;
    settings.generations = 50;
    return settings;
}

Result<void> checkModernSettings(const ModernSettings& settings)
{
    if (const std::string fault = faultOf(settings); !fault.empty())
        return Error{ErrorKind::Data, fault + "."};
    return {};
}

Result<void> checkModernRun(const RegressionData& train, const RegressionData& validation,
                            const ModernSettings& settings)
{
    if (Result<void> checked = checkModernSettings(settings); !checked)
        return checked;
    if (train.rows() < 3)
        return Error{ErrorKind::Data, "Symbolic regression needs at least 3 training rows; there are " +
                                          std::to_string(train.rows()) + "."};
    if (train.features.cols() < 1 || train.features.cols() > 65535)
        return Error{ErrorKind::Data, "Symbolic regression needs between 1 and 65,535 features."};
    if (validation.rows() > 0 && validation.features.cols() != train.features.cols())
        return Error{ErrorKind::Data, "Training and validation rows must have the same features."};
    if (!isFinite(train) || !isFinite(validation))
        return Error{ErrorKind::Data, "Features and target must be finite numbers in every row."};
    return {};
}

} // namespace wattline
