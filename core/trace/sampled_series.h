// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/pyramid.h"

#include <memory>
#include <utility>

namespace wattline {

/// What the samples of one column of pixels hold; of samples that are no numbers nothing is said.
struct SampleColumn {
    std::size_t begin = 0; ///< the samples [begin, end) whose time lies in the column
    std::size_t end = 0;
    float first = 0.0F; ///< NaN, like the others, where the column holds no number
    float last = 0.0F;
    float low = 0.0F;
    float high = 0.0F;
    /// Whether the line breaks between the last number before the column and its first one: something that is no
    /// number, or more than the gap, lies between.
    bool broken = true;

    bool empty() const { return !(low <= high); }
};

/// A series ready to be drawn at any zoom: times and values, which it shares with their owner, and the pyramid over
/// them. Immutable.
class SampledSeries {
public:
    using Times = std::shared_ptr<const std::vector<double>>;
    using Values = std::shared_ptr<const std::vector<float>>;

    /// The times never decrease; one value for each. The line breaks over more than three median steps (the threshold
    /// of the gaps; beyond 400,000 samples the median is that of 200,000 steps and more, spread evenly over the
    /// series). Nothing where a stop was requested.
    static std::shared_ptr<const SampledSeries> make(Times times, Values values, const RunContext& context = {});

    std::size_t size() const { return m_times->size(); }
    const std::vector<double>& times() const { return *m_times; }
    const std::vector<float>& values() const { return *m_values; }
    double gapSeconds() const { return m_gapSeconds; }

    /// Of all values; that of a stretch of time, ends included.
    ValueExtent extent() const { return m_extent; }
    ValueExtent extent(double begin, double end) const;

    /// Divides [begin, end] into `count` equal columns, each without its end but for the last. Exact: every sample of
    /// the stretch is in one column and nothing else is. Some hundred nanoseconds a column, whatever the zoom.
    void columns(double begin, double end, std::size_t count, std::vector<SampleColumn>& columns) const;

    /// The samples [first, last) of a stretch of time, ends included.
    std::pair<std::size_t, std::size_t> samplesIn(double begin, double end) const;

    /// The same, with the numbers on either side, to which the line goes on.
    std::pair<std::size_t, std::size_t> samplesAround(double begin, double end) const;

    /// Whether the line breaks between two samples that are numbers, `before` the earlier one.
    bool isBroken(std::size_t before, std::size_t after) const;

    /// The height of the line at a time: between the samples on either side; NaN where it breaks or has not begun.
    double valueAt(double seconds) const;

    /// The first sample at or after `from` that is a number, size() where there is none; the last one before it.
    std::size_t nextNumber(std::size_t from) const;
    std::optional<std::size_t> previousNumber(std::size_t from) const;

    /// The number nearest in time, and the one before or after it by so many; nothing for a series without numbers.
    std::optional<std::size_t> nearestNumber(double seconds) const;
    std::optional<std::size_t> stepped(std::size_t from, int step) const;

    /// What it costs beyond times and values.
    std::size_t bytes() const { return m_pyramid.bytes(); }

private:
    SampledSeries() = default;
    SampleColumn columnOf(std::size_t begin, std::size_t end, std::optional<std::size_t>& lastNumber) const;

    Times m_times;
    Values m_values;
    Pyramid m_pyramid;
    ValueExtent m_extent;
    double m_gapSeconds = 0.0;
};

} // namespace wattline
