// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/comb_path.h"
#include "core/phases/period_candidates.h"

#include <optional>

namespace wattline {

/// A form that repeats, and where: what tells a mark from noise of its own size.
struct Repetition {
    std::size_t level = 0;          ///< of the pyramid
    double periodCells = 0.0;       ///< median length of a cycle, in cells of the level
    double jitterCells = 0.0;       ///< robust standard deviation of a cycle's length
    CycleForm form;                 ///< the mean cycle
    std::vector<std::size_t> begin; ///< of each cycle, in cells of the level counted from the first of all cells, plus
                                    ///< `lead`
    std::size_t lead = 0;           ///< cells by which the first window may begin before the first of all cells
    double likeness = 0.0;          ///< median correlation of a cycle with the mean cycle
    double significance = 0.0;      ///< of the repetition, in standard deviations of chance
    double needed = 0.0;            ///< significance that was asked of it
    double explainedWatts2 = 0.0;   ///< variance that the mean cycle explains, times the share of the stretch it covers
};

/// What is asked of a repetition.
struct RepetitionRules {
    double minimumSignificance = 4.5;
    std::size_t minimumRepeats = 5;
    double periodReach = 0.2;
};

/// Follows a candidate cycle by cycle: the form of its clearest part is looked for in the whole stretch (bestPath), and
/// form, period and jitter are learned again from the cycles found, three times. Nothing where fewer cycles are found
/// than asked for, or where they are no more alike than chance makes them.
///
/// The test of chance: each inner cycle is predicted to lie midway between its neighbours and compared there with the
/// mean of the cycles of the other parity, so neither its place nor its form is fitted to it. The mean of these
/// correlations is set against what places chosen at random give, and against the gain that following what is alike has
/// on noise.
std::optional<Repetition> followCandidate(const Cells& cells, std::size_t begin, std::size_t end,
                                          const PeriodCandidate& candidate, const RepetitionRules& rules,
                                          const RunContext& context);

/// The repetition that explains most of a stretch: among candidates that pass, the one of greatest explained variance,
/// with a fundamental preferred to its multiples. Hums (isHum) and multiples of cycles of fewer than 6 cells are left
/// out, and what was seen of them is told.
struct RepetitionSearch {
    std::optional<Repetition> found;
    double humCells = 0.0;   ///< period of a hum that was left out, in cells of level 0; 0: none
    double shortCells = 0.0; ///< likewise the period of cycles of too few cells to show their phases
};

/// What is known before a stretch is searched.
struct RepetitionHints {
    double periodCells = 0.0; ///< above 0: only periods within a third of it
    double besideRiseWatts =
        0.0; ///< rise of the marks of a wave beside the stretch, negative for dips; 0: there is none
    double besidePeriodCells = 0.0;
};

/// A mark of the sign of that beside, a quarter to twice as high, at a quarter to four times the period, needs only
/// `BesideShare` of the significance: where one regime of training is, another is likely, and few of all forms are left
/// to be found by chance.
constexpr double BesideShare = 2.0 / 3.0;

RepetitionSearch findRepetition(const Cells& cells, std::size_t begin, std::size_t end,
                                const SegmentationSettings& settings, const RepetitionHints& hints,
                                const RunContext& context);

} // namespace wattline
