// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace wattline {

namespace {

const FigureAxis TimeAxis{.quantity = "Time", .unit = "s"};
const FigureAxis PowerAxis{.quantity = "Power", .unit = "W"};

/// Power over time, with a break in every gap: samples that are not numbers break the line themselves, a stretch
/// without any sample gets a point of its own that does.
FigureCurve powerCurve(const PowerSeries& series)
{
    FigureCurve curve;
    const std::vector<SeriesGap> gaps = findGaps(series);
    curve.x.reserve(series.size() + gaps.size());
    curve.y.reserve(series.size() + gaps.size());
    auto gap = gaps.begin();
    for (std::size_t i = 0; i < series.size(); ++i) {
        for (; gap != gaps.end() && gap->endSeconds <= series.timeSeconds[i]; ++gap) {
            const double before = i > 0 ? series.timeSeconds[i - 1] : gap->beginSeconds;
            curve.x.push_back((before + series.timeSeconds[i]) / 2.0);
            curve.y.push_back(std::numeric_limits<double>::quiet_NaN());
        }
        curve.x.push_back(series.timeSeconds[i]);
        curve.y.push_back(series.powerWatts[i]);
    }
    return curve;
}

std::vector<FigureSpan> spansOf(const Segmentation& segmentation)
{
    std::vector<FigureSpan> spans;
    spans.reserve(segmentation.phases.size());
    for (const Phase& phase : segmentation.phases) {
        const auto role = phase.kind == PhaseKind::Peak ? FigureSpan::Role::Peak : FigureSpan::Role::Valley;
        spans.push_back({phase.beginSeconds, phase.endSeconds, role});
    }
    return spans;
}

FigurePanel gpuPanel(const GpuTrace& gpu, int colour)
{
    FigurePanel panel;
    panel.title = "GPU " + gpu.id + (gpu.name.empty() ? "" : ", " + gpu.name);
    panel.x = TimeAxis;
    panel.y = PowerAxis;
    FigureCurve curve = powerCurve(gpu.power);
    curve.name = "GPU " + gpu.id;
    curve.colour = colour;
    panel.curves.push_back(std::move(curve));
    if (gpu.powerLimitWatts)
        panel.rules.push_back({FigureRule::Kind::Horizontal, *gpu.powerLimitWatts, "Power limit"});
    return panel;
}

} // namespace

Figure traceFigure(const Trace& trace, const TracePhases* phases)
{
    assert(!phases || phases->gpus.size() == trace.gpus.size());
    Figure figure;
    figure.title = trace.path;
    figure.sharedX = true;
    for (std::size_t i = 0; i < trace.gpus.size(); ++i) {
        FigurePanel panel = gpuPanel(trace.gpus[i], static_cast<int>(i));
        if (phases)
            panel.spans = spansOf(phases->gpus[i]);
        figure.panels.push_back(std::move(panel));
    }
    return figure;
}

Figure forecastFigure(const Forecast& forecast)
{
    // Three cycles show the wave; more of the same would only be thinner.
    constexpr std::size_t ShownCycles = 3;
    FigureCurve curve;
    curve.name = "Forecast of one GPU";
    for (const CurvePoint& corner : forecast.curve(ShownCycles)) {
        curve.x.push_back(corner.seconds);
        curve.y.push_back(corner.watts);
    }
    FigurePanel panel;
    panel.x = TimeAxis;
    panel.y = PowerAxis;
    panel.y.minimum = 0.0;
    panel.curves.push_back(std::move(curve));
    panel.rules.push_back({FigureRule::Kind::Horizontal, forecast.meanWattsPerGpu, "Mean"});
    if (forecast.settings.tdpWatts)
        panel.rules.push_back({FigureRule::Kind::Horizontal, *forecast.settings.tdpWatts, "TDP"});
    return {.title = "Forecast", .panels = {std::move(panel)}};
}

} // namespace wattline
