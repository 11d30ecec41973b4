// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/cycle_statistics.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// The columns of a table of cycles: begin and length, peak and valley, energy, and how far each lies from the mean.
std::vector<TableColumn<Cycle>> cycleColumns();

} // namespace wattline::ui
