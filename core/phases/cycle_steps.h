// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/regimes.h"

namespace wattline {

/// Splits a wave where the length of its cycles or one of its two levels steps: where the medians of up to six cycles
/// on either side (three at least) differ by more than six standard deviations of the scatter from cycle to cycle, and
/// by more than a tenth of the period or of the upper level. A drift is no step. The parts are parts of one recording
/// of epochs, so their phases at the cut are whole. Not split once a stop is requested.
std::vector<RegimeFinding> splitAtSteps(const GoodSamples& samples, RegimeFinding wave, const RunContext& context = {});

} // namespace wattline
