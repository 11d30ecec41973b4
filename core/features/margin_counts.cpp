// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/margin_counts.h"

#include "core/features/block_levels.h"

// AVX-512, AVX2 and SSE4 besides the baseline; the other AVX-512 sets gain nothing for doubles.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/features/margin_counts.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<double, BlockValues>;
using V = hn::Vec<D>;

/// How many of a block's values, from its beginning, fulfil a condition.
template <class Condition>
HWY_INLINE std::size_t countInBlock(const double* block, const Condition& holds)
{
    const D d;
    std::size_t count = 0;
    for (std::size_t lane = 0; lane < BlockValues; lane += hn::Lanes(d))
        count += hn::CountTrue(d, holds(hn::LoadU(d, block + lane)));
    return count;
}

/// A rounded difference never decreases along the ascending values, so both borders can be searched for.
HWY_INLINE std::size_t countAround(const BlockLevels& levels, double centre, double radius)
{
    const D d;
    const V middle = hn::Set(d, centre);
    const V most = hn::Set(d, radius);
    const auto isBefore = [=](V value) HWY_ATTR { return hn::Gt(hn::Sub(middle, value), most); };
    const auto isNotBehind = [=](V value) HWY_ATTR { return hn::Le(hn::Sub(value, middle), most); };
    std::size_t begin = 0;
    std::size_t end = 0;
    for (const std::size_t level : levels.begins) {
        const double* const values = levels.values.data() + level;
        begin = begin * BlockValues + countInBlock(values + begin * BlockValues, isBefore);
        end = end * BlockValues + countInBlock(values + end * BlockValues, isNotBehind);
    }
    return end - begin;
}

bool countAll(const std::vector<double>& ascending, const std::vector<double>& radii, const RunContext& context,
              std::vector<std::size_t>& counts)
{
    constexpr std::size_t ValuesBetweenStops = 16384;
    const BlockLevels levels(ascending);
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        if (i % ValuesBetweenStops == 0 && context.stopRequested())
            return false;
        counts[i] = countAround(levels, ascending[i], radii[i]);
    }
    return true;
}

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wattline {

HWY_EXPORT(countAll);

std::vector<std::size_t> countsWithin(const std::vector<double>& ascending, const std::vector<double>& radii,
                                      const RunContext& context)
{
    std::vector<std::size_t> counts(ascending.size());
    if (!HWY_DYNAMIC_DISPATCH(countAll)(ascending, radii, context, counts))
        return {};
    return counts;
}

} // namespace wattline
#endif
