// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <set>

namespace wattline {

/// Whether each GPU has a lane of its own or all share one.
enum class LaneArrangement { Stack, Overlay };

/// Which lanes somebody wants to see, and in which order. GPUs are places in Trace::gpus.
struct LaneChoice {
    LaneArrangement arrangement = LaneArrangement::Stack;
    std::set<std::size_t> pinned;     ///< on top
    std::set<std::size_t> soloed;     ///< where there are some, no other GPU is shown
    std::set<std::size_t> hidden;     ///< unless soloed
    std::vector<std::string> columns; ///< further columns of the recording, each in lanes of its own

    bool operator==(const LaneChoice&) const = default;
};

/// One lane: the power, or a further column, of its GPUs.
struct Lane {
    std::vector<std::size_t> gpus;
    std::optional<std::size_t> column; ///< into LaneChoice::columns; the power where there is none
    bool pinned = false;

    bool operator==(const Lane&) const = default;
};

/// The GPUs that are shown, pinned ones first, each group in the recording's order.
std::vector<std::size_t> shownGpus(const LaneChoice& choice, std::size_t gpuCount);

/// The lanes from top to bottom. Stacked: for each shown GPU its power, then those of the columns that it has.
/// Overlaid: one lane of power, then one for each column.
std::vector<Lane> lanesOf(const Trace& trace, const LaneChoice& choice);

/// The names of the further columns that any GPU of the recording has, in order of appearance.
std::vector<std::string> columnsOf(const Trace& trace);

/// The further column of that name; null where the GPU has none.
const SideSeries* findColumn(const GpuTrace& gpu, const std::string& name);

/// How people call a column that nvidia-smi names: "temperature.gpu" -> "Temperature"; other names stay as they are.
std::string titleOfColumn(const std::string& name);

} // namespace wattline
