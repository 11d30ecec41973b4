// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/effect_table.h"
#include "core/report/figure.h"

namespace wattline {

/// The rows of each level as faint points (evenly taken where there are more than MostPoints) beside the level's mean
/// with its standard deviation and, as rings, the mean among matched rows.
Figure effectFigure(const EffectTable& table);

/// What was compared with what, in sentences: the size over all rows, and over how many matched rows.
std::string effectSummary(const EffectTable& table);

/// For a terminal: the levels, the size of the effect beside those of the other columns, and the summary.
std::string effectText(const EffectTable& table);

} // namespace wattline
