// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/trace/trace.h"

#include <cmath>
#include <limits>
#include <string_view>

namespace wattline::test {

/// A series from "seconds watts | seconds watts | ..."; "-" for the watts is a gap.
inline PowerSeries seriesOf(std::string_view text)
{
    PowerSeries series;
    for (const std::string_view sample : splitText(text, '|')) {
        const std::string_view pair = trimmed(sample);
        const std::size_t blank = pair.find(' ');
        series.timeSeconds.push_back(parseNumber(pair.substr(0, blank)).value());
        series.powerWatts.push_back(
            static_cast<float>(parseNumber(pair.substr(blank)).value_or(std::numeric_limits<double>::quiet_NaN())));
    }
    return series;
}

/// A recording of one GPU, "0", from the text of seriesOf().
inline Trace traceOf(std::string_view text)
{
    Trace trace;
    trace.path = "synthetic";
    trace.gpus.emplace_back().id = "0";
    trace.gpus.back().power = seriesOf(text);
    return trace;
}

/// A synthetic square wave: idle, then `cycles` times a peak and a valley, then idle; white noise and a linear drift on
/// top. Each phase holds the same whole number of samples, so that every boundary is known to the sample.
struct SquareWave {
    double intervalSeconds = 0.1;
    double peakWatts = 300.0;
    double valleyWatts = 80.0;
    int peakSamples = 100;
    int valleySamples = 30;
    int cycles = 10;
    double idleWatts = 20.0;
    int idleSamples = 0; ///< before and after
    double noiseWatts = 0.0;
    double driftWatts = 0.0; ///< from the first sample to the last
    std::uint64_t seed = 42;

    int samples() const { return 2 * idleSamples + cycles * (peakSamples + valleySamples); }
    /// The place of the first sample of a cycle's peak.
    int beginOfPeak(int cycle) const { return idleSamples + cycle * (peakSamples + valleySamples); }
    int beginOfValley(int cycle) const { return beginOfPeak(cycle) + peakSamples; }

    double levelAt(int sample) const
    {
        const int inWave = sample - idleSamples;
        if (inWave < 0 || inWave >= cycles * (peakSamples + valleySamples))
            return idleWatts;
        return inWave % (peakSamples + valleySamples) < peakSamples ? peakWatts : valleyWatts;
    }

    PowerSeries series() const
    {
        RandomStream chance(seed);
        PowerSeries made;
        for (int i = 0; i < samples(); ++i) {
            made.timeSeconds.push_back(i * intervalSeconds);
            const double drift = driftWatts * i / samples();
            made.powerWatts.push_back(static_cast<float>(levelAt(i) + drift + noiseWatts * chance.normal()));
        }
        return made;
    }
};

} // namespace wattline::test
