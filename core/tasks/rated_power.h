// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace wattline {

/// The rated power (TDP, W) of one board by its product name as nvidia-smi prints it, after NVIDIA's data sheets;
/// nothing for boards that the table does not hold, for laptop boards, and for names that leave open which of several
/// ratings it is ("A100": 250, 300 or 400 W). Boards may be limited to less: a power limit that is known goes first.
std::optional<double> ratedPowerWatts(std::string_view gpuName);

} // namespace wattline
