// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <string>
#include <string_view>

namespace wattline {

/// What a column of a recording holds, as its header name says it.
/// `Side` is a column of numbers kept beside the power; a header name alone never says so.
enum class ColumnRole { Power, Time, GpuId, GpuName, PowerLimit, Side, Unknown };

/// The reading of one header name. `rank` orders several columns of one role: the smallest is the best.
struct ColumnMeaning {
    ColumnRole role = ColumnRole::Unknown;
    int rank = 0;
    PowerField field = PowerField::Other; ///< of a power column
    double wattsPerUnit = 1.0;            ///< of a power or limit column: 0.001 for mW
};

/// A name in two: "power.draw [W]" is "power.draw" and "W"; without a unit in brackets the second is empty.
struct NameAndUnit {
    std::string name;
    std::string unit;
};

NameAndUnit nameAndUnit(std::string_view headerName);

/// Reads nvidia-smi's own names ("power.draw.instant [W]") and those of loggers ("gpu_power_w", "Power (mW)").
ColumnMeaning meaningOf(std::string_view headerName);

} // namespace wattline
