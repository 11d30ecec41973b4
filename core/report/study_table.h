// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/study.h"
#include "core/report/tables.h"

namespace wattline {

/// One line a point of the grid: validation and test error, time until then, length of the formula, and whether it is
/// the best point, on the plateau, or where the plateau begins. Without the column of crossovers in modern mode.
TextTable studyTable(const Study& study);

} // namespace wattline
