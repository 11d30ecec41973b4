// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/front_figure.h"

#include "core/evolution/knee.h"
#include "core/report/axis_choice.h"
#include "core/report/figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

enum Colours { TrainingColour = 0, ValidationColour = 1, KneeColour = 4, ChosenColour = 5 };

constexpr double PercentPerOne = 100.0;

/// 1, 2, 5, 10, 20, ...: the next one above a positive number, or below it.
double roundedUp(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (value <= step * decade)
            return step * decade;
    }
    return 10.0 * decade;
}

double roundedDown(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {5.0, 2.0}) {
        if (value >= step * decade)
            return step * decade;
    }
    return decade;
}

bool isDrawn(double error, const FrontPicture& picture)
{
    return std::isfinite(error) && (!picture.logarithmic || error > 0.0);
}

std::vector<double> errorsOf(const Front& front, double FormulaCandidate::*error, const FrontPicture& picture)
{
    std::vector<double> errors;
    for (const FormulaCandidate& candidate : front) {
        const double value = shownError(candidate.*error, picture.measure);
        errors.push_back(isDrawn(value, picture) ? value : std::numeric_limits<double>::quiet_NaN());
    }
    return errors;
}

std::vector<double> lengthsOf(const Front& front)
{
    std::vector<double> lengths;
    for (const FormulaCandidate& candidate : front)
        lengths.push_back(static_cast<double>(candidate.formula.length()));
    return lengths;
}

FigureCurve ringAt(const std::string& name, int colour, double length, double error)
{
    return {.name = name, .x = {length}, .y = {error}, .style = CurveStyle::Rings, .colour = colour};
}

/// From 0 to a round number of nodes, and round numbers around the errors.
void roundAxes(FigurePanel& panel)
{
    constexpr double NodesStep = 10.0;
    constexpr double Room = 1.05; // a point at the very end of an axis would be cut
    double longest = 0.0;
    double least = HUGE_VAL;
    double greatest = -HUGE_VAL;
    for (const FigureCurve& curve : panel.curves) {
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            longest = std::max(longest, curve.x[i]);
            if (!std::isfinite(curve.y[i]))
                continue;
            least = std::min(least, curve.y[i]);
            greatest = std::max(greatest, curve.y[i]);
        }
    }
    panel.x.minimum = 0.0;
    panel.x.maximum = NodesStep * std::ceil((longest + 1.0) / NodesStep);
    if (!(least <= greatest) || greatest <= 0.0)
        return;
    panel.y.minimum = panel.y.logarithmic ? roundedDown(least / Room) : 0.0;
    panel.y.maximum = roundedUp(greatest * Room);
}

} // namespace

FigureAxis errorAxis(ErrorMeasure measure, const std::string& target)
{
    const std::string unit = axisOfColumn(target).unit;
    switch (measure) {
    case ErrorMeasure::RootMeanSquare:
        return {.quantity = "Root mean squared error", .unit = unit};
    case ErrorMeasure::MeanRelative:
        return {.quantity = "Mean relative error", .unit = "%"};
    case ErrorMeasure::RootMeanSquareLog:
        return {.quantity = "Root mean squared error of the logarithm"};
    case ErrorMeasure::MeanAbsolute:
        break;
    }
    return {.quantity = "Mean absolute error", .unit = unit};
}

double shownError(double error, ErrorMeasure measure)
{
    return measure == ErrorMeasure::MeanRelative ? PercentPerOne * error : error;
}

bool needsLogarithm(const Front& front)
{
    std::vector<double> errors;
    for (const FormulaCandidate& candidate : front) {
        errors.push_back(candidate.trainError);
        errors.push_back(candidate.validationError);
    }
    return spansDecades(errors);
}

Figure frontFigure(const Front& front, const FrontPicture& picture)
{
    Figure figure{.title = "Length and error of formulas for " + picture.target};
    if (front.empty())
        return figure;
    const std::vector<double> lengths = lengthsOf(front);
    const std::vector<double> training = errorsOf(front, &FormulaCandidate::trainError, picture);
    const std::vector<double> validation = errorsOf(front, &FormulaCandidate::validationError, picture);
    FigurePanel panel;
    panel.x = {.quantity = "Complexity", .unit = "nodes"};
    panel.y = errorAxis(picture.measure, picture.target);
    panel.y.logarithmic = picture.logarithmic;
    panel.curves = {
        {.name = "Training", .x = lengths, .y = training, .style = CurveStyle::Points, .colour = TrainingColour}};
    if (std::ranges::any_of(front, [](const auto& candidate) { return !std::isnan(candidate.validationError); }))
        panel.curves.push_back({.name = "Validation",
                                .x = lengths,
                                .y = validation,
                                .style = CurveStyle::Points,
                                .colour = ValidationColour});
    panel.curves.push_back({.x = lengths, .y = training, .style = CurveStyle::Step, .colour = TrainingColour});
    if (const std::optional<std::size_t> knee = kneeOf(front))
        panel.curves.push_back(ringAt("Knee", KneeColour, lengths[*knee], training[*knee]));
    if (const auto& chosen = picture.chosen) {
        const double error = shownError(chosen->trainError, picture.measure);
        if (isDrawn(error, picture))
            panel.curves.push_back(ringAt("Chosen", ChosenColour, static_cast<double>(chosen->length), error));
    }
    roundAxes(panel);
    figure.panels.push_back(std::move(panel));
    return figure;
}

void holdAxes(Figure& figure, const Figure& earlier)
{
    if (figure.panels.size() != 1 || earlier.panels.size() != 1)
        return;
    FigurePanel& panel = figure.panels.front();
    const FigurePanel& before = earlier.panels.front();
    if (panel.y.logarithmic != before.y.logarithmic || panel.y.label() != before.y.label())
        return;
    for (auto [axis, old] : {std::pair{&panel.x, &before.x}, std::pair{&panel.y, &before.y}}) {
        if (axis->minimum && old->minimum)
            axis->minimum = std::min(*axis->minimum, *old->minimum);
        if (axis->maximum && old->maximum)
            axis->maximum = std::max(*axis->maximum, *old->maximum);
    }
}

} // namespace wattline
