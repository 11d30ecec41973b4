// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/phases/trace_phases.h"

namespace wattline::cli {

/// One entry of a file: a GPU, or "sum".
struct NamedSegmentation {
    std::string id;
    const Segmentation& found;
};

/// The four targets with their spreads, cycle and duty cycle; null where there is no wave.
Json waveJson(const std::optional<Wave>& wave);

Json segmentationJson(const NamedSegmentation& named);
std::string segmentationText(const NamedSegmentation& named);

} // namespace wattline::cli
