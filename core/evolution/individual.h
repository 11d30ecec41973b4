// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <cstdint>
#include <vector>

namespace wattline {

/// A formula of a modern search with what the next generation needs to know of it, all of which follows from the
/// formula and the rows.
struct Individual {
    Expression formula;            ///< as it is shown: simplified, its scale and offset part of it
    double error = 0.0;            ///< on the training rows; finite
    std::uint64_t shape = 0;       ///< its canonical hash, the values of constants left out
    std::vector<float> caseErrors; ///< sizes of the residuals on some rows, for lexicase selection
};

/// What a search has computed.
struct Work {
    std::uint64_t evaluations = 0;   ///< formulas whose error was taken
    std::uint64_t nodeRows = 0;      ///< function nodes computed, times rows; passes of the fit count
    std::uint64_t nodeRowsAsked = 0; ///< the same for all nodes

    void add(const Work& other)
    {
        evaluations += other.evaluations;
        nodeRows += other.nodeRows;
        nodeRowsAsked += other.nodeRowsAsked;
    }
};

} // namespace wattline
