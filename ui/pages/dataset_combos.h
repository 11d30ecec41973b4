// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

class QComboBox;

namespace wattline::ui {

/// Fills a box with the numeric columns that can be a target, column names as item data: the known targets first, then
/// whatever else is no metadata. Empty without a data set.
void fillTargets(QComboBox& box, const BuiltDataset* built);

/// Fills a box with "All" and the values of a column, the value as item data ("" for all). False where the data set has
/// no such column, only one value, or more than a box can offer (100).
bool fillValues(QComboBox& box, const BuiltDataset* built, const std::string& column);

/// Puts the box's current item into the session's choice: a target, which starts with its default features, or the rows
/// that have this value of a column.
void chooseTarget(Session& session, const QComboBox& box);
void chooseRows(Session& session, const QComboBox& box, const std::string& column);

} // namespace wattline::ui
