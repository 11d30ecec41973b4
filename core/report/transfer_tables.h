// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/transfer.h"
#include "core/report/tables.h"

namespace wattline {

/// A line for each group that was trained on, a column for each that was tested on: mean relative error in %, or the
/// root mean squared error where relative ones are missing; * behind a number of which some tested rows lie outside the
/// training rows' box, ** where all do.
TextTable transferMatrix(const Transfer& transfer);

/// One line a pair: rows tested, rows outside the training rows' box, and the four errors, with their units.
TextTable transferTable(const Transfer& transfer);

} // namespace wattline
