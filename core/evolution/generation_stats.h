// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace wattline {

/// What the error of a formula is, in a search and on its front.
enum class ErrorMeasure {
    MeanAbsolute,     ///< in units of the target
    RootMeanSquare,   ///< in units of the target
    MeanRelative,     ///< a fraction of the observed values
    RootMeanSquareLog ///< root of the mean squared difference of natural logarithms: about a relative error
};

/// One formula that a search offers.
struct FormulaCandidate {
    Expression formula;    ///< as searched: strict mode speaks of standardised features
    Expression rawFormula; ///< in units of the data set; equal to `formula` in modern mode
    double trainError = 0.0;
    double validationError = std::numeric_limits<double>::quiet_NaN(); ///< NaN without validation rows

    bool operator==(const FormulaCandidate&) const = default;
};

/// Candidates of which none is both longer (length of `formula`) and worse on the training rows than another, shortest
/// first.
using Front = std::vector<FormulaCandidate>;

/// One generation, as the live charts and the JSON history need it. Errors are of the search's measure.
struct GenerationStats {
    std::size_t generation = 0;
    double bestFitness = 0.0;       ///< training error of the best program
    double meanFitness = 0.0;       ///< over the programs whose error is finite
    double validationFitness = 0.0; ///< of the best program on the validation rows; NaN without any
    std::size_t bestLength = 0;
    double meanLength = 0.0;
    double diversity = 0.0;             ///< distinct programs, a fraction of the population
    double seconds = 0.0;               ///< searched so far, pauses left out
    std::uint64_t nodeRows = 0;         ///< computed so far
    Expression best;                    ///< as searched
    std::shared_ptr<const Front> front; ///< of the run so far; never null in what a search reports
};

} // namespace wattline
