// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/neighbours.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace wattline {

namespace {

constexpr double Infinite = std::numeric_limits<double>::infinity();
constexpr Eigen::Index TilePoints = 8;

using TileValues = Eigen::Array<double, TilePoints, 1>;

// As values, and so without branches: std::max by reference costs a misprediction each time.
double greater(double a, double b)
{
    return a > b ? a : b;
}

/// Neighbouring points side by side, with the smallest rectangle around them; where there are fewer, the rest lies at
/// infinity, so that all tiles are looked through by the same steps.
struct Tile {
    TileValues x = TileValues::Constant(Infinite);
    TileValues y = TileValues::Constant(Infinite);
    std::array<std::size_t, TilePoints> row = {};
    Eigen::Index count = 0;
    double lowX = Infinite;
    double highX = -Infinite;
    double lowY = Infinite;
    double highY = -Infinite;

    void add(double atX, double atY, std::size_t ofRow)
    {
        x[count] = atX;
        y[count] = atY;
        row[static_cast<std::size_t>(count++)] = ofRow;
        lowX = std::min(lowX, atX);
        highX = std::max(highX, atX);
        lowY = std::min(lowY, atY);
        highY = std::max(highY, atY);
    }
};

/// An upright strip of the plane: its tiles lie above one another.
struct Strip {
    std::size_t begin = 0; ///< of its tiles
    std::size_t end = 0;
    double lowX = Infinite;
    double highX = -Infinite;
};

/// The plane cut into strips of equally many points and these into tiles (the packing of R-trees by Leutenegger, Lopez
/// and Edgington 1997). Strips ascend along x and the tiles of a strip along y, so that whoever looks for neighbours
/// may stop at the first one that is too far away.
struct Tiling {
    std::vector<Strip> strips;
    std::vector<Tile> tiles;

    Tiling(const OrderedColumn& x, const OrderedColumn& y)
    {
        const std::size_t count = x.order.size();
        const auto tilesOfStrip = static_cast<std::size_t>(
            std::ceil(std::sqrt(static_cast<double>(count) / static_cast<double>(TilePoints))));
        const std::size_t pointsOfStrip = tilesOfStrip * static_cast<std::size_t>(TilePoints);
        std::vector<std::size_t> stripOf(count);
        for (std::size_t i = 0; i < count; ++i)
            stripOf[x.order[i]] = i / pointsOfStrip;
        strips.resize((count + pointsOfStrip - 1) / pointsOfStrip);
        tiles.resize(strips.size() * tilesOfStrip);
        for (std::size_t strip = 0; strip < strips.size(); ++strip)
            strips[strip] = {strip * tilesOfStrip, strip * tilesOfStrip};
        for (const std::size_t row : y.order) // upwards, so that each strip is filled upwards
            add(strips[stripOf[row]], x.values[row], y.values[row], row);
    }

private:
    void add(Strip& strip, double x, double y, std::size_t row)
    {
        if (strip.end == strip.begin || tiles[strip.end - 1].count == TilePoints)
            ++strip.end;
        tiles[strip.end - 1].add(x, y, row);
        strip.lowX = std::min(strip.lowX, x);
        strip.highX = std::max(strip.highX, x);
    }
};

/// The nearest neighbours of all points of one tile at once: they look through the same tiles, so that the way to these
/// is gone once for all of them. Leaving tiles out is exact: the distance to a rectangle never exceeds, rounding
/// included, that to a point in it.
class TileSearch {
public:
    TileSearch(const Tiling& tiling, std::size_t neighbours)
        : m_tiling(tiling), m_kept(neighbours + 1), m_nearest(static_cast<std::size_t>(TilePoints) * m_kept)
    {
    }

    /// Writes the distance of the last neighbour of each point of a tile to the place of its row.
    void run(std::size_t strip, std::size_t tile, std::vector<double>& distances)
    {
        m_own = &m_tiling.tiles[tile];
        std::fill(m_nearest.begin(), m_nearest.end(), Infinite);
        scan(*m_own);
        walk(m_tiling.strips[strip], tile, tile + 1);
        visitStrips(strip);
        for (std::size_t i = 0; i < static_cast<std::size_t>(m_own->count); ++i)
            distances[m_own->row[i]] = m_nearest[(i + 1) * m_kept - 1];
    }

private:
    /// Goes to the left and to the right by turns, as far as there may be neighbours.
    void visitStrips(std::size_t strip)
    {
        const std::vector<Strip>& strips = m_tiling.strips;
        std::size_t left = strip;
        std::size_t right = strip + 1;
        for (bool goesOn = true; goesOn;) {
            const bool toLeft = left > 0 && m_own->lowX - strips[left - 1].highX < m_farthest;
            if (toLeft)
                enter(strips[--left]);
            const bool toRight = right < strips.size() && strips[right].lowX - m_own->highX < m_farthest;
            if (toRight)
                enter(strips[right++]);
            goesOn = toLeft || toRight;
        }
    }

