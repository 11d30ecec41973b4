// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Puts phases into a recording, and what of them was changed by hand into its notes and their file. Whoever edits or
/// finds phases, and whoever takes that back, does it with this.
void putPhases(Session& session, std::size_t recording, std::shared_ptr<const TracePhases> phases);

/// What of the phases of a recording shall stay when it is looked at anew: what was changed by hand, now or according
/// to its notes.
KeptPhases keptOf(const Recording& recording);

/// Says that the notes hold phases which were made on what the recording was before it changed, and offers to use
/// them. Nothing where there are none.
void tellOfOtherPhases(Session& session, const std::shared_ptr<const Trace>& trace,
                       const std::vector<HandPhases>& others);

} // namespace wattline::ui
