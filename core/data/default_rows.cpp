// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/default_rows.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace wattline {

std::map<std::string, std::string> defaultRows(const Dataset& dataset)
{
    const DatasetColumn* gpus = dataset.find("gpus");
    const DatasetColumn* valley = dataset.find("valley_power_w");
    if (gpus == nullptr || !gpus->isNumeric() || valley == nullptr || !valley->isNumeric())
        return {};
    std::map<double, std::size_t> valleysOf;
    for (std::size_t row = 0; row < dataset.rowCount(); ++row) {
        if (std::isfinite(gpus->numbers[row]))
            valleysOf[gpus->numbers[row]] += std::isfinite(valley->numbers[row]) ? 1 : 0;
    }
    const auto most = std::max_element(valleysOf.begin(), valleysOf.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (valleysOf.size() < 2 || most->second == 0)
        return {};
    return {{"gpus", formatNumber(most->first)}};
}

} // namespace wattline