    /// Begins at the height of the own tile.
    void enter(const Strip& strip)
    {
        const auto begin = m_tiling.tiles.begin();
        const auto above = std::lower_bound(begin + static_cast<std::ptrdiff_t>(strip.begin),
                                            begin + static_cast<std::ptrdiff_t>(strip.end), m_own->lowY,
                                            [](const Tile& tile, double y) { return tile.highY < y; });
        const auto start = static_cast<std::size_t>(above - begin);
        walk(strip, start, start);
    }

    void walk(const Strip& strip, std::size_t below, std::size_t above)
    {
        const std::vector<Tile>& tiles = m_tiling.tiles;
        for (; above < strip.end && tiles[above].lowY - m_own->highY < m_farthest; ++above)
            scan(tiles[above]);
        for (; below > strip.begin && m_own->lowY - tiles[below - 1].highY < m_farthest; --below)
            scan(tiles[below - 1]);
    }

    /// Takes the points of a tile for each point of the own one that they may be nearest to.
    void scan(const Tile& tile)
    {
        m_farthest = 0.0;
        for (Eigen::Index i = 0; i < m_own->count; ++i) {
            double* nearest = &m_nearest[static_cast<std::size_t>(i) * m_kept];
            const double x = m_own->x[i];
            const double y = m_own->y[i];
            const double away = greater(greater(tile.lowX - x, x - tile.highX), greater(tile.lowY - y, y - tile.highY));
            if (away < nearest[m_kept - 1])
                takeAll(tile, x, y, nearest);
            m_farthest = greater(m_farthest, nearest[m_kept - 1]);
        }
    }

    void takeAll(const Tile& tile, double x, double y, double* nearest) const
    {
        const TileValues away = (tile.x - x).abs().max((tile.y - y).abs());
        for (Eigen::Index i = 0; i < TilePoints; ++i) {
            if (away[i] < nearest[m_kept - 1])
                insert(away[i], nearest);
        }
    }

    void insert(double away, double* nearest) const
    {
        std::size_t at = m_kept - 1;
        for (; at > 0 && nearest[at - 1] > away; --at)
            nearest[at] = nearest[at - 1];
        nearest[at] = away;
    }

    const Tiling& m_tiling;
    const Tile* m_own = nullptr;   ///< whose points search
    std::size_t m_kept;            ///< for each point itself, at distance 0, and its neighbours
    std::vector<double> m_nearest; ///< of each point of the tile so many distances, ascending
    double m_farthest = 0.0;       ///< beyond which no point of the tile has any use for others
};

/// How many values from the beginning fulfil a condition that holds up to some place and not beyond: a search without
/// branches, because nearly all the time of counting goes into mispredicted ones.
template <class Condition>
std::size_t lengthWhere(const std::vector<double>& values, const Condition& holds)
{
    const double* begin = values.data();
    std::size_t length = values.size();
    while (length > 1) {
        const std::size_t half = length / 2;
        begin += holds(begin[half - 1]) ? half : 0;
        length -= half;
    }
    const auto found = static_cast<std::size_t>(begin - values.data());
    return found + (length == 1 && holds(*begin) ? 1 : 0);
}

} // namespace

OrderedColumn ordered(std::vector<double> values)
{
    std::vector<std::pair<double, std::size_t>> pairs(values.size());
    for (std::size_t row = 0; row < values.size(); ++row)
        pairs[row] = {values[row], row};
    std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    OrderedColumn column{std::move(values), {}, {}};
    column.ascending.reserve(pairs.size());
    column.order.reserve(pairs.size());
    for (const auto& [value, row] : pairs) {
        column.ascending.push_back(value);
        column.order.push_back(row);
    }
    return column;
}

std::vector<double> kthNeighbourDistances(const OrderedColumn& x, const OrderedColumn& y, std::size_t k,
                                          const RunContext& context)
{
    const Tiling tiling(x, y);
    std::vector<double> distances(x.values.size());
    TileSearch search(tiling, k);
    for (std::size_t strip = 0; strip < tiling.strips.size(); ++strip) {
        for (std::size_t tile = tiling.strips[strip].begin; tile < tiling.strips[strip].end; ++tile) {
            if (context.stopRequested())
                return {};
            search.run(strip, tile, distances);
        }
    }
    return distances;
}

std::size_t countWithin(const std::vector<double>& sorted, double centre, double radius)
{
    // A rounded difference never decreases along the sorted values, so both borders can be searched for.
    return lengthWhere(sorted, [=](double value) { return value - centre <= radius; }) -
           lengthWhere(sorted, [=](double value) { return centre - value > radius; });
}

} // namespace wattline
