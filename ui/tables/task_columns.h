// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_table.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// The columns of a table of runs as they were read: the line, the run, and whatever else the columns of the file are
/// read as, in the order of the file.
std::vector<TableColumn<TaskMetadata>> taskColumns(const std::vector<TaskColumn>& columns);

} // namespace wattline::ui
