// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/strict.h"
#include "core/features/feature_table.h"
#include "core/forecast/forecast.h"
#include "core/phases/trace_phases.h"
#include "core/report/figure.h"
#include "core/report/lanes.h"
#include "core/report/trace_curves.h"
#include "core/trace/annotations.h"

namespace wattline {

/// A panel for each lane: power, or a further column, over time, peaks and valleys shaded, the power limit as a rule
/// where it is known, notes and marks where they concern a GPU of the lane. The lanes are of lanesOf() with the columns
/// of the curves' settings. Clock ticks need a recording with wall-clock times; without, the time is the elapsed one.
Figure traceFigure(const TraceCurves& curves, const TracePhases* phases, const std::vector<Lane>& lanes,
                   TimeTicks ticks = TimeTicks::Elapsed, const Annotations& notes = {});

/// One feature against the target; of very many rows some, evenly taken, which the legend tells.
Figure scatterFigure(const RegressionData& data, std::size_t feature);

/// Best, mean and validation fitness by generation, of that measure.
Figure fitnessFigure(const std::vector<GenerationStats>& history, const std::string& target,
                     ErrorMeasure measure = ErrorMeasure::MeanAbsolute);

/// The power curve of a forecast per GPU over its first cycles, with TDP and mean as rules.
Figure forecastFigure(const Forecast& forecast);

/// Axis text and unit of a data-set column: "peak_power_w" -> {"Peak power", "W"}; unknown names stay as they are.
FigureAxis axisOfColumn(const std::string& column);

} // namespace wattline
