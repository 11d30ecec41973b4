// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/baseline.h"

namespace wattline {

namespace {

/// Whether a column is this quantity, its unit written behind it or not.
bool isNamed(std::string_view column, std::string_view quantity, std::string_view unit)
{
    return column == quantity || column == std::string(quantity) + std::string(unit);
}

} // namespace

BaselineTarget baselineTargetOf(std::string_view targetName)
{
    if (isNamed(targetName, "peak_power", "_w"))
        return BaselineTarget::PeakPower;
    if (isNamed(targetName, "energy_per_epoch", "_j"))
        return BaselineTarget::EpochEnergy;
    for (const std::string_view duration : {"valley_duration", "peak_duration", "cycle"}) {
        if (isNamed(targetName, duration, "_s"))
            return BaselineTarget::Duration;
    }
    return BaselineTarget::Other;
}

Result<void> checkTdp(const RegressionData& rows)
{
    if (rows.tdpWatts.size() == 0 || !rows.tdpWatts.allFinite())
        return Error{ErrorKind::Data,
                     "The TDP of the GPU is not known for every row: fill the column tdp_w, or gpu_name "
                     "with the board's full name (\"NVIDIA A100-SXM4-40GB\")."};
    return {};
}

Result<void> checkEpochSeconds(const RegressionData& rows)
{
    if (rows.epochSeconds.size() == 0 || !rows.epochSeconds.allFinite())
        return Error{ErrorKind::Data, "The TDP baseline of an energy needs the columns peak_duration_s and "
                                      "valley_duration_s, which are empty or absent here."};
    return {};
}

} // namespace wattline
