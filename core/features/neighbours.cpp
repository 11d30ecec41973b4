// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/neighbours.h"

#include "core/features/tiling.h"

#include <algorithm>
#include <limits>

// AVX-512, AVX2 and SSE4 besides the baseline; the other AVX-512 sets gain nothing for doubles.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/features/neighbours.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<double, TilePoints>;
using V = hn::Vec<D>;

/// The nearest neighbours of all points of one tile at once: they look through the same tiles, so that the way to these
/// is gone once for all of them, and each stands in a lane of a vector. Leaving tiles out is exact: the distance to a
/// rectangle never exceeds, rounding included, that to a point in it.
class TileSearch {
public:
    TileSearch(const Tiling& tiling, std::size_t neighbours)
        : m_tiling(tiling), m_kept(neighbours + 1), m_nearest(TilePoints * m_kept)
    {
    }

    /// Writes the distance of the last neighbour of each point of a tile to the place of its row.
    void run(std::size_t strip, std::size_t tile, std::vector<double>& distances)
    {
        m_own = &m_tiling.tiles[tile];
        std::fill(m_nearest.begin(), m_nearest.end(), std::numeric_limits<double>::infinity());
        scan(*m_own);
        walk(m_tiling.strips[strip], tile, tile + 1);
        visitStrips(strip);
        for (std::size_t i = 0; i < m_own->count; ++i)
            distances[m_own->row[i]] = nearest(m_kept - 1)[i];
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

    /// Takes the points of a tile for those of the own one.
    void scan(const Tile& tile)
    {
        V farthest = hn::Zero(m_d);
        for (std::size_t lane = 0; lane < TilePoints; lane += hn::Lanes(m_d))
            farthest = hn::Max(farthest, take(tile, lane));
        m_farthest = hn::GetLane(hn::MaxOfLanes(m_d, farthest));
    }

    HWY_INLINE V distances(const Tile& tile, std::size_t point, V x, V y) const
    {
        return hn::Max(hn::Abs(hn::Sub(hn::Set(m_d, tile.x[point]), x)),
                       hn::Abs(hn::Sub(hn::Set(m_d, tile.y[point]), y)));
    }

    /// Each point goes by way of minimum and maximum to its place among the distances kept: there are no branches but
    /// for all lanes together. Answers the last distances.
    HWY_INLINE V take(const Tile& tile, std::size_t lane)
    {
        const V x = hn::LoadU(m_d, m_own->x.data() + lane);
        const V y = hn::LoadU(m_d, m_own->y.data() + lane);
        V last = hn::LoadU(m_d, nearest(m_kept - 1) + lane);
        for (std::size_t point = 0; point < tile.count; ++point) {
            V away = distances(tile, point, x, y);
            if (hn::AllFalse(m_d, hn::Lt(away, last)))
                continue;
            for (std::size_t i = 0; i < m_kept; ++i) {
                const V kept = hn::LoadU(m_d, nearest(i) + lane);
                last = hn::Min(kept, away);
                away = hn::Max(kept, away);
                hn::StoreU(last, m_d, nearest(i) + lane);
            }
        }
        return last;
    }

    double* nearest(std::size_t i) { return m_nearest.data() + i * TilePoints; }

    D m_d;
    const Tiling& m_tiling;
    const Tile* m_own = nullptr;   ///< whose points search
    std::size_t m_kept;            ///< for each point itself, at distance 0, and its neighbours
    std::vector<double> m_nearest; ///< so many distances, ascending, each of all points of the tile
    double m_farthest = 0.0;       ///< beyond which no point of the tile has any use for others
};

bool searchAll(const Tiling& tiling, std::size_t k, const RunContext& context, std::vector<double>& distances)
{
    TileSearch search(tiling, k);
    for (std::size_t strip = 0; strip < tiling.strips.size(); ++strip) {
        for (std::size_t tile = tiling.strips[strip].begin; tile < tiling.strips[strip].end; ++tile) {
            if (context.stopRequested())
                return false;
            search.run(strip, tile, distances);
        }
    }
    return !tiling.strips.empty();
}

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wattline {

HWY_EXPORT(searchAll);

std::vector<double> kthNeighbourDistances(const OrderedColumn& x, const OrderedColumn& y, std::size_t k,
                                          const RunContext& context)
{
    std::vector<double> distances(x.values.size());
    if (!HWY_DYNAMIC_DISPATCH(searchAll)(tiled(x, y, context), k, context, distances))
        return {};
    return distances;
}

} // namespace wattline
#endif
