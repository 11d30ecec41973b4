// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// The rows to begin with where a data set mixes runs on different numbers of GPUs, as a filter for filterRows(): the
/// number of GPUs that most rows with a valley have, for only those have all four targets and one law. Empty (all rows)
/// where there is no such column, one number only, or no valley at all.
std::map<std::string, std::string> defaultRows(const Dataset& dataset);

} // namespace wattline
