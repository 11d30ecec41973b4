// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/trace/quality.h"

namespace wattline::cli {

/// Adds the numbers, the sensor and the findings of one GPU's quality to the object that inspect prints for it.
void addQuality(Json& gpu, const GpuQuality& quality);

/// The keys median_s and worst_s, and the sentence; null for a single GPU.
Json skewJson(const TraceQuality& quality);

/// One line for each finding, with the ids of the GPUs where it is not true of all; what is but good to know stands
/// without a mark.
std::string qualityText(const Trace& trace, const TraceQuality& quality);

} // namespace wattline::cli
