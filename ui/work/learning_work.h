// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Computes a learning curve of the session's learning data on a task, by the settings in session.learning() and, so
/// that the two can be read together, the splits of the comparison. The curve comes into session.learning() after each
/// share; the curve before stands until the first one. Does nothing while one is computed; without learning data a
/// message says so.
void computeLearningCurve(Session& session);

/// Asks the running computation to end: it answers within 0.2 s, and the finished shares stand.
void stopLearningCurve(Session& session);

} // namespace wattline::ui
