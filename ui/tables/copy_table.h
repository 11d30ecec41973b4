// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/tables.h"

#include <QAbstractItemModel>
#include <QToolButton>

namespace wattline::ui {

class SortedTable;

/// Cells as spreadsheets take them: a line each, parted by tabs, below a line of the columns' titles. Tabs and line
/// breaks within a cell become blanks.
QString copiedTable(const QAbstractItemModel& model);
QString copiedRow(const QAbstractItemModel& model, int row);

/// The table as it is sorted, titles with their units and cells as they are shown, with its notes: what is exported.
TextTable textTableOf(const SortedTable& table);

/// A button that copies the whole table as it is sorted.
QToolButton* copyTableButton(const SortedTable& table);

} // namespace wattline::ui
