// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Finds the phases of recordings anew with these settings, on a task. When it ends, settings and phases take the place
/// of the present ones in one step of the undo stack, which also brings back edits by hand. A stop changes nothing. A
/// recording whose first detection still runs takes the settings, and is looked at again after it.
void detectAgain(Session& session, const std::vector<std::size_t>& recordings, const SegmentationSettings& settings);

} // namespace wattline::ui
