// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>

namespace wattline::ui {

class FigureView;

/// Marks the point of that row of the data set in whichever cloud of the first panel it is; none where it is in none.
void markDatasetRow(FigureView& view, std::optional<std::size_t> datasetRow);

/// The row of the data set that a point of the first panel stands for; nothing where points are no rows.
std::optional<std::size_t> datasetRowAt(const FigureView& view, std::size_t curve, std::size_t point);

} // namespace wattline::ui
