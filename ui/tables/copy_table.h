// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QToolButton>

namespace wattline::ui {

class SortedTable;

/// Cells as spreadsheets take them: a line each, parted by tabs, below a line of the columns' titles. Tabs and line
/// breaks within a cell become blanks.
QString copiedTable(const QAbstractItemModel& model);
QString copiedRow(const QAbstractItemModel& model, int row);

/// A button that copies the whole table as it is sorted.
QToolButton* copyTableButton(const SortedTable& table);

} // namespace wattline::ui
