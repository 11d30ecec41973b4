// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/metrics_output.h"

#include "core/base/text.h"

namespace wattline::cli {

Json metricsJson(const Metrics& metrics)
{
    const auto optional = [](const std::optional<double>& value) {
        return value ? finiteOrNull(*value) : Json(nullptr);
    };
    return {{"mse", finiteOrNull(metrics.mse)}, {"rmse", finiteOrNull(metrics.rmse)},
            {"mae", finiteOrNull(metrics.mae)}, {"mre", optional(metrics.mre)},
            {"r2", finiteOrNull(metrics.r2)},   {"median_relative_error", optional(metrics.medianRelativeError)}};
}

std::vector<std::string> metricsCells(const Metrics& metrics)
{
    return {formatShort(metrics.mae), formatShort(metrics.rmse), metrics.mre ? formatShort(100.0 * *metrics.mre) : "",
            formatShort(metrics.r2)};
}

Json spreadJson(const Spread& spread)
{
    return {{"mean", finiteOrNull(spread.mean)}, {"std", finiteOrNull(spread.std)}};
}

Json spreadJson(const std::optional<Spread>& spread)
{
    return spread ? spreadJson(*spread) : Json(nullptr);
}

} // namespace wattline::cli
