// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/segmentation.h"

#include "core/phases/measure_phase.h"
#include "core/phases/regimes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LeastSamples = 8;

Result<void> checkSettings(const SegmentationSettings& settings)
{
    const auto inRange = [](double value, double low, double high) { return value >= low && value <= high; };
    if (settings.smoothingSamples < 1 || settings.smoothingSamples > 99 || settings.smoothingSamples % 2 == 0)
        return Error{ErrorKind::Data, fmt::format("Smoothing over {} samples is not possible; give an odd number from "
                                                  "1 to 99.",
                                                  settings.smoothingSamples)};
    if (!inRange(settings.minimumContrast, 0.0, 1.0) || !inRange(settings.minimumSeparation, 0.0, 1e6) ||
        !inRange(settings.hysteresis, 0.0, 0.5) || !inRange(settings.minimumDwellSeconds, 0.0, 1e9) ||
        !inRange(settings.maximumPeriodSpread, 0.0, 10.0) || settings.minimumCycles < 1)
        return Error{ErrorKind::Data, "A setting of the phase detector is out of its range (contrast 0 to 1, "
                                      "hysteresis 0 to 0.5, the others not below 0, at least one cycle)."};
    if (settings.knownPeriodSeconds && !(*settings.knownPeriodSeconds > 0.0))
        return Error{ErrorKind::Data, "A known period must be longer than 0 s."};
    if (settings.knownEpochs && *settings.knownEpochs == 0)
        return Error{ErrorKind::Data, "A known number of epochs must be at least 1."};
    return {};
}

/// A phase lasts until the first sample of the next one; the very last until its own last sample.
double endSecondsOf(const GoodSamples& samples, std::size_t end)
{
    return samples.seconds[std::min(end, samples.seconds.size() - 1)];
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
    return {regime > 0 ? borderOn(regime - 1) : Border::Cut, borderOn(regime + 1)};
}

/// Builds the segmentation regime by regime.
class Assembly {
public:
    Assembly(const PowerSeries& series, const GoodSamples& samples) : m_samples(samples), m_meter(series) {}

    void add(const RegimeFinding& found, const Borders& borders)
    {
        Regime regime;
        regime.beginSeconds = m_samples.seconds[found.begin];
        regime.endSeconds = endSecondsOf(m_samples, found.end);
        regime.shape = found.wave.shape;
        if (found.wave.shape == WaveShape::Square) {
            regime.periodSeconds = found.wave.periodSeconds;
            regime.epochs = addPhases(found, borders);
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
        for (std::size_t r = 0; r < runs.size(); ++r) {
            Phase phase;
            phase.kind = runs[r].kind;
            phase.role = phase.kind == training ? PhaseRole::Training : PhaseRole::Between;
            phase.regime = m_result.regimes.size();
            phase.beginSeconds = m_samples.seconds[runs[r].begin];
            phase.endSeconds = endSecondsOf(m_samples, runs[r].end);
            m_meter.measure(phase);
            phase.complete =
                (r > 0 || borders.before == Border::Idle) && (r + 1 < runs.size() || borders.after == Border::Idle);
            epochs += phase.role == PhaseRole::Training ? 1 : 0;
            m_result.phases.push_back(phase);
        }
        return epochs;
    }

    const GoodSamples& m_samples;
    PhaseMeter m_meter;
    Segmentation m_result;
};

double secondsOf(const GoodSamples& samples, const RegimeFinding& found)
{
    return endSecondsOf(samples, found.end) - samples.seconds[found.begin];
}

/// The regime that speaks for the whole: the longest wave, else the longest stretch.
const RegimeFinding& chiefOf(const GoodSamples& samples, const std::vector<RegimeFinding>& found)
{
    return *std::max_element(found.begin(), found.end(), [&](const RegimeFinding& a, const RegimeFinding& b) {
        const bool aWave = a.wave.shape == WaveShape::Square;
        const bool bWave = b.wave.shape == WaveShape::Square;
        return aWave != bWave ? bWave : secondsOf(samples, a) < secondsOf(samples, b);
    });
}

/// A known count or period that the result contradicts lowers the confidence and is said.
void crossCheck(Segmentation& result, double periodSeconds, const SegmentationSettings& settings)
{
    if (settings.knownEpochs && *settings.knownEpochs != result.epochs) {
        const auto known = static_cast<double>(*settings.knownEpochs);
        const auto found = static_cast<double>(result.epochs);
        result.confidence *= std::min(known, found) / std::max(known, found);
        result.reason += fmt::format(" {} epochs were found where {} are known.", result.epochs, *settings.knownEpochs);
    }
    if (settings.knownPeriodSeconds && periodSeconds > 0.0) {
        const double ratio = periodSeconds / *settings.knownPeriodSeconds;
        if (std::abs(ratio - 1.0) > settings.maximumPeriodSpread) {
            result.confidence *= std::min(ratio, 1.0 / ratio);
            result.reason += fmt::format(" The period is {:.3g} s where {:.3g} s is known.", periodSeconds,
                                         *settings.knownPeriodSeconds);
        }
    }
}

} // namespace

Result<Segmentation> segment(const PowerSeries& series, const SegmentationSettings& settings, const RunContext& context)
{
    if (Result<void> checked = checkSettings(settings); !checked)
        return checked.error();
    const GoodSamples samples = goodSamplesOf(series);
    if (samples.watts.size() < LeastSamples)
        return Error{ErrorKind::Data, fmt::format("Only {} samples are numbers; at least {} are needed to look for "
                                                  "phases.",
                                                  samples.watts.size(), LeastSamples)};
    const std::vector<RegimeFinding> found = findRegimes(samples, settings, context);
    if (found.empty())
        return canceledError();
    Assembly assembly(series, samples);
    for (std::size_t i = 0; i < found.size(); ++i)
        assembly.add(found[i], bordersOf(found, i));
    Segmentation result = assembly.take();
    const RegimeFinding& chief = chiefOf(samples, found);
    result.shape = chief.wave.shape;
    result.polarity = chief.wave.polarity;
    result.reason = chief.wave.reason;
    result.confidence = chief.wave.confidence;
    crossCheck(result, chief.wave.periodSeconds, settings);
    return result;
}

std::string nameOf(WaveShape shape)
{
    switch (shape) {
    case WaveShape::Flat:
        return "flat";
    case WaveShape::Square:
        return "square";
    case WaveShape::Irregular:
        return "irregular";
    }
    return {};
}

std::string nameOf(PhaseKind kind)
{
    return kind == PhaseKind::Peak ? "peak" : "valley";
}

std::string nameOf(PhaseRole role)
{
    return role == PhaseRole::Training ? "training" : "between";
}

std::string nameOf(Polarity polarity)
{
    return polarity == Polarity::Normal ? "normal" : "inverted";
}

std::string nameOf(RegimeKind kind)
{
    switch (kind) {
    case RegimeKind::Training:
        return "training";
    case RegimeKind::StartUp:
        return "start-up";
    case RegimeKind::Idle:
        return "idle";
    case RegimeKind::Pause:
        return "pause";
    case RegimeKind::End:
        return "end";
    case RegimeKind::Work:
        return "work";
    }
    return {};
}

std::string nameOf(MarkKind mark)
{
    switch (mark) {
    case MarkKind::None:
        return "none";
    case MarkKind::DeepValley:
        return "deep valley";
    case MarkKind::ShallowDip:
        return "shallow dip";
    case MarkKind::ShortPeak:
        return "short peak";
    }
    return {};
}

} // namespace wattline
