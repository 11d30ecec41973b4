// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// Ranks every candidate feature of the session's data set (defaultFeatures) against the chosen target, over all rows
/// that the choice keeps, on a task with session.settings().features. A ranking that still runs is stopped. The table
/// is dropped where data set, target, rows or settings have changed meanwhile. Does nothing without a data set; errors
/// become messages.
void rankFeaturesNow(Session& session);

/// Makes the features that the table selected the ones that searches and comparisons use.
void useSelectedFeatures(Session& session);

} // namespace wattline::ui
