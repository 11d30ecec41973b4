// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"

namespace wattline {

/// Computes the means, spreads, most used settings and tests of the table from its repeats.
void summarise(Comparison& comparison);

} // namespace wattline
