// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/time_axis.h"
#include "core/trace/sampled_series.h"

#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// An axis: what it shows and in which unit. Labels are written "Power (W)".
struct FigureAxis {
    std::string quantity;
    std::string unit; ///< empty for a pure number
    bool logarithmic = false;
    std::optional<double> minimum; ///< decided from the data where absent
    std::optional<double> maximum;
    TimeTicks ticks = TimeTicks::None; ///< how an axis of seconds is written
    double startUnixSeconds = 0.0;     ///< the clock at 0, for TimeTicks::Clock

    std::string label() const { return unit.empty() ? quantity : quantity + " (" + unit + ")"; }
};

/// How a curve is drawn.
enum class CurveStyle {
    Line,
    Step,
    Points,
    Rings, ///< open symbols, larger than points: marks around points of other curves
    Bars,
    Band, ///< a shade from y - yError to y + yError
    Path  ///< a line through the points in their own order, which may go back and forth: a box, a joined pair
};

/// A curve or cloud: x and y have the same length, NaN in y breaks the line; or a line through samples, which it shares
/// with others and which may be hundreds of millions: then x and y are empty. `colour` counts through the palette, so
/// that a GPU or method keeps its colour in every figure.
struct FigureCurve {
    std::string name; ///< in the legend; empty: not listed
    std::vector<double> x;
    std::vector<double> y;
    CurveStyle style = CurveStyle::Line;
    int colour = 0;
    bool dashed = false;
    bool faint = false;              ///< one of many lines over each other
    std::vector<double> yError;      ///< half-lengths of error bars; empty for none
    std::vector<std::size_t> rows;   ///< the data-set row of each point, empty where points are no rows
    std::vector<std::string> labels; ///< written beside each point where not empty; empty for none
    std::shared_ptr<const SampledSeries> samples;
};

/// A shaded stretch of the x axis: a phase that was found, what is selected, or a mark that somebody set.
struct FigureSpan {
    double begin = 0.0;
    double end = 0.0;
    enum class Role { Peak, Valley, Selection, Epoch, Idle, Ignore, Note } role = Role::Peak;
    std::string label = {}; ///< written into the stretch where there is room
};

/// A straight line across the panel: a limit, a mean, the diagonal of a predicted-observed plot.
struct FigureRule {
    enum class Kind { Horizontal, Vertical, Diagonal } kind = Kind::Horizontal;
    double at = 0.0; ///< unused for the diagonal
    std::string name;
};

/// Coloured cells between named lines, each with its number in it: -1 to 1, NaN for none. Its panel holds nothing else.
struct FigureMatrix {
    std::vector<std::string> names; ///< of the rows from top to bottom, and of the columns
    std::vector<double> values;     ///< row by row; they give the colours
    std::vector<std::string> texts; ///< what the cells say instead of their values; empty: the values
};

/// One pair of axes with what is drawn in it.
struct FigurePanel {
    std::string title;
    FigureAxis x;
    FigureAxis y;
    std::vector<FigureCurve> curves;
    std::vector<FigureSpan> spans;
    std::vector<FigureRule> rules;
    std::vector<std::string> categories; ///< names of the x positions 0, 1, 2, ... for bars; empty for a number axis
    std::optional<FigureMatrix> matrix;
};

/// A figure as a value: panels from top to bottom that share their x axis where `sharedX` is set. One view draws it on
/// the screen and on paper.
struct Figure {
    std::string title; ///< of the window or file, not drawn
    std::vector<FigurePanel> panels;
    bool sharedX = false;
};

} // namespace wattline
