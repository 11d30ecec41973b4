// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Splits the session's learning data 8:1:1 by the settings' seed and searches a formula on a task; each generation
/// comes into session.search() as it ends, the result and its errors last. Menu and page pass
/// session.settings().search. Does nothing while a search runs; without learning data or with fewer than 5 rows a
/// message says so.
void startSearch(Session& session, const StrictSettings& settings);

/// Asks the running search to end: it answers within 0.2 s and its best formula so far stands.
void stopSearch(Session& session);

} // namespace wattline::ui
