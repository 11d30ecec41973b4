// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/generation_stats.h"

#include <string>
#include <string_view>
#include <vector>

namespace wattline::cli {

/// The name of an error measure on the command line and in the JSON: "mae", "rmse", "mre", "rmsle".
std::string_view lossName(ErrorMeasure measure);

/// All of them, for an option to check against.
std::vector<std::string> lossNames();

/// The measure of a name of lossNames().
ErrorMeasure lossNamed(std::string_view name);

} // namespace wattline::cli
