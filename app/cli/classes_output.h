// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/phases/run_classes.h"

namespace wattline::cli {

/// The classes of runs with what their runs have in common and how far they spread: one object for each class.
Json classesJson(std::span<const RunSummary> runs);
std::string classesText(std::span<const RunSummary> runs);

} // namespace wattline::cli
