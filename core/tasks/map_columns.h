// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_lines.h"

namespace wattline {

/// What each column of a file is read as, and what there is to say about that.
struct ColumnMap {
    std::vector<TaskColumn> columns;
    std::vector<TaskRemark> remarks;
    std::string problem; ///< a sentence with its place where the file cannot be read like this; else empty
};

/// A choice of the reading decides; else the form's own name; else the table of names. Of two columns that are the same
/// one the chosen, then the one named by the form, then the first is read; the others are kept as they are, and named.
/// Problems: a choice for a column that is not there, two choices for one column of the form, neither recordings nor
/// targets.
ColumnMap mapColumns(const TaskLines& lines, const TaskReading& reading, const std::string& file);

} // namespace wattline
