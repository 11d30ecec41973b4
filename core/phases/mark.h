// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/cycle_form.h"

namespace wattline {

/// The mark in the form of a cycle: cells [begin, end) of it, which may wrap around its end.
struct Mark {
    std::size_t begin = 0;
    std::size_t end = 0;    ///< below begin + half the form's length; beyond the form's end where the mark wraps
    double rise = 0.0;      ///< mean of the mark less the mean of the rest
    double boxShare = 0.0;  ///< share of the form's variance that the two levels explain
    double sineShare = 0.0; ///< share that one sine explains, of the period or a whole fraction of it
    std::size_t cells = 0;  ///< of the whole form

    std::size_t length() const { return end - begin; }
};

/// The interval of at most half the cycle whose two means explain most of the form.
Mark markOf(const CycleForm& form);

/// The form turned so that the middle of its mark is its own middle; `turnedBy` cells are taken from the front.
CycleForm centredOnMark(const CycleForm& form, std::size_t& turnedBy);

/// A form measured on few or noisy cycles, with less of their noise: the two levels that explain most of it, and the
/// rest of it by as much as its variance exceeds `noiseWatts2`, the variance that noise leaves in a cell of the form
/// (the shrinkage of James and Stein). A clear form stays as it is, a faint one becomes a mark on a plateau.
CycleForm withoutNoise(const CycleForm& form, double noiseWatts2);

/// Whether a form is a hum, a sine rather than two levels, and small against the power: the ripple of a loader or a
/// regulator, no epochs.
bool isHum(const Mark& mark, double levelWatts, double minimumContrast);

} // namespace wattline
