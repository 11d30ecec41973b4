// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/build_dataset.h"
#include "ui/tables/row_model.h"

#include <memory>
#include <string>

namespace wattline::ui {

/// The columns of a table of rows of a data set, each row by its number: the number from 1, what names it, the four
/// targets, where those come from, and the other columns. `names` receives for each the column of the data set, empty
/// for the two that are none. A cell that the network catalogue filled bears FilledMark.
std::vector<TableColumn<std::size_t>> datasetColumns(const std::shared_ptr<const BuiltDataset>& built,
                                                     std::vector<std::string>& names);

inline constexpr const char* FilledMark = "†";

/// "Peak power (W)", "Model"; the name of a column of one's own stays as it is.
QString titleOfColumn(const std::string& column);

} // namespace wattline::ui
