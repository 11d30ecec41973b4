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

/// For a wave found by its levels: what lies before and after it at the level of its valleys and lasts longer than one
/// and a half of them is no part of it: idle time, or a lower wave of its own, which the threshold of the higher one
/// does not see. Nor is a stretch at the level of its peaks that lasts longer than two of them and than a cycle and a
/// half. Of such a stretch only what follows its last step stays (or what comes before its first), where that is a
/// training step of about the usual length.
void dropOuterStretches(const GoodSamples& samples, RegimeFinding& wave);

} // namespace wattline
