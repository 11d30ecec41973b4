// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/base/text.h"

#include <cmath>
#include <optional>
#include <string>

namespace wattline {

/// What a table of text shows for a value that there is not.
inline const std::string AbsentCell = "-";

/// "RMSE (W)", "MSE (W²)" with a power; the title alone where there is no unit.
inline std::string withUnit(const std::string& title, const std::string& unit, const char* power = "")
{
    return unit.empty() ? title : title + " (" + unit + power + ")";
}

/// A number with so many significant digits, or the absent cell.
inline std::string numberCell(double value, int digits = 4)
{
    return std::isfinite(value) ? formatShort(value, digits) : AbsentCell;
}

inline std::string numberCell(const std::optional<double>& value, int digits = 4)
{
    return value ? numberCell(*value, digits) : AbsentCell;
}

/// "2.59 ± 0.55", each multiplied by the factor; the mean alone where fewer than two values (`count`) have no spread;
/// the absent cell where the mean is no number.
inline std::string spreadCell(const Spread& spread, std::size_t count, double factor = 1.0)
{
    if (count < 2 || !std::isfinite(spread.mean))
        return numberCell(factor * spread.mean);
    return formatShort(factor * spread.mean) + " ± " + formatShort(factor * spread.std, 3);
}

} // namespace wattline
