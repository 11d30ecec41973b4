// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/evaluation/comparison.h"

namespace wattline::cli {

/// The JSON of a comparison, as docs/formats.md describes it.
Json comparisonJson(const Comparison& comparison);

} // namespace wattline::cli
