// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_view.h"
#include "ui/session.h"

namespace wattline::ui {

/// Shows the cursors at a quarter and three quarters of what is in view, or hides them.
void toggleCursors(Session& session, std::pair<double, double> visible);

/// Brings a cursor to the sample nearest to a time, or so many samples on. The samples are those of the selected GPU;
/// of the first that is shown where none is selected.
void moveCursor(Session& session, CursorName cursor, double seconds);
void stepCursor(Session& session, CursorName cursor, int samples);

/// The GPU of the selected recording that menu entries about a lane speak of: the selected one, else the first shown;
/// nothing where no recording is selected or all its GPUs are hidden.
std::optional<std::size_t> laneGpu(const Session& session);

/// Takes a GPU into a set of the lanes' choice (pinned, soloed, hidden), or out of it.
void toggleLane(Session& session, std::set<std::size_t> LaneChoice::*set, std::size_t gpu);

/// Shows all GPUs again, none soloed.
void showAllLanes(Session& session);

} // namespace wattline::ui
