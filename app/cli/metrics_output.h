// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/base/statistics.h"
#include "core/evaluation/metrics.h"

namespace wattline::cli {

/// The keys mse, rmse, mae, mre, r2 and median_relative_error; null where a value is absent or not finite.
Json metricsJson(const Metrics& metrics);

/// The same numbers as table cells: MAE, RMSE, MRE in %, R2.
std::vector<std::string> metricsCells(const Metrics& metrics);

/// The keys mean and std; null where a value is not finite.
Json spreadJson(const Spread& spread);
/// Null where the whole is absent.
Json spreadJson(const std::optional<Spread>& spread);

} // namespace wattline::cli
