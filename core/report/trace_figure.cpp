// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <set>

namespace wattline {

namespace {

const FigureAxis TimeAxis{.quantity = "Time", .unit = "s"};
const FigureAxis PowerAxis{.quantity = "Power", .unit = "W"};

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

FigureAxis timeAxisOf(const Trace& trace, TimeTicks ticks)
{
    FigureAxis axis = TimeAxis;
    axis.ticks = ticks == TimeTicks::Clock && !trace.startUnixSeconds ? TimeTicks::Elapsed : ticks;
    axis.startUnixSeconds = trace.startUnixSeconds.value_or(0.0);
    if (axis.ticks == TimeTicks::Clock) {
        axis.quantity = "Time of day";
        axis.unit.clear();
    }
    return axis;
}

FigureAxis sideAxis(const Trace& trace, const Lane& lane, const std::string& name)
{
    const SideSeries& side = *findColumn(trace.gpus[lane.gpus.front()], name);
    FigureAxis axis{.quantity = titleOfColumn(name), .unit = side.unit == "C" ? "°C" : side.unit};
    if (side.unit == "%") {
        axis.minimum = 0.0;
        axis.maximum = 100.0;
    }
    return axis;
}

std::string laneTitle(const GpuTrace& gpu, const Lane& lane, const FigureAxis& axis)
{
    if (lane.column)
        return "GPU " + gpu.id + ", " + axis.quantity;
    return "GPU " + gpu.id + (gpu.name.empty() ? "" : ", " + gpu.name);
}

void addPowerLimit(FigurePanel& panel, const Trace& trace, const Lane& lane)
{
    for (const std::size_t gpu : lane.gpus) {
        const std::optional<double>& limit = trace.gpus[gpu].powerLimitWatts;
        const bool drawn = std::any_of(panel.rules.begin(), panel.rules.end(),
                                       [&](const FigureRule& rule) { return limit && rule.at == *limit; });
        if (limit && !drawn)
            panel.rules.push_back({FigureRule::Kind::Horizontal, *limit, "Power limit"});
    }
}

FigurePanel lanePanel(const TraceCurves& curves, const Lane& lane, TimeTicks ticks)
{
    const Trace& trace = *curves.trace;
    FigurePanel panel;
    panel.x = timeAxisOf(trace, ticks);
    panel.y = lane.column ? sideAxis(trace, lane, curves.settings.columns[*lane.column]) : PowerAxis;
    panel.title = lane.gpus.size() == 1 ? laneTitle(trace.gpus[lane.gpus.front()], lane, panel.y) : panel.y.quantity;
    if (!lane.column && curves.settings.smoothingSamples > 1)
        panel.title += ", smoothed over " + std::to_string(curves.settings.smoothingSamples) + " samples";
    for (const std::size_t gpu : lane.gpus) {
        FigureCurve curve;
        curve.name = "GPU " + trace.gpus[gpu].id;
        curve.colour = static_cast<int>(gpu);
        curve.samples = lane.column ? curves.gpus[gpu].sides[*lane.column] : curves.gpus[gpu].power;
        panel.curves.push_back(std::move(curve));
    }
    if (!lane.column)
        addPowerLimit(panel, trace, lane);
    return panel;
}

/// What somebody noted of the lane's GPUs. Peaks and valleys that somebody marked are no phases that were found.
void addMarks(FigurePanel& panel, const Trace& trace, const Lane& lane, const Annotations& notes)
{
    using Role = FigureSpan::Role;
    for (const Annotation& note : notes) {
        const bool here = std::any_of(lane.gpus.begin(), lane.gpus.end(),
                                      [&](std::size_t gpu) { return note.concerns(trace.gpus[gpu].id); });
        if (!here)
            continue;
        std::string label = note.text;
        if (label.empty() && note.kind != AnnotationKind::Note) {
            label = nameOf(note.kind);
            label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
        }
        const Role role = note.kind == AnnotationKind::Epoch    ? Role::Epoch
                          : note.kind == AnnotationKind::Idle   ? Role::Idle
                          : note.kind == AnnotationKind::Ignore ? Role::Ignore
                                                                : Role::Note;
        panel.spans.push_back({note.beginSeconds, note.endSeconds, role, std::move(label)});
    }
}

/// Of one GPU its own phases; of several those of their sum, where it was looked at.
const Segmentation& phasesOf(const TracePhases& phases, const Lane& lane)
{
    return lane.gpus.size() > 1 && phases.sum ? *phases.sum : phases.gpus[lane.gpus.front()];
}

} // namespace

Figure traceFigure(const TraceCurves& curves, const TracePhases* phases, const std::vector<Lane>& lanes,
                   TimeTicks ticks, const Annotations& notes)
{
    assert(!phases || phases->gpus.size() == curves.gpus.size());
    Figure figure;
    figure.title = curves.trace->path;
    figure.sharedX = true;
    std::set<double> namedLimits; // a limit that all GPUs share is named once
    for (const Lane& lane : lanes) {
        FigurePanel panel = lanePanel(curves, lane, ticks);
        if (phases)
            panel.spans = spansOf(phasesOf(*phases, lane));
        addMarks(panel, *curves.trace, lane, notes);
        for (FigureRule& rule : panel.rules) {
            if (!namedLimits.insert(rule.at).second)
                rule.name.clear();
        }
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
