// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/find_wave.h"
#include "core/phases/mark.h"
#include "core/phases/repetition.h"

#include <vector>

namespace wattline {

/// Samples [begin, end).
struct Interval {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t length() const { return end - begin; }
};

/// The median of samples [begin, end); of many, of 200 evenly chosen ones.
double medianOf(const GoodSamples& samples, std::size_t begin, std::size_t end);

/// Finds the marks of a repetition in samples [begin, end) and their edges; what markedWave() works with.
class Marking {
public:
    /// The samples, the cells and the repetition must outlive this.
    Marking(const GoodSamples& samples, const Cells& cells, std::size_t begin, std::size_t end,
            const Repetition& repetition);

    /// The marks in order, each edge to the sample; to be called first. Fewer once a stop is requested.
    std::vector<Interval> marks(const RunContext& context);
    double rise() const; ///< of the mark above the plateau, in W; negative for a dip
    /// Where the plateau before the first mark begins and that after the last one ends: as far as the power keeps its
    /// level, without a step larger than those within the inner plateaus, and no other mark lies there.
    std::size_t plateauBegin(const Interval& mark) const;
    std::size_t plateauEnd(const Interval& last) const;

private:
    std::size_t levelBegin(const Interval& mark) const;
    std::size_t levelEnd(const Interval& last) const;
    std::size_t quarter() const;
    std::size_t blockSamples() const;
    std::size_t longestPlateau() const;
    double tolerance(double level) const;
    bool isNear(double level, double watts) const;
    bool keeps(double level, std::size_t begin, std::size_t end) const;
    /// Whether something like a mark lies in a stretch of plateau, its edges left out.
    bool holdsMark(double level, std::size_t begin, std::size_t end) const;
    /// The place in [first, last] that best parts samples near a level from others: near ones after it, or before it.
    std::size_t boundary(double level, std::size_t first, std::size_t last, bool nearAfter) const;
    /// What is left of an outer plateau beside its mark, from the last step on that is no ripple.
    Interval besideStep(Interval plateau, bool markIsAfter) const;
    double usualStep() const; ///< within inner plateaus
    Interval withoutEdges(Interval plateau) const;
    /// Whether the level beside the first or last mark is that of the plateaus next to it, as nearly as these are
    /// alike.
    bool isOwnPlateau(double level, bool after) const;
    std::size_t sampleOf(std::size_t cell, std::size_t offset) const;
    void expect(); ///< the marks where the mean cycle has them
    /// The plateau on both sides of a mark, without the edges.
    double plateauAround(const Interval& mark) const;
    void measureRise(const RunContext& context);
    std::size_t edgeReach() const;
    /// The sample nearest in likelihood at which the power goes from one level to the other.
    std::size_t edge(double from, double to, std::size_t expected, std::size_t first, std::size_t last) const;
    void refine(std::size_t k);
    /// Whether a mark stands where the next one is expected: looked at from the side of the known cycles only.
    bool standsOut(const Interval& mark, double plateau) const;
    std::size_t markLength() const;
    void addOuterMarks();
    bool addMark(std::size_t length, bool after);
    /// A level that goes on beyond the place is no mark but the beginning of something else.
    bool staysBeyond(const Interval& mark, double plateau, bool after) const;

    const GoodSamples& m_samples;
    const Cells& m_cells;
    std::size_t m_begin;
    std::size_t m_end;
    const Repetition& m_repetition;
    Mark m_mark;
    std::size_t m_cellSamples;
    double m_period = 0.0;
    double m_noise = 0.0;
    double m_rise = 0.0;
    std::size_t m_length = 1; ///< of a mark
    std::vector<Interval> m_marks;
};

} // namespace wattline
