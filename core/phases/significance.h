// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/cycle_form.h"

namespace wattline {

/// How surely cycles of `length` values that begin at `path` are alike, in standard deviations of chance. Each cycle is
/// predicted to lie midway between its neighbours and compared there, and as far around as cycles are uneven (`jitter`,
/// the standard deviation of their lengths), with the mean of the cycles of the other parity, so neither its place nor
/// its form is fitted to it. The mean of these best correlations, less what chance gives and less the gain that a path
/// has on noise by following what is alike, is set against the spread that chance gives: that of best correlations
/// around random places with what is left when the cycles are taken off. Where much more is left within a cycle than
/// `whiteNoise` (a standard deviation), as in a random load, few independent values are in a cycle and the spread is
/// taken as 0.35 at least.
double significanceOf(std::span<const float> values, const std::vector<std::size_t>& path, std::size_t length,
                      double jitter, double whiteNoise);

} // namespace wattline
