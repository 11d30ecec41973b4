// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/assembly.h"

#include "core/base/statistics.h"
#include "core/phases/measure_phase.h"
#include "core/trace/integrate.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

struct KindOfPhase {
    std::vector<double> watts;
    std::vector<double> seconds;
};

double medianWatts(const GoodSamples& samples, std::size_t begin, std::size_t end)
{
    constexpr std::size_t Enough = 10'000;
    std::vector<double> values;
    for (std::size_t i = begin; i < end; i += 1 + (end - begin) / Enough)
        values.push_back(samples.watts[i]);
    return median(std::move(values));
}

/// What each regime is, from its place among those that hold epochs and its level.
void nameRegimes(std::vector<Regime>& regimes)
{
    std::size_t first = regimes.size();
    std::size_t last = 0;
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < regimes.size(); ++r) {
        if (regimes[r].shape != WaveShape::Square)
            continue;
        first = std::min(first, r);
        last = r;
        lowest = std::min(lowest, regimes[r].levelWatts);
    }
    for (std::size_t r = 0; r < regimes.size() && first < regimes.size(); ++r) {
        Regime& regime = regimes[r];
        const bool isIdle = regime.shape == WaveShape::Flat && regime.levelWatts < 0.5 * lowest;
        if (regime.shape == WaveShape::Square)
            regime.kind = RegimeKind::Training;
        else if (isIdle)
            regime.kind = RegimeKind::Idle;
        else
            regime.kind = r < first ? RegimeKind::StartUp : r > last ? RegimeKind::End : RegimeKind::Pause;
    }
}

/// Of regimes without a wave, whether one flat one draws at least twice what every other does and lies within the
/// recording or, where a recording was cut, is most of it.
bool isPlateauInIdleTime(const std::vector<Regime>& regimes)
{
    constexpr double MostOfIt = 2.0 / 3.0;
    const auto byLevel = [](const Regime& a, const Regime& b) { return a.levelWatts < b.levelWatts; };
    const auto top = std::max_element(regimes.begin(), regimes.end(), byLevel);
    const auto high = std::count_if(regimes.begin(), regimes.end(),
                                    [&](const Regime& regime) { return regime.levelWatts >= 0.5 * top->levelWatts; });
    const bool isInside = top != regimes.begin() && top + 1 != regimes.end();
    const double whole = regimes.back().endSeconds - regimes.front().beginSeconds;
    const bool isMost = top->endSeconds - top->beginSeconds >= MostOfIt * whole;
    return high == 1 && top->shape == WaveShape::Flat && (isInside || isMost);
}

/// How a regime ends: the wave goes on beyond it or is cut off, so that its outer phase may not be whole, or the power
/// goes idle, so that it is.
enum class Border { Cut, Idle };

struct Borders {
    Border before = Border::Cut;
    Border after = Border::Cut;
};

Borders bordersOf(const std::vector<RegimeFinding>& found, std::size_t regime)
{
    const auto borderOn = [&](std::size_t neighbour) {
        const bool isIdle = neighbour < found.size() && found[neighbour].wave.shape == WaveShape::Flat;
        return isIdle ? Border::Idle : Border::Cut;
    };
    return {found[regime].wholeBefore ? Border::Idle
            : regime > 0              ? borderOn(regime - 1)
                                      : Border::Cut,
            found[regime].wholeAfter ? Border::Idle : borderOn(regime + 1)};
}

/// Builds the segmentation regime by regime.
class Assembly {
public:
    Assembly(const PowerSeries& series, const GoodSamples& samples, const RunContext& context)
        : m_samples(samples),
          m_context(context),
          m_gapSeconds(gapThresholdSeconds(series)),
          m_meter(series, m_gapSeconds)
    {
    }

    void add(const RegimeFinding& found, const Borders& borders)
    {
        Regime regime;
        regime.beginSeconds = m_samples.seconds[found.begin];
        regime.endSeconds = endSecondsOf(m_samples, found.end);
        regime.shape = found.wave.shape;
        regime.polarity = found.wave.polarity;
        regime.confidence = found.wave.confidence;
        regime.reason = found.wave.reason;
        regime.levelWatts = medianWatts(m_samples, found.begin, found.end);
        if (found.wave.shape == WaveShape::Square) {
            regime.periodSeconds = found.wave.periodSeconds;
            const std::size_t first = m_result.phases.size();
            regime.epochs = addPhases(found, borders);
            measureMark(regime, std::span(m_result.phases).subspan(first));
        }
        m_result.epochs += regime.epochs;
        m_result.regimes.push_back(regime);
    }

