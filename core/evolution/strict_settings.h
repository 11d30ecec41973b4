// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/evolution/strict.h"

namespace wattline {

/// Error Data where the settings cannot make a run, saying which.
Result<void> checkStrictSettings(const StrictSettings& settings);

/// Error Data where the settings or the data cannot make a run, saying which and what would do.
Result<void> checkStrictRun(const RegressionData& train, const RegressionData& validation,
                            const StrictSettings& settings);

} // namespace wattline
