// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/features/ordered_column.h"

#include <array>
#include <cstddef>
#include <vector>

namespace wattline {

constexpr std::size_t TilePoints = 8;

/// Neighbouring points side by side, with the smallest rectangle around them.
struct Tile {
    std::array<double, TilePoints> x; ///< behind the points the first one again
    std::array<double, TilePoints> y; ///< ascending; behind the points the first one again
    std::array<std::size_t, TilePoints> row;
    std::size_t count; ///< of the points
    double lowX;
    double highX;
    double lowY;
    double highY;
};

/// An upright strip of the plane: its tiles lie above one another.
struct Strip {
    std::size_t begin = 0; ///< of its tiles
    std::size_t end = 0;
    double lowX = 0.0;
    double highX = 0.0;
};

/// The plane cut into strips and these into tiles (the packing of R-trees by Leutenegger, Lopez and Edgington 1997).
/// Strips ascend along x and the tiles of a strip along y, so that whoever looks for neighbours may stop at the first
/// one that is too far away.
struct Tiling {
    std::vector<Strip> strips;
    std::vector<Tile> tiles;
};

/// Strips are as wide as makes tiles about square where points lie evenly; points of nearly the same x share one. Takes
/// about n steps. Without strips where a stop was
/// requested.
Tiling tiled(const OrderedColumn& x, const OrderedColumn& y, const RunContext& context);

} // namespace wattline