    Segmentation take() { return std::move(m_result); }

private:
    /// Returns the epochs: the training steps of the regime, cut ones included.
    std::size_t addPhases(const RegimeFinding& found, const Borders& borders)
    {
        const PhaseKind training = found.wave.polarity == Polarity::Normal ? PhaseKind::Peak : PhaseKind::Valley;
        std::size_t epochs = 0;
        const std::vector<LevelRun>& runs = found.wave.runs;
        for (std::size_t r = 0; r < runs.size() && !m_context.stopRequested(); ++r) {
            Phase phase;
            phase.kind = runs[r].kind;
            phase.role = phase.kind == training ? PhaseRole::Training : PhaseRole::Between;
            phase.regime = m_result.regimes.size();
            phase.beginSeconds = m_samples.seconds[runs[r].begin];
            phase.endSeconds = endSecondsOf(m_samples, runs[r].end);
            m_meter.measure(phase);
            phase.complete = (r > 0 || borders.before == Border::Idle) &&
                             (r + 1 < runs.size() || borders.after == Border::Idle) && !meetsGap(runs[r]);
            epochs += phase.role == PhaseRole::Training ? 1 : 0;
            m_result.phases.push_back(phase);
        }
        return epochs;
    }

    /// Whether a gap lies in a run or at an edge of it, so that nobody knows how long it lasted.
    bool meetsGap(const LevelRun& run) const
    {
        const auto first = m_samples.seconds.begin() + static_cast<std::ptrdiff_t>(run.begin - (run.begin > 0 ? 1 : 0));
        const auto last =
            m_samples.seconds.begin() + static_cast<std::ptrdiff_t>(std::min(run.end + 1, m_samples.seconds.size()));
        return std::adjacent_find(first, last, [this](double earlier, double later) {
                   return later - earlier > m_gapSeconds;
               }) != last;
    }

    const GoodSamples& m_samples;
    const RunContext& m_context;
    double m_gapSeconds;
    PhaseMeter m_meter;
    Segmentation m_result;
};

} // namespace

void measureMark(Regime& regime, std::span<const Phase> phases)
{
    constexpr double LeastDepth = 0.25;
    regime.mark = MarkKind::None;
    regime.amplitudeWatts = 0.0;
    KindOfPhase peak;
    KindOfPhase valley;
    for (const Phase& phase : phases) {
        KindOfPhase& kind = phase.kind == PhaseKind::Peak ? peak : valley;
        kind.watts.push_back(phase.meanWatts);
        kind.seconds.push_back(phase.durationSeconds());
    }
    if (peak.watts.empty() || valley.watts.empty())
        return;
    const double high = median(peak.watts);
    regime.amplitudeWatts = high - median(valley.watts);
    if (median(peak.seconds) < median(valley.seconds))
        regime.mark = MarkKind::ShortPeak;
    else
        regime.mark = regime.amplitudeWatts >= LeastDepth * high ? MarkKind::DeepValley : MarkKind::ShallowDip;
}

void tellStepsWithoutWave(Segmentation& segmentation)
{
    constexpr double LeastStep = 0.12;
    constexpr std::size_t MostNamed = 6;
    const std::vector<Regime>& regimes = segmentation.regimes;
    const auto isWave = [](const Regime& regime) { return regime.shape == WaveShape::Square; };
    if (regimes.size() < 2 || std::any_of(regimes.begin(), regimes.end(), isWave) || isPlateauInIdleTime(regimes))
        return;
    std::vector<double> watts;
    double confidence = 1.0;
    for (const Regime& regime : regimes) {
        watts.push_back(regime.levelWatts);
        confidence = std::min(confidence, regime.confidence);
    }
    std::sort(watts.begin(), watts.end());
    std::vector<double> levels;
    for (const double level : watts) {
        if (levels.empty() || level - levels.back() >= LeastStep * level)
            levels.push_back(level);
    }
    if (levels.size() < 2)
        return;
    std::string named;
    for (const double level : levels)
        named += fmt::format("{}{:.0f}", named.empty() ? "" : ", ", level);
    if (levels.size() > MostNamed)
        named = fmt::format("{:.0f} to {:.0f}", levels.front(), levels.back());
    segmentation.shape = WaveShape::Irregular;
    segmentation.reason =
        fmt::format("The power steps between {} levels ({} W) and repeats none.", levels.size(), named);
    segmentation.confidence = confidence;
}

double endSecondsOf(const GoodSamples& samples, std::size_t end)
{
    return samples.seconds[std::min(end, samples.seconds.size() - 1)];
}

Segmentation assembled(const PowerSeries& series, const GoodSamples& samples, const std::vector<RegimeFinding>& found,
                       const RunContext& context)
{
    Assembly assembly(series, samples, context);
    for (std::size_t i = 0; i < found.size() && !context.stopRequested(); ++i)
        assembly.add(found[i], bordersOf(found, i));
    Segmentation result = assembly.take();
    nameRegimes(result.regimes);
    return result;
}

} // namespace wattline
