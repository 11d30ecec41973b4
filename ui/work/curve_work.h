// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// What the session's view wants of a recording.
CurveSettings wantedCurves(const Session& session, const Trace& trace);

/// Makes a recording ready to be drawn, on a task, and puts the curves into the session.
Task* makeCurves(Session& session, std::size_t recording, const CurveSettings& settings);

} // namespace wattline::ui
