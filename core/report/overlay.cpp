// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/overlay.h"

#include <cmath>

namespace wattline {

namespace {

double rootMeanSquare(const std::vector<float>& values)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (const float value : values) {
        if (std::isnan(value))
            continue;
        sum += static_cast<double>(value) * value;
        ++count;
    }
    return std::sqrt(sum / static_cast<double>(count)); // of nothing: not a number
}

/// Null where a stop was requested.
std::shared_ptr<const SampledSeries> drawn(PowerSeries series, const RunContext& context)
{
    return SampledSeries::make(std::make_shared<const std::vector<double>>(std::move(series.timeSeconds)),
                               std::make_shared<const std::vector<float>>(std::move(series.powerWatts)), context);
}

PowerSeries startingAt(PowerSeries series, double zeroSeconds)
{
    for (double& seconds : series.timeSeconds)
        seconds -= zeroSeconds;
    return series;
}

FigureAxis timeAxis(AlignAt alignAt)
{
    switch (alignAt) {
    case AlignAt::FirstRise:
        return {.quantity = "Time since the first rise", .unit = "s"};
    case AlignAt::Begin:
        return {.quantity = "Time since the beginning", .unit = "s"};
    case AlignAt::Clock:
        break;
    }
    return {.quantity = "Time since the last one began", .unit = "s"};
}

} // namespace

Result<Overlay> overlay(const std::vector<NamedSeries>& series, const AlignSettings& settings,
                        const RunContext& context)
{
    if (series.size() < 2)
        return Error{ErrorKind::Data, "Two recordings or more are needed to lay them over one another."};
    const Result<AlignedSeries> aligned = align(series, settings, context);
    if (!aligned)
        return aligned.error();
    Overlay laid{settings.alignAt, aligned->timeSeconds.front(), aligned->timeSeconds.back(), aligned->stepSeconds, {}};
    for (std::size_t i = 0; i < series.size(); ++i) {
        context.report(static_cast<double>(i) / static_cast<double>(series.size()), "Laying " + series[i].name);
        OverlaidRecording& one = laid.recordings.emplace_back();
        const OverlaidRecording& first = laid.recordings.front();
        one.name = series[i].name;
        one.zeroSeconds = aligned->zeroSeconds[i];
        one.shiftSeconds = one.zeroSeconds - first.zeroSeconds;
        const CoveredEnergy covered = energyInCommon(series[i].power, one.zeroSeconds, *aligned);
        one.energyJoules = covered.joules;
        one.meanWatts = covered.joules / covered.seconds; // of nothing: not a number
        one.meanDifferenceWatts = one.meanWatts - first.meanWatts;
        one.energyDifferenceJoules = one.energyJoules - first.energyJoules;
        one.power = drawn(startingAt(series[i].power, one.zeroSeconds), context);
        if (i > 0) {
            PowerSeries difference = differenceOf(*aligned, i, 0);
            one.distanceWatts = rootMeanSquare(difference.powerWatts);
            one.difference = drawn(std::move(difference), context);
        }
        if (!one.power || (i > 0 && !one.difference))
            return canceledError();
    }
    return laid;
}

Figure overlayFigure(const Overlay& overlay, const std::string& title)
{
    FigurePanel power;
    power.title = "Power";
    power.x = timeAxis(overlay.alignAt);
    power.y = {.quantity = "Power", .unit = "W"};
    FigurePanel difference;
    difference.title = "Difference to " + overlay.recordings.front().name;
    difference.x = power.x;
    difference.y = {.quantity = "Difference", .unit = "W"};
    difference.rules.push_back({FigureRule::Kind::Horizontal, 0.0, ""});
    int colour = 0;
    for (const OverlaidRecording& recording : overlay.recordings) {
        FigureCurve curve{.name = recording.name, .colour = colour++, .samples = recording.power};
        power.curves.push_back(curve);
        curve.samples = recording.difference;
        if (curve.samples)
            difference.curves.push_back(std::move(curve));
    }
    return {.title = title, .panels = {std::move(power), std::move(difference)}, .sharedX = true};
}

} // namespace wattline
