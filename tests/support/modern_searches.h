// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/evolution/search.h"

#include <algorithm>
#include <cmath>

namespace wattline::test {

/// Rows of two features between 0.5 and 8 and a target of them, with relative noise.
template <class Law>
RegressionData dataOf(Eigen::Index rows, const Law& law, double noise = 0.0, std::uint64_t seed = 7)
{
    RandomStream random(seed);
    RegressionData data;
    data.featureNames = {"a", "b"};
    data.targetName = "y";
    data.features.resize(rows, 2);
    data.target.resize(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        data.features(i, 0) = 0.5 + 7.5 * random.uniform();
        data.features(i, 1) = 0.5 + 7.5 * random.uniform();
        data.target[i] = law(data.features(i, 0), data.features(i, 1)) * (1.0 + noise * random.normal());
    }
    return data;
}

inline double powerLaw(double a, double b)
{
    return 12.0 * std::pow(a, 1.5) / std::sqrt(b);
}

inline double saturation(double a, double b)
{
    return 60.0 + 340.0 * a * b / (a * b + 9.0);
}

inline ModernSettings small()
{
    ModernSettings settings;
    settings.population = 60;
    settings.generations = 8;
    return settings;
}

inline SearchSettings searchOf(const ModernSettings& settings)
{
    return {.mode = SearchMode::Modern, .modern = settings};
}

inline Result<EvolutionResult> evolve(const RegressionData& train, const ModernSettings& settings,
                                      const RunContext& context = {}, const RegressionData& validation = {})
{
    const auto search = makeSearch(train, validation, searchOf(settings));
    return search ? runSearch(**search, {}, context) : Result<EvolutionResult>(search.error());
}

inline RunContext onThreads(unsigned threads)
{
    RunContext context;
    context.threads = threads;
    return context;
}

inline ModernSettings without(bool ModernTechniques::*technique)
{
    ModernSettings settings = small();
    settings.techniques.*technique = false;
    return settings;
}

/// Formulas and errors alike; without validation rows the fronts hold NaN, which equals nothing.
inline bool isSame(const Front& a, const Front& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.formula == y.formula && x.trainError == y.trainError;
    });
}

inline double relativeError(const EvolutionResult& result, const RegressionData& data)
{
    return ((result.predict(data.features) - data.target).array() / data.target.array()).abs().mean();
}

} // namespace wattline::test
