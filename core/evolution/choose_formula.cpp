// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/choose_formula.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr double WeightOfValidation = 4.0;
/// Errors below this part of the worst are but rounding.
constexpr double Rounding = 1e-12;

double meanError(const FormulaCandidate& candidate, const RowCounts& rows)
{
    const double train = static_cast<double>(rows.train);
    const double held = WeightOfValidation * static_cast<double>(rows.validation);
    if (held == 0.0)
        return candidate.trainError;
    return (train * candidate.trainError + held * candidate.validationError) / (train + held);
}

} // namespace

std::size_t chosenOf(const Front& front, const RowCounts& rows)
{
    double worst = std::numeric_limits<double>::min();
    for (const FormulaCandidate& candidate : front)
        worst = std::max(worst, candidate.trainError);
    std::size_t chosen = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < front.size(); ++i) {
        const double charge = static_cast<double>(front[i].formula.length()) / (2.0 * static_cast<double>(rows.train));
        const double score = std::log(std::max(meanError(front[i], rows), Rounding * worst)) + charge;
        if (score < least) { // never for a validation error that is no number
            least = score;
            chosen = i;
        }
    }
    return chosen;
}

} // namespace wattline
