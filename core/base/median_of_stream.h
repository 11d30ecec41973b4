// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace wattline {

namespace detail {

/// Every so-many-th of a stream of values whose number is not known before: at most twice MostKept, evenly spaced.
class EvenSample {
public:
    void take(double value)
    {
        if ((m_count++ & (m_stride - 1)) != 0)
            return;
        m_kept.push_back(value);
        if (m_kept.size() < 2 * MostKept)
            return;
        for (std::size_t i = 0; i < MostKept; ++i)
            m_kept[i] = m_kept[2 * i];
        m_kept.resize(MostKept);
        m_stride *= 2;
    }
    std::size_t count() const { return m_count; }
    bool isWhole() const { return m_stride == 1; }
    std::vector<double>& kept() { return m_kept; }

private:
    static constexpr std::size_t MostKept = 4096;

    std::vector<double> m_kept;
    std::size_t m_count = 0;
    std::size_t m_stride = 1; ///< a power of two
};

/// Picks values by their rank out of a stream, holding only those strictly between two bounds.
class RankedBetween {
public:
    RankedBetween(double low, double high) : m_low(low), m_high(high) {}

    void take(double value)
    {
        m_below += value < m_low ? 1 : 0;
        m_atLow += value == m_low ? 1 : 0;
        m_atHigh += value == m_high && m_high > m_low ? 1 : 0;
        // Written always and counted where it lies inside: a branch would be guessed wrong too often.
        if (m_count == m_inside.size())
            m_inside.resize(2 * m_count + Least);
        m_inside[m_count] = value;
        m_count += static_cast<std::size_t>(value > m_low) & static_cast<std::size_t>(value < m_high);
    }
    /// The value of the rank, from 0; NaN where it lies outside the bounds.
    double at(std::size_t rank)
    {
        if (rank < m_below)
            return std::numeric_limits<double>::quiet_NaN();
        rank -= m_below;
        if (rank < m_atLow)
            return m_low;
        rank -= m_atLow;
        if (rank < m_count) {
            const auto place = m_inside.begin() + static_cast<std::ptrdiff_t>(rank);
            std::nth_element(m_inside.begin(), place, m_inside.begin() + static_cast<std::ptrdiff_t>(m_count));
            return *place;
        }
        return rank - m_count < m_atHigh ? m_high : std::numeric_limits<double>::quiet_NaN();
    }

private:
    static constexpr std::size_t Least = 4096;

    double m_low;
    double m_high;
    std::size_t m_below = 0;
    std::size_t m_atLow = 0;
    std::size_t m_atHigh = 0;
    std::vector<double> m_inside; ///< the first m_count
    std::size_t m_count = 0;
};

} // namespace detail

/// The median of the values that `forEach(sink)` hands to sink(value), the same as median() gives; NaN for none.
/// forEach is run twice or thrice and must hand out the same values each time. Only some thousand values and those near
/// the median, about one in ten, are held at once: an even sample tells between which bounds it lies (after Floyd and
/// Rivest, Communications of the ACM 18, 1975).
template <class ForEach>
double medianOfStream(const ForEach& forEach)
{
    constexpr double Margin = 0.05; // five times what an even sample of independent values strays
    detail::EvenSample sample;
    forEach([&](double value) { sample.take(value); });
    std::vector<double>& kept = sample.kept();
    if (sample.isWhole())
        return median(std::move(kept));
    const double low = quantile(kept, 0.5 - Margin);
    const double high = quantile(std::move(kept), 0.5 + Margin);
    detail::RankedBetween ranked(low, high);
    forEach([&](double value) { ranked.take(value); });
    const double first = ranked.at((sample.count() - 1) / 2);
    const double second = ranked.at(sample.count() / 2);
    if (!std::isnan(first) && !std::isnan(second))
        return first + 0.5 * (second - first);
    std::vector<double> all; // the sample misled: values that repeat in step with it
    all.reserve(sample.count());
    forEach([&](double value) { all.push_back(value); });
    return median(std::move(all));
}

} // namespace wattline
