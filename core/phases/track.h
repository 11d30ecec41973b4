// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/comb_path.h"

namespace wattline {

/// What is known of a repetition while it is followed and learned.
struct Track {
    CycleForm form;
    CycleForm calmForm; ///< the form with less noise: what is looked for
    PathRules rules;
    std::vector<std::size_t> path;
    std::vector<float> likeness; ///< of each cycle of the path
    double windowPower = 0.0;    ///< what a window of a cycle holds, around its mean
};

std::vector<double> lengthsOf(const std::vector<std::size_t>& path);

double medianLikeness(const Track& track);

/// Lays the best path through values. It ends where four cycles in a row are without likeness; outer cycles of another
/// length than the rest belong to something else.
void walk(Track& track, std::span<const float> values, const RunContext& context);

/// Ends the path where only noise goes on: of several cycles at an end that are on the whole less alike than midway
/// between clear cycles and chance, both of which are as likely there.
void dropChanceEnds(Track& track, std::span<const float> values, const RunContext& context);

} // namespace wattline
