// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/expression/expression.h"

#include <functional>
#include <string>
#include <vector>

namespace wattline {

/// One coordinate of a problem: numbers drawn from [low, high], or, where `step` is not 0, low, low + step, ... high.
struct Coordinate {
    double low = 0.0;
    double high = 1.0;
    double step = 0.0;
};

/// A law without noise that a search shall find again.
struct RecoveryProblem {
    std::string name;
    std::function<double(const std::vector<double>&)> law;
    std::vector<Coordinate> coordinates;
    std::size_t points = 20; ///< where they are drawn
    std::vector<Op> functions;

    /// The points to learn from.
    RegressionData train(std::uint64_t seed) const;
    /// A thousand others, drawn from the same ranges (whole numbers where the step is 1 and the law is a sum).
    RegressionData fresh(std::uint64_t seed) const;
};

/// Nguyen 1 to 12 (Uy and others, Genetic Programming and Evolvable Machines 12, 2011) and Keijzer 1 to 15 (Keijzer,
/// EuroGP 2003), ranges and numbers of points as McDermott and others (GECCO 2012) list them. Nguyen's functions are
/// + - * / sin cos exp log. Keijzer's + * / - sqrt cannot express most of his own laws, so here they have the functions
/// of the law besides.
std::vector<RecoveryProblem> recoveryProblems();

} // namespace wattline
