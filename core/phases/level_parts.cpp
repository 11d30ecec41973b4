// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/level_parts.h"

#include "core/base/statistics.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr std::size_t Blocks = 100;
constexpr std::size_t LeastBlockSamples = 3;
constexpr std::size_t MostParts = 8;

std::vector<float> blockMedians(std::span<const float> watts, std::size_t blockSamples)
{
    std::vector<float> medians;
    for (std::size_t begin = 0; begin < watts.size(); begin += blockSamples) {
        const std::span<const float> block = watts.subspan(begin, std::min(blockSamples, watts.size() - begin));
        medians.push_back(static_cast<float>(median({block.begin(), block.end()})));
    }
    return medians;
}

} // namespace

std::vector<LevelRun> levelParts(const GoodSamples& samples, std::size_t begin, std::size_t end,
                                 const SegmentationSettings& settings)
{
    const std::span<const float> watts = std::span(samples.watts).subspan(begin, end - begin);
    const std::size_t blockSamples = std::max(LeastBlockSamples, watts.size() / Blocks);
    const std::vector<float> medians = blockMedians(watts, blockSamples);
    const TwoLevels levels = twoLevels(medians);
    std::vector<LevelRun> parts;
    if (levels.contrast() >= settings.minimumContrast && levels.separation() >= settings.minimumSeparation)
        parts = levelRuns(medians, levels, 0.0, 1);
    if (parts.size() < 2 || parts.size() > MostParts)
        return {{PhaseKind::Peak, begin, end}};
    for (LevelRun& part : parts) {
        part.begin = part.begin * blockSamples;
        part.end = std::min(part.end * blockSamples, watts.size());
    }
    refineBoundaries(watts, levels, blockSamples, parts);
    for (LevelRun& part : parts) {
        part.begin += begin;
        part.end += begin;
    }
    return parts;
}

} // namespace wattline
