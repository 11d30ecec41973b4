// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Takes a recording out of the window, as a step that can be undone.
void closeRecording(Session& session, std::size_t recording);

/// Has taken, on tasks, what is missing of a recording: phases, or the numbers alone.
void completeRecording(Session& session, std::size_t recording);

} // namespace wattline::ui
