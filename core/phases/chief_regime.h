// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/segmentation.h"

#include <optional>

namespace wattline {

/// The regime whose wave is that of the run: of the training regimes that hold a whole peak and a whole valley the one
/// that lasts longest; nothing where none does. A warm-up at another level, or with its mark turned the other way
/// round, so never blurs the wave of the main training.
std::optional<std::size_t> chiefRegimeOf(const Segmentation& segmentation);

/// The regime that gives a series its shape and the reason for it: the longest wave, else the longest stretch. Other
/// than the chief regime there always is one, and it need not hold a whole peak and a whole valley: a wave that was cut
/// short is a wave, though none can be measured in it. Needs a regime.
std::size_t describingRegimeOf(const std::vector<Regime>& regimes);

/// Which regime gives the wave and why, in one sentence; empty where there is none.
std::string chiefReasonOf(const Segmentation& segmentation);

} // namespace wattline
