// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/tiling.h"

#include <algorithm>
#include <cstdint>

namespace wattline {

namespace {

constexpr std::size_t RowsBetweenStops = 65536;

/// How far the values reach, those at the ends left out: few may lie far away.
double usualExtent(const std::vector<double>& ascending)
{
    const std::size_t tenth = ascending.size() / 10;
    return 1.25 * (ascending[ascending.size() - 1 - tenth] - ascending[tenth]);
}

std::size_t tilesFor(std::size_t points)
{
    return (points + TilePoints - 1) / TilePoints;
}

/// The strips, and to each row the one of its point. A strip takes up points as long as it is narrower than tiles would
/// be high if they filled the given height.
std::vector<Strip> stripsOf(const OrderedColumn& x, double height, std::vector<std::uint32_t>& stripOf,
                            const RunContext& context)
{
    std::vector<Strip> strips;
    std::size_t points = 0; // of the last strip
    const double mostArea = height * static_cast<double>(TilePoints);
    for (std::size_t i = 0; i < x.order.size(); ++i) {
        if (i % RowsBetweenStops == 0 && context.stopRequested())
            return {};
        const double value = x.ascending[i];
        if (strips.empty())
            strips.push_back({0, 0, value, value});
        if (points >= TilePoints && (value - strips.back().lowX) * static_cast<double>(points) > mostArea) {
            strips.push_back({strips.back().end, strips.back().end, value, value});
            points = 0;
        }
        Strip& strip = strips.back();
        strip.end = strip.begin + tilesFor(++points);
        strip.highX = value;
        stripOf[x.order[i]] = static_cast<std::uint32_t>(strips.size() - 1);
    }
    return strips;
}

void add(Tile& tile, double x, double y, std::size_t row)
{
    tile.x[tile.count] = x;
    tile.y[tile.count] = y;
    tile.row[tile.count++] = row;
}

void close(Tile& tile)
{
    std::fill(tile.x.begin() + static_cast<std::ptrdiff_t>(tile.count), tile.x.end(), tile.x.front());
    std::fill(tile.y.begin() + static_cast<std::ptrdiff_t>(tile.count), tile.y.end(), tile.y.front());
    tile.lowX = *std::min_element(tile.x.begin(), tile.x.end());
    tile.highX = *std::max_element(tile.x.begin(), tile.x.end());
    tile.lowY = tile.y.front();
    tile.highY = tile.y[tile.count - 1];
}

} // namespace

Tiling tiled(const OrderedColumn& x, const OrderedColumn& y, const RunContext& context)
{
    if (x.order.empty() || y.order.empty()) // stopped while they were sorted
        return {};
    std::vector<std::uint32_t> stripOf(x.order.size());
    const std::vector<Strip> strips = stripsOf(x, usualExtent(y.ascending), stripOf, context);
    if (strips.empty())
        return {};
    Tiling tiling{strips, std::vector<Tile>(strips.back().end)};
    std::vector<std::size_t> open; // of each strip the tile that is filled next
    open.reserve(strips.size());
    for (const Strip& strip : strips)
        open.push_back(strip.begin);
    std::size_t visited = 0;
    for (const std::size_t row : y.order) { // upwards, so that each strip is filled upwards
        if (++visited % RowsBetweenStops == 0 && context.stopRequested())
            return {};
        std::size_t& tile = open[stripOf[row]];
        add(tiling.tiles[tile], x.values[row], y.values[row], row);
        tile += tiling.tiles[tile].count / TilePoints;
    }
    for (Tile& tile : tiling.tiles)
        close(tile);
    return tiling;
}

} // namespace wattline
