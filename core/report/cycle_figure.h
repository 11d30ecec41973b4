// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/cycle_statistics.h"
#include "core/report/figure.h"

#include <span>

namespace wattline {

/// One regime's cycles laid over each other, and what they are: "GPU 0, regime 2".
struct NamedOverlay {
    std::string name;
    CycleOverlay overlay;
};

/// Small multiples: a panel for each, the cycles as faint lines, their mean and the band of one standard deviation.
/// Where the period is right, the lines lie on each other; where it is wrong, they fan out.
Figure cycleFigure(std::span<const NamedOverlay> overlays, const std::string& title);

} // namespace wattline
