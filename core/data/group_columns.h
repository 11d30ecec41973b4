// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// The columns by which rows can be grouped or stratified: those with at least 2 and at most 200 different values that
/// do not differ in every row, in the order of the data set. Looks at no more of a column than it needs.
std::vector<std::string> groupColumns(const Dataset& dataset);

} // namespace wattline
