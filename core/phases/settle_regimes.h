// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/segmentation.h"

namespace wattline {

/// Gives a stretch to a regime: the others are cut back to what lies outside, in two where it lies within one, and go
/// where nothing is left. Then the phases are told anew which regime they lie in: the one that holds their middle.
void layRegime(Segmentation& segmentation, const Regime& laid);

/// Tells each phase which regime it lies in: the one that holds its middle.
void assignToRegimes(Segmentation& segmentation);

/// Lengthens the regime of a phase until it holds the whole phase.
void growRegimeOver(Segmentation& segmentation, const Phase& phase);

/// After an edit by hand: takes shape, epochs, period, mark, amplitude, kind and reason anew for each regime whose
/// stretch or phases differ from those of `before`, and the totals of all. A regime with phases is Square and Training,
/// with confidence 1, because somebody says so; one that lost its phases is Irregular. Where the longest regime is flat
/// but their levels differ, the whole stays irregular, as when it was detected.
void settleRegimes(const Segmentation& before, Segmentation& after);

/// Which kind is the training step in a regime.
PhaseKind trainingKindOf(const Segmentation& segmentation, std::size_t regime);

} // namespace wattline
