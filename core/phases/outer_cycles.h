// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/regimes.h"

namespace wattline {

/// Takes cycles that are none off both ends of a wave: a stretch of start-up or an evaluation that happens to lie above
/// or below the threshold. The outermost training step goes where its level is further from the median of the next five
/// than three times the wave's amplitude, or than half of it where the step is also half as long again or half as
/// short, and by a tenth of the level at least; or where the pause after it is more than twice the usual one. At most
/// three go from each end, and never below three cycles.
void dropStrangeOuterCycles(const GoodSamples& samples, RegimeFinding& wave);

} // namespace wattline
