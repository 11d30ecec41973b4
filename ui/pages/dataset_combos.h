// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

class QComboBox;

namespace wattline::ui {

/// Fills a box with the numeric columns that can be a target, column names as item data: the known targets first, then
/// whatever else is no metadata. Empty without a data set.
void fillTargets(QComboBox& box, const BuiltDataset* built);

/// Fills a box with "All" and the values of the column `gpus`, the value as item data ("" for all). False where the
/// data set has no such column or only one value.
bool fillGpus(QComboBox& box, const BuiltDataset* built);

/// Puts the box's current item into the session's choice; a new target starts with its default features.
void chooseTarget(Session& session, const QComboBox& box);
void chooseGpus(Session& session, const QComboBox& box);

} // namespace wattline::ui
