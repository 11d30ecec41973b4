// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/trace/power_series.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace wattline::test {

/// A series with the truth about it.
struct MadeSeries {
    PowerSeries series;
    std::size_t epochs = 0;
    std::vector<double> edges; ///< samples at which a peak or a valley begins, in order
};

/// A wave that is hard to find: one mark a cycle, on a plateau. A duty (peak over cycle) below one half is a peak on a
/// plateau, above it a valley; everything else makes it harder. All chance comes from the seed.
struct HardWave {
    double intervalSeconds = 0.1;
    double plateauWatts = 250.0;
    double amplitudeWatts = 80.0;
    double noiseWatts = 4.0;
    double periodSamples = 100.0;
    double duty = 0.9;
    int cycles = 20;
    double jitter = 0.0;      ///< standard deviation of a cycle's length, as a fraction of it
    double driftWatts = 0.0;  ///< from the first sample to the last
    double periodDrift = 0.0; ///< change of the period from the first cycle to the last, as a fraction of it
    double spikes = 0.0;      ///< share of single samples that are outliers of up to 150 W
    double missing = 0.0;     ///< share of the inner cycles without their mark
    int sensorSamples = 1;    ///< the sensor's value is the mean of so many samples
    int warmUpCycles = 0;     ///< a regime before: 0.6 of the period, 30 W lower, half the amplitude
    int idleSamples = 0;      ///< at 25 W, before, between the regimes and after
    std::uint64_t seed = 1;

    MadeSeries made() const;
};

/// A dip of twice the noise in every tenth part of a cycle.
inline HardWave shallowDips()
{
    HardWave wave;
    wave.cycles = 40;
    wave.amplitudeWatts = 8.0;
    return wave;
}

namespace made {

inline PowerSeries seriesOfLevels(const std::vector<double>& levels, double intervalSeconds, double noiseWatts,
                                  RandomStream& chance)
{
    PowerSeries series;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        series.timeSeconds.push_back(static_cast<double>(i) * intervalSeconds);
        series.powerWatts.push_back(static_cast<float>(levels[i] + noiseWatts * chance.normal()));
    }
    return series;
}

/// Appends levels of one regime of a wave, and its truth.
class WaveBuilder {
public:
    explicit WaveBuilder(RandomStream& chance) : m_chance(chance) {}

    void addIdle(int samples) { m_levels.insert(m_levels.end(), static_cast<std::size_t>(samples), 25.0); }

    void addRegime(const HardWave& wave)
    {
        const bool isPeak = wave.duty < 0.5;
        const double mark = wave.plateauWatts + (isPeak ? 1.0 : -1.0) * wave.amplitudeWatts;
        const double share = isPeak ? wave.duty : 1.0 - wave.duty;
        for (int cycle = 0; cycle < wave.cycles; ++cycle) {
            const double part = wave.cycles > 1 ? static_cast<double>(cycle) / (wave.cycles - 1) - 0.5 : 0.0;
            const double length = wave.periodSamples * (1.0 + wave.periodDrift * part) *
                                  std::max(0.4, 1.0 + wave.jitter * m_chance.normal());
            const double markLength = std::max(1.0, std::round(wave.periodSamples * share));
            const bool isMissing = cycle > 0 && cycle + 1 < wave.cycles && m_chance.uniform() < wave.missing;
            addPart(wave.plateauWatts, std::max(1.0, std::round(length) - markLength));
            addPart(isMissing ? wave.plateauWatts : mark, markLength);
            m_epochs += 1;
        }
        m_edges.push_back(static_cast<double>(m_levels.size()));
    }

    std::vector<double>& levels() { return m_levels; }
    std::size_t epochs() const { return m_epochs; }
    const std::vector<double>& edges() const { return m_edges; }

private:
    void addPart(double watts, double samples)
    {
        if (m_levels.empty() || m_levels.back() != watts)
            m_edges.push_back(static_cast<double>(m_levels.size()));
        m_levels.insert(m_levels.end(), static_cast<std::size_t>(samples), watts);
    }

    RandomStream& m_chance;
    std::vector<double> m_levels;
    std::vector<double> m_edges;
    std::size_t m_epochs = 0;
};

/// Each value becomes the mean of it and those before it that lie in the sensor's window.
inline void averageBackwards(std::vector<double>& levels, int samples)
{
    std::vector<double> averaged(levels.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        sum += levels[i];
        const auto window = static_cast<std::size_t>(samples);
        if (i >= window)
            sum -= levels[i - window];
        averaged[i] = sum / static_cast<double>(std::min(i + 1, window));
    }
    levels = averaged;
}

} // namespace made

inline MadeSeries HardWave::made() const
{
    RandomStream chance(seed);
    made::WaveBuilder builder(chance);
    builder.addIdle(idleSamples);
    if (warmUpCycles > 0) {
        HardWave warmUp = *this;
        warmUp.cycles = warmUpCycles;
        warmUp.periodSamples *= 0.6;
        warmUp.plateauWatts -= 30.0;
        warmUp.amplitudeWatts *= 0.5;
        builder.addRegime(warmUp);
        builder.addIdle(idleSamples);
    }
    builder.addRegime(*this);
    builder.addIdle(idleSamples);
    std::vector<double>& levels = builder.levels();
    for (std::size_t i = 0; i < levels.size(); ++i)
        levels[i] += driftWatts * static_cast<double>(i) / static_cast<double>(levels.size());
    made::averageBackwards(levels, sensorSamples);
    MadeSeries result{made::seriesOfLevels(levels, intervalSeconds, noiseWatts, chance), builder.epochs(),
                      builder.edges()};
    for (float& watts : result.series.powerWatts) {
        if (chance.uniform() < spikes)
            watts += static_cast<float>(300.0 * (chance.uniform() - 0.5));
    }
    return result;
}

/// What holds no epochs.
enum class NoWave { WhiteNoise, ColouredNoise, RandomWalk, Load, Switching };

/// A series without epochs: noise around one level; noise whose neighbours are alike; a random walk between 20 and
/// 400 W; an interactive load of bursts of any power and length; random switching between two levels.
inline PowerSeries seriesWithoutWave(NoWave kind, int samples, std::uint64_t seed)
{
    RandomStream chance(seed);
    std::vector<double> levels;
    double level = 200.0;
    double colour = 0.0;
    const double memory = 0.8 + 0.19 * chance.uniform();
    const double meanLength = 5.0 + 60.0 * chance.uniform();
    int left = 0;
    bool isHigh = false;
    while (static_cast<int>(levels.size()) < samples) {
        switch (kind) {
        case NoWave::WhiteNoise:
            break;
        case NoWave::ColouredNoise:
            colour = memory * colour + 6.0 * chance.normal();
            level = 200.0 + colour;
            break;
        case NoWave::RandomWalk:
            level = std::clamp(level + 3.0 * chance.normal(), 20.0, 400.0);
            break;
        case NoWave::Load:
            if (left-- <= 0) {
                isHigh = !isHigh;
                left = static_cast<int>(meanLength * std::exp(chance.normal()));
                level = isHigh ? 90.0 + 260.0 * chance.uniform() : 58.0 + 50.0 * std::pow(chance.uniform(), 3.0);
            }
            break;
        case NoWave::Switching:
            if (left-- <= 0) {
                isHigh = !isHigh;
                left = static_cast<int>(-meanLength * std::log(1.0 - chance.uniform()));
                level = isHigh ? 300.0 : 80.0;
            }
            break;
        }
        levels.push_back(level);
    }
    return made::seriesOfLevels(levels, 0.1, 4.0, chance);
}

} // namespace wattline::test
