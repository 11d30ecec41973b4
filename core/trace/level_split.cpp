// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/level_split.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace wattline {

namespace {

constexpr std::size_t MostSamples = 16384;
constexpr int MostRounds = 100;
constexpr double LeastContrast = 0.12;
constexpr double LeastSeparation = 4.0;

std::vector<float> sortedSamples(const PowerSeries& series, std::size_t begin, std::size_t end)
{
    std::vector<float> values;
    const std::size_t stride = (end - begin) / MostSamples + 1;
    values.reserve((end - begin) / stride + 1);
    for (std::size_t i = begin; i < end; i += stride) {
        if (!std::isnan(series.powerWatts[i]))
            values.push_back(series.powerWatts[i]);
    }
    std::sort(values.begin(), values.end());
    return values;
}

/// Sums of growing values and of their squares, so that each side of a threshold is known at once.
class SortedSums {
public:
    explicit SortedSums(const std::vector<float>& values) : m_sums{0.0}, m_squares{0.0}
    {
        for (const double value : values) {
            m_sums.push_back(m_sums.back() + value);
            m_squares.push_back(m_squares.back() + value * value);
        }
    }

    double mean(std::size_t begin, std::size_t end) const
    {
        return (m_sums[end] - m_sums[begin]) / static_cast<double>(end - begin);
    }
    /// Sum of the squared distances from the mean.
    double scatter(std::size_t begin, std::size_t end) const
    {
        const double average = mean(begin, end);
        return std::max(0.0, m_squares[end] - m_squares[begin] - average * average * static_cast<double>(end - begin));
    }

private:
    std::vector<double> m_sums;
    std::vector<double> m_squares;
};

} // namespace

std::optional<LevelSplit> splitLevels(const PowerSeries& series, std::size_t begin, std::size_t end,
                                      double trimmedShare)
{
    std::vector<float> values = sortedSamples(series, begin, end);
    const auto trimmed = static_cast<std::ptrdiff_t>(trimmedShare * static_cast<double>(values.size()));
    values.erase(values.end() - trimmed, values.end());
    values.erase(values.begin(), values.begin() + trimmed);
    if (values.empty() || values.front() == values.back())
        return {};
    const SortedSums sums(values);
    const std::size_t count = values.size();
    std::size_t below = 0;
    LevelSplit split{values.front(), values.back()};
    std::size_t before = count;
    for (int round = 0; round < MostRounds && below != before; ++round) { // it rarely takes ten
        before = below;
        const auto middle = static_cast<float>(split.middleWatts());
        // Neither side may be empty, also where the middle rounds to one of two neighbouring values.
        below = static_cast<std::size_t>(std::upper_bound(values.begin(), values.end(), middle) - values.begin());
        below = std::clamp<std::size_t>(below, 1, count - 1);
        split = {sums.mean(0, below), sums.mean(below, count)};
    }
    const double pooled = std::sqrt((sums.scatter(0, below) + sums.scatter(below, count)) / static_cast<double>(count));
    const double distance = split.highWatts - split.lowWatts;
    const bool isTwo = distance >= LeastContrast * split.highWatts && distance >= LeastSeparation * pooled;
    return isTwo ? std::optional(split) : std::nullopt;
}

} // namespace wattline
