// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// The columns of a data-set CSV that name the row's measured and filled columns, separated by semicolons.
inline constexpr std::string_view MeasuredColumn = "measured";
inline constexpr std::string_view FilledColumn = "filled";

/// The targets of a row that were measured on recordings, where the others were given: by its provenance, or by the
/// column `measured` of a data set that was read.
std::vector<std::string> measuredColumns(const Dataset& dataset, std::size_t row);

/// Likewise the columns of a row whose cells the network catalogue filled.
std::vector<std::string> filledColumns(const Dataset& dataset, std::size_t row);

/// Whether the data set says of its targets where they come from: it was built, or bears the columns `source` and
/// `measured`.
bool tellsMeasured(const Dataset& dataset);

} // namespace wattline
