// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/trace_phases.h"
#include "core/trace/annotations.h"

namespace wattline {

/// Which marks say Ignore now, and which said so when the phases were made and do not any more.
struct IgnoredChange {
    Annotations now;
    Annotations gone;
};

/// Phases that somebody changed by hand, after other stretches of their recording are ignored; `counted` is the
/// recording without those. Outside the stretches nothing changes. Of what is ignored now: phases within go, phases
/// that reach in are cut there and not complete, phases that reach over it stay, complete only where the stretch is too
/// short to be a gap. Where a stretch counts again the phases are looked for in the whole recording; what is found
/// there fills the room that is free, and phases that were cut are whole again. Errors as segment().
Result<KeptPhases> followIgnored(KeptPhases kept, const Trace& counted, const IgnoredChange& change,
                                 const SegmentationSettings& settings, const RunContext& context = {});

} // namespace wattline
