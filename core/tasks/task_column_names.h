// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_table.h"

namespace wattline {

/// The column of the form that people mean by a name, by the table of names (docs/formats.md): case, blanks, dashes,
/// dots and underscores do not count, and a unit may stand in brackets or as the last word ("params (M)", "flops_g").
/// Nothing where the table does not know it. `gpu` can be a number or a name; it comes as gpu_name.
std::optional<TaskColumn> guessColumn(const std::string& header);

/// The column of the form by its own name or another one of the table, without a unit; empty where there is none.
std::string formColumnOf(std::string_view name);

/// A meaning as it is typed: "params", "params:M", or nothing to keep the column as it is. Error Data naming the
/// columns of the form, or the units that the column knows.
Result<TaskMeaning> parseMeaning(std::string_view text);

} // namespace wattline
