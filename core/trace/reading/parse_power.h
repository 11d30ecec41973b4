// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>
#include <string_view>

namespace wattline {

/// The watts that a cell holds: "69.32 W", "69.32", "4958.08 mW"; a number without a unit is multiplied by
/// `wattsPerUnit`. NaN for anything else, also beyond a gigawatt. What a sensor can have
/// meant is judged later (sensor_faults.h).
float parsePower(std::string_view cell, double wattsPerUnit);

/// The number that a cell holds, in whatever unit of up to four letters stands behind it: "97 %", "24268 MiB", "61".
/// NaN for anything else.
float parseQuantity(std::string_view cell);

} // namespace wattline
