// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/knee.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

/// An error of exactly 0 has no logarithm; as a share of the first error this is as good as exact.
constexpr double AsGoodAsExact = 1e-12;

} // namespace

double judgedError(const FormulaCandidate& candidate)
{
    const double validation = std::isnan(candidate.validationError) ? candidate.trainError : candidate.validationError;
    const bool known = std::isfinite(candidate.trainError) && std::isfinite(validation);
    return known ? std::max(candidate.trainError, validation) : HUGE_VAL;
}

std::optional<std::size_t> kneeOf(const Front& front)
{
    std::optional<std::size_t> first;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < front.size(); ++i) {
        if (!std::isfinite(judgedError(front[i])))
            continue;
        if (!first)
            first = i;
        if (!best || judgedError(front[i]) < judgedError(front[*best]))
            best = i;
    }
    if (!best || *best == *first)
        return best;
    const double ground = AsGoodAsExact * judgedError(front[*first]);
    const auto height = [&](std::size_t i) { return std::log(std::max(judgedError(front[i]), ground)); };
    const auto length = [&](std::size_t i) { return static_cast<double>(front[i].formula.length()); };
    std::size_t knee = *best;
    double farthest = 0.0;
    for (std::size_t i = *first; i < *best; ++i) {
        const double x = (length(i) - length(*first)) / (length(*best) - length(*first));
        const double y = (height(i) - height(*best)) / (height(*first) - height(*best));
        if (1.0 - x - y > farthest) {
            farthest = 1.0 - x - y;
            knee = i;
        }
    }
    return knee;
}

} // namespace wattline
