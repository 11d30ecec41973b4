// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/phases/cycle_form.h"

#include <span>
#include <vector>

namespace wattline {

/// How alike each window of the values is to a form: element t compares values [t, t + form) with it, by the
/// correlation coefficient with a tenth of the form's own power added to the window's, so that a faint echo of the form
/// counts for little. -1 to 1. Windows of more than four times the power around the mean that a cycle usually has,
/// `windowPower`, are something else and count for less, too.
std::vector<float> likenessTo(const CycleForm& form, double windowPower, std::span<const float> values,
                              const RunContext& context);

/// What a path of cycles may look like. Lengths in cells.
struct PathRules {
    double period = 0.0;
    double jitter = 0.0;      ///< standard deviation of a cycle's length
    double reach = 0.0;       ///< the most by which a cycle's length may differ from the period
    double threshold = 0.0;   ///< likeness above which a window speaks for being a cycle
    double mostAgainst = 1.0; ///< a window speaks no louder against it, so that a missing mark does not end a path
};

/// The places of successive cycles, each about a period after the one before, that make the sum of
/// (likeness - threshold) less a penalty for uneven lengths greatest: dynamic programming over all places, in time
/// proportional to places x reach. The path begins and ends where that sum begins and ends to grow. Empty where no
/// window is alike.
std::vector<std::size_t> bestPath(std::span<const float> likeness, const PathRules& rules, const RunContext& context);

} // namespace wattline
