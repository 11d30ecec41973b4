// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/segmentation.h"
#include "tests/support/hard_waves.h"

#include <limits>
#include <numbers>

namespace wattline::test {

/// A whole recording of a training run, drawn at random: start-up, ten epochs of warm-up, often a pause, the main
/// training, the end. What real recordings differ in is drawn broadly and independently, so that no two are alike:
/// levels, periods, drifts, noise and its colour, a ripple on the plateaus, the size, length and form of the mark, the
/// sensor's window, single spikes, missing and long cycles, gaps, rounding. A law of its own: nothing of it is that of
/// HardWave.
class DrawnRun {
public:
    DrawnRun(MarkKind kind, std::uint64_t seed) : m_chance(seed, 11), m_kind(kind) {}

    MadeSeries made()
    {
        drawLaw();
        addLevel(m_idleWatts, between(8, 60));
        if (m_chance.uniform() < 0.6)
            addLevel(m_idleWatts + (m_levelWatts - m_idleWatts) * m_chance.uniform(), between(3, 30));
        addEpochs(WarmUpEpochs, m_period * (0.35 + 0.5 * m_chance.uniform()),
                  m_levelWatts * (0.6 + 0.35 * m_chance.uniform()), m_markWatts * (0.4 + 0.6 * m_chance.uniform()));
        if (m_chance.uniform() < 0.6)
            addLevel(m_idleWatts + 0.5 * (m_levelWatts - m_idleWatts) * m_chance.uniform(), between(5, 60));
        addEpochs(static_cast<int>(between(20, 100)), m_period, m_levelWatts, m_markWatts);
        addLevel(m_idleWatts, between(0, 20));
        made::averageBackwards(m_watts, static_cast<int>(between(1, 3)));
        return {asSampled(), m_epochs, {}};
    }

private:
    static constexpr int WarmUpEpochs = 10;

    double logBetween(double low, double high) { return low * std::pow(high / low, m_chance.uniform()); }
    std::size_t between(std::size_t low, std::size_t high) { return low + m_chance.below(high - low + 1); }

    void drawLaw()
    {
        m_intervalSeconds = logBetween(0.1, 2.0);
        m_noiseWatts = logBetween(0.8, 6.0);
        m_colour = 0.7 * m_chance.uniform();
        m_ripple = m_chance.uniform() < 0.3 ? 1.5 * m_noiseWatts * m_chance.uniform() : 0.0;
        m_idleWatts = 10.0 + 50.0 * m_chance.uniform();
        m_levelWatts = 110.0 + 220.0 * m_chance.uniform();
        m_period = logBetween(20.0, 120.0);
        m_share = 0.04 + 0.2 * m_chance.uniform();
        const double sigmas = logBetween(1.5, 10.0);
        m_markWatts = m_kind == MarkKind::DeepValley
                          ? -m_levelWatts * (0.3 + 0.4 * m_chance.uniform())
                          : (m_kind == MarkKind::ShortPeak ? 1.0 : -1.0) * sigmas * m_noiseWatts;
        m_hasTail = m_chance.uniform() < 0.25;
        m_jitter = 0.03 * m_chance.uniform() * m_chance.uniform();
        m_drift = 0.16 * (m_chance.uniform() - 0.5);
        m_periodDrift = 0.1 * (m_chance.uniform() - 0.5);
        m_missing = m_chance.uniform() < 0.5 ? 0.05 * m_chance.uniform() : 0.0;
        m_long = m_chance.uniform() < 0.3 ? 0.02 * m_chance.uniform() : 0.0;
    }

    void addLevel(double watts, std::size_t samples) { m_watts.insert(m_watts.end(), samples, watts); }

    /// The mark begins, is whole and ends within some samples; some are followed by the opposite, half as large.
    void addEpochs(int count, double period, double levelWatts, double markWatts)
    {
        for (int k = 0; k < count; ++k) {
            const double part = static_cast<double>(k) / count;
            const bool isLong = m_chance.uniform() < m_long;
            const double length =
                period * (1.0 + m_periodDrift * part + m_jitter * m_chance.normal()) * (isLong ? 1.5 : 1.0);
            const auto mark = static_cast<std::size_t>(std::max(2.0, std::round(period * m_share)));
            const auto tail = m_hasTail ? mark / 2 : 0;
            const double level = levelWatts * (1.0 + m_drift * (1.0 - std::exp(-3.0 * part)));
            const bool isMissing = k > 0 && k + 1 < count && m_chance.uniform() < m_missing;
            const auto rest =
                static_cast<std::size_t>(std::max(4.0, std::round(length) - static_cast<double>(mark + tail)));
            addPlateau(level, rest);
            addLevel(isMissing ? level : level + markWatts, mark);
            addLevel(isMissing ? level : level - 0.5 * markWatts, tail);
            ++m_epochs;
        }
    }

    void addPlateau(double watts, std::size_t samples)
    {
        const double rippleSamples = 3.0 + 5.0 * m_share / 0.24;
        for (std::size_t i = 0; i < samples; ++i)
            m_watts.push_back(watts + m_ripple * std::sin(2.0 * std::numbers::pi * static_cast<double>(m_watts.size()) /
                                                          rippleSamples));
    }

    PowerSeries asSampled()
    {
        const double spikes = m_chance.uniform() < 0.5 ? 0.005 * m_chance.uniform() : 0.0;
        const double lost = m_chance.uniform() < 0.3 ? 0.02 * m_chance.uniform() : 0.0;
        const double step = m_chance.uniform() < 0.3 ? 1.0 : 0.01;
        PowerSeries series;
        double colour = 0.0;
        for (std::size_t i = 0; i < m_watts.size(); ++i) {
            colour = m_colour * colour + std::sqrt(1.0 - m_colour * m_colour) * m_noiseWatts * m_chance.normal();
            const double spike = m_chance.uniform() < spikes ? 150.0 * (m_chance.uniform() - 0.7) : 0.0;
            const double watts = std::max(0.0, step * std::round((m_watts[i] + colour + spike) / step));
            series.timeSeconds.push_back((static_cast<double>(i) + 0.02 * m_chance.uniform()) * m_intervalSeconds);
            series.powerWatts.push_back(m_chance.uniform() < lost ? std::numeric_limits<float>::quiet_NaN()
                                                                  : static_cast<float>(watts));
        }
        return series;
    }

    RandomStream m_chance;
    MarkKind m_kind;
    double m_intervalSeconds = 1.0;
    double m_noiseWatts = 1.0;
    double m_colour = 0.0; ///< correlation of a sample's noise with that of the sample before
    double m_ripple = 0.0;
    double m_idleWatts = 0.0;
    double m_levelWatts = 0.0;
    double m_period = 0.0; ///< of the main training, in samples
    double m_share = 0.0;  ///< of the cycle that the mark takes
    double m_markWatts = 0.0;
    bool m_hasTail = false;
    double m_jitter = 0.0;
    double m_drift = 0.0;
    double m_periodDrift = 0.0;
    double m_missing = 0.0;
    double m_long = 0.0;
    std::vector<double> m_watts;
    std::size_t m_epochs = 0;
};

} // namespace wattline::test
