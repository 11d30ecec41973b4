// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/transfer.h"
#include "core/report/figure.h"

namespace wattline {

/// The error of each trained group (a colour and symbol) on each tested one (a place on the axis), mean relative error
/// or, where one is missing, root mean squared error, with the standard deviation over the repeats; rings around those
/// whose tested rows lie outside the training rows' box in part or all. Logarithmic where errors span two decades.
Figure transferFigure(const Transfer& transfer);

/// The same errors as a matrix of coloured cells, blue the least and orange the greatest, by their logarithms: a line
/// for each trained group, a column for each tested one; * and ** as in transferMatrix().
Figure transferMatrixFigure(const Transfer& transfer);

/// Which pair a point of that figure stands for: trained and tested group; nothing for a ring.
std::optional<std::pair<std::size_t, std::size_t>> pairAt(const Transfer& transfer, std::size_t curve,
                                                          std::size_t point);

} // namespace wattline
