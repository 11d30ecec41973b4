// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// The column of a data-set CSV that names the row's filled columns, separated by semicolons.
inline constexpr std::string_view FilledColumn = "filled";

/// The columns of a row whose cells the network catalogue filled: by its provenance, or by the column `filled` of a
/// data set that was read.
std::vector<std::string> filledColumns(const Dataset& dataset, std::size_t row);

} // namespace wattline
