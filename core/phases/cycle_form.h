// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wattline {

/// The form of one cycle, of mean zero, a value a cell, with its mark in the middle.
using CycleForm = std::vector<float>;

/// Mean square of a form, or of any values.
double powerOf(std::span<const float> form);

/// Sum of squares around the mean.
double powerAround(std::span<const float> window);

/// The mean of a part cut into periods; its mark may lie anywhere.
CycleForm folded(std::span<const float> part, double period);

/// The period near a first guess whose fold has the greatest variance: equally, the greatest sum of the spectrum's
/// power at the frequency and its harmonics (Parseval), so that it confirms by the spectrum what the autocorrelation
/// guessed.
double sharpened(std::span<const float> part, double guess);

/// Every stride-th cycle from the first on.
struct EachOf {
    std::size_t first = 0;
    std::size_t stride = 1;
};

/// The mean of the windows of `length` values that begin at some of the places of a path.
CycleForm meanCycle(std::span<const float> values, const std::vector<std::size_t>& path, std::size_t length,
                    const EachOf& chosen = {});

/// What is left of the values when the mean cycle is taken off each cycle: the noise that chance works with. The wave
/// itself, which correlates with its own form at random places, must not count against it.
std::vector<float> withoutCycles(std::span<const float> values, const std::vector<std::size_t>& path,
                                 std::size_t length);

/// Correlation of a form with a window, as a share of what there is in `whole`, of which the window is a part.
double correlation(const CycleForm& form, std::span<const float> window, std::span<const float> whole);

} // namespace wattline
