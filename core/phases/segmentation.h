// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/trace/power_series.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wattline {

/// The shape of a trace or of one regime of it.
enum class WaveShape {
    Flat,     ///< one level; nothing repeats
    Square,   ///< two levels that take turns: a wave
    Irregular ///< the power moves, but not as a wave
};

enum class PhaseKind { Peak, Valley };      ///< by level: a peak is always above its valley
enum class PhaseRole { Training, Between }; ///< which part of the cycle is the training step
enum class Polarity { Normal, Inverted };   ///< Normal: the training step is the peak

/// One peak or valley. Times are seconds on the series' clock. The mean leaves out the edge samples; the energy is that
/// of the whole phase from the unsmoothed samples.
struct Phase {
    PhaseKind kind = PhaseKind::Peak;
    PhaseRole role = PhaseRole::Training;
    std::size_t regime = 0; ///< index into Segmentation::regimes
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    double meanWatts = 0.0;
    double energyJoules = 0.0;
    bool complete = true; ///< false where the recording, the regime or a gap cuts the phase; left out of the means
    bool edited = false;  ///< somebody set it, or one of its edges, by hand

    bool operator==(const Phase&) const = default;
    double durationSeconds() const { return endSeconds - beginSeconds; }
};

/// What a regime is in the course of a recording.
enum class RegimeKind {
    Training, ///< it holds epochs
    StartUp,  ///< before the first training regime
    Idle,     ///< flat, and below every training regime
    Pause,    ///< between training regimes, at a level of its own
    End,      ///< after the last training regime
    Work      ///< no regime of the recording holds epochs
};

/// What marks the cycles of a training regime: the shorter of its two parts.
enum class MarkKind {
    None,
    DeepValley, ///< a valley of at least a quarter of the peak's power
    ShallowDip, ///< a lesser valley
    ShortPeak   ///< a peak on a plateau
};

/// A stretch of the trace with levels, period and phase of its own.
struct Regime {
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    WaveShape shape = WaveShape::Flat;
    std::optional<double> periodSeconds; ///< the median cycle
    std::size_t epochs = 0;
    RegimeKind kind = RegimeKind::Work;
    MarkKind mark = MarkKind::None;
    Polarity polarity = Polarity::Normal;
    double levelWatts = 0.0;     ///< median power
    double amplitudeWatts = 0.0; ///< peak above valley; 0 where there are none
    double confidence = 0.0;     ///< 0 to 1
    std::string reason;          ///< one sentence: why this shape

    bool operator==(const Regime&) const = default;
};

/// The phases of one series, and why they are what they are.
struct Segmentation {
    WaveShape shape = WaveShape::Flat;
    Polarity polarity = Polarity::Normal;
    std::string reason;      ///< one sentence: why this shape
    double confidence = 0.0; ///< 0 to 1
    std::size_t epochs = 0;  ///< over all regimes, incomplete first and last cycles counted
    std::vector<Regime> regimes;
    std::vector<Phase> phases; ///< in order of time
    bool edited = false;       ///< somebody changed regimes or phases by hand

    bool operator==(const Segmentation&) const = default;
};

/// Everything that the detector may be told. The defaults need no touching for ordinary recordings.
struct SegmentationSettings {
    int smoothingSamples = 5;          ///< centred moving average used for detection; odd, 1 to 99
    double minimumContrast = 0.12;     ///< gap of the two levels over the upper one, below which a trace is flat
    double minimumSeparation = 3.0;    ///< gap of the two levels over their pooled spread, below which it is irregular
    double hysteresis = 0.25;          ///< half-width of the undecided band, as a fraction of the gap of the levels
    double minimumDwellSeconds = 0.0;  ///< shorter phases join their neighbours; 0: three sampling intervals
    double maximumPeriodSpread = 0.25; ///< coefficient of variation of the cycle above which it is irregular
    std::size_t minimumCycles = 2;     ///< fewer complete cycles than this are no wave
    std::optional<std::size_t> knownEpochs; ///< a hint: it decides between readings of the recording, never forces one
    std::optional<double> knownPeriodSeconds; ///< a hint: other periods are not looked at where marks are searched for
    double minimumRepetition = 4.5; ///< how many standard deviations of chance the likeness of the cycles must
                                    ///< exceed for marks that no threshold separates
    std::size_t minimumRepeats = 5; ///< fewer such marks are no wave
    double periodReach = 0.2;       ///< how far one cycle may differ from the period, as a fraction of it

    bool operator==(const SegmentationSettings&) const = default;
};

/// Finds regimes, epochs, peaks and valleys of one series. Flat and irregular are answers, with their reason; Error
/// Data only where there is nothing to look at (fewer than 8 samples that are numbers) or settings that make no sense.
Result<Segmentation> segment(const PowerSeries& series, const SegmentationSettings& settings = {},
                             const RunContext& context = {});

/// From which to which period, in seconds, repeating phases are looked for: from six samples to the recording's length
/// over the least number of cycles. Nothing where there are too few samples to look for any.
std::optional<std::pair<double, double>> searchedPeriods(const PowerSeries& series,
                                                         const SegmentationSettings& settings = {});

/// Centred moving average over an odd number of samples; NaN stays NaN and is left out of its neighbours' averages;
/// shorter windows at the ends. Method: the paper's 3 to 5 points. One pass with a running sum in double, which over
/// powers up to 100 kW loses nothing that a float could show. Only begun once a stop is requested.
std::vector<float> movingAverage(const std::vector<float>& values, int windowSamples, const RunContext& context = {});

/// The names that JSON, tables and the window use.
std::string nameOf(WaveShape shape);
std::string nameOf(PhaseKind kind);
std::string nameOf(PhaseRole role);
std::string nameOf(Polarity polarity);
std::string nameOf(RegimeKind kind);
std::string nameOf(MarkKind mark);

} // namespace wattline
