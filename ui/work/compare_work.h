// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Compares the methods on the session's learning data on a task; the table comes into session.comparison() after each
/// finished repeat. Menu and page pass session.settings().comparison. Does nothing while a comparison runs; without
/// learning data a message says so.
void trainBaselines(Session& session, const ComparisonSettings& settings);

/// Asks the running comparison to end: it answers within 0.2 s and finished repeats stand.
void stopComparison(Session& session);

} // namespace wattline::ui
