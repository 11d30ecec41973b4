// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/run_classes.h"
#include "core/report/figure.h"

namespace wattline {

/// One cycle of each run of some classes, peak first, as faint lines, and over them the mean wave of each class, which
/// has a colour of its own: `shown` numbers them. A run without a wave is a line at its level.
Figure classFigure(std::span<const RunSummary> runs, std::span<const RunClass> classes,
                   const std::vector<std::size_t>& shown);

} // namespace wattline
