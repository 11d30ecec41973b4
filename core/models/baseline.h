// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/model.h"

namespace wattline {

/// What a baseline can say something about: known by the name of the target, with or without its unit.
enum class BaselineTarget { PeakPower, EpochEnergy, Duration, Other };

/// peak_power_w is a peak power, energy_per_epoch_j the energy of an epoch, valley_duration_s, peak_duration_s and
/// cycle_s are durations.
BaselineTarget baselineTargetOf(std::string_view targetName);

/// Error Data, with the way out, where the rated power of a row's GPU is not known.
Result<void> checkTdp(const RegressionData& rows);

/// Error Data, with the way out, where the duration of a row's epoch is not known.
Result<void> checkEpochSeconds(const RegressionData& rows);

} // namespace wattline
