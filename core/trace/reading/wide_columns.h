// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/reading/csv_layout.h"

namespace wattline {

/// The power columns of a header that has one for each GPU, told by a number in their names ("GPU0, GPU1", "power_0",
/// "gpu 3 power (W)"): names that are the same but for that number. Empty where there are none.
std::vector<WideColumn> wideColumns(const std::vector<std::string>& names);

} // namespace wattline
