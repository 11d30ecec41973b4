// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/find_wave.h"

namespace wattline {

/// The parts of samples [begin, end) between steps of the general level (medians of about a hundred blocks); one part
/// where it does not step, or steps too often to be a level.
std::vector<LevelRun> levelParts(const GoodSamples& samples, std::size_t begin, std::size_t end,
                                 const SegmentationSettings& settings);

} // namespace wattline
