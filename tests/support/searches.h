// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/evolution/search.h"

#include <QTest>
#include <cmath>

namespace wattline::test {

/// Positive rows of two features and a target that no short formula meets: searches of it go on finding better ones.
inline RegressionData bumpyRows(Eigen::Index rows, std::uint64_t seed)
{
    RandomStream random(seed);
    RegressionData data;
    data.featureNames = {"a", "b"};
    data.targetName = "y";
    data.features.resize(rows, 2);
    data.target.resize(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        data.features(i, 0) = 1.0 + random.uniform();
        data.features(i, 1) = 2.0 + random.uniform();
        data.target[i] = 50.0 + 20.0 * std::exp(data.features(i, 0)) * std::sin(3.0 * data.features(i, 1));
    }
    return data;
}

/// A search of well under a second, in either mode.
inline SearchSettings smallSearch(SearchMode mode, std::size_t generations = 5)
{
    SearchSettings settings;
    settings.mode = mode;
    settings.strict.population = 200;
    settings.strict.generations = generations;
    settings.modern.population = 60;
    settings.modern.generations = generations;
    settings.modern.error = ErrorMeasure::MeanAbsolute;
    return settings;
}

inline bool sameNumber(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

inline bool sameFront(const Front& a, const Front& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.formula == y.formula && x.rawFormula == y.rawFormula && sameNumber(x.trainError, y.trainError) &&
               sameNumber(x.validationError, y.validationError);
    });
}

/// Everything but what a clock measures.
inline bool sameGeneration(const GenerationStats& a, const GenerationStats& b)
{
    return a.generation == b.generation && sameNumber(a.bestFitness, b.bestFitness) &&
           sameNumber(a.meanFitness, b.meanFitness) && sameNumber(a.validationFitness, b.validationFitness) &&
           a.bestLength == b.bestLength && a.meanLength == b.meanLength && a.diversity == b.diversity &&
           a.nodeRows == b.nodeRows && a.best == b.best && sameFront(*a.front, *b.front);
}

inline bool sameResult(const EvolutionResult& a, const EvolutionResult& b)
{
    return a.formula == b.formula && a.rawFormula == b.rawFormula && sameFront(a.front, b.front) &&
           a.evaluations == b.evaluations && a.nodeRows == b.nodeRows && a.nodeRowsAsked == b.nodeRowsAsked &&
           std::equal(a.history.begin(), a.history.end(), b.history.begin(), b.history.end(), sameGeneration);
}

} // namespace wattline::test
