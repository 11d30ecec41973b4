// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/choose_formula.h"

#include <algorithm>
#include <cmath>

namespace wattline {

std::size_t chosenOf(const Front& front, const FitRows& train, const std::optional<FitRows>& validation)
{
    std::size_t chosen = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < front.size(); ++i) {
        const double n = static_cast<double>(train.rows());
        double score = front[i].trainError;
        if (validation && std::isfinite(front[i].validationError)) {
            const double m = static_cast<double>(validation->rows());
            score = (n * front[i].trainError + 4.0 * m * front[i].validationError) / (n + 4.0 * m);
        }
        score = std::log(std::max(score, 1e-300)) + 0.5 * static_cast<double>(front[i].formula.length()) / n;
        if (score < least) {
            least = score;
            chosen = i;
        }
    }
    return chosen;
}

} // namespace wattline
