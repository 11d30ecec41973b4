// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/study_figure.h"

#include "core/report/figures.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

enum Colours { BestColour = 5, PlateauColour = 4 };

/// The points of one curve: consecutive ones of one population and crossover.
struct CurvePoints {
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool isSame(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// The curves of each panel.
std::vector<std::vector<CurvePoints>> panelsOf(const Study& study)
{
    std::vector<std::vector<CurvePoints>> panels;
    for (std::size_t i = 0; i < study.points.size(); ++i) {
        const StudyPoint& point = study.points[i];
        const StudyPoint* before = i > 0 ? &study.points[i - 1] : nullptr;
        const bool newPanel = before == nullptr || !isSame(before->crossover, point.crossover);
        if (newPanel)
            panels.emplace_back();
        if (newPanel || before->population != point.population)
            panels.back().push_back({i, i});
        panels.back().back().end = i + 1;
    }
    return panels;
}

double factorOf(const Study& study)
{
    return study.relative ? 100.0 : 1.0;
}

FigureCurve curveOf(const Study& study, const CurvePoints& points, std::size_t place)
{
    FigureCurve curve{.name = fmt::format("Population {}", study.points[points.begin].population),
                      .colour = static_cast<int>(place)};
    for (std::size_t i = points.begin; i < points.end; ++i) {
        curve.x.push_back(static_cast<double>(study.points[i].generations));
        curve.y.push_back(factorOf(study) * study.points[i].validation.mean);
        curve.yError.push_back(factorOf(study) * study.points[i].validation.std);
    }
    return curve;
}

FigureCurve ringAt(const Study& study, std::size_t point, const char* name, int colour)
{
    const StudyPoint& at = study.points[point];
    return {.name = name,
            .x = {static_cast<double>(at.generations)},
            .y = {factorOf(study) * at.validation.mean},
            .style = CurveStyle::Rings,
            .colour = colour};
}

FigurePanel panelOf(const Study& study, const std::vector<CurvePoints>& curves)
{
    FigurePanel panel;
    const double crossover = study.points[curves.front().begin].crossover;
    if (!std::isnan(crossover))
        panel.title = fmt::format("Crossover {}", crossover);
    panel.x = {.quantity = "Generations"};
    panel.y = {.quantity = study.relative ? "Validation MRE" : "Validation RMSE",
               .unit = study.relative ? "%" : axisOfColumn(study.target).unit};
    for (std::size_t place = 0; place < curves.size(); ++place)
        panel.curves.push_back(curveOf(study, curves[place], place));
    const auto isHere = [&curves](const std::optional<std::size_t>& point) {
        return point && *point >= curves.front().begin && *point < curves.back().end;
    };
    if (isHere(study.best))
        panel.curves.push_back(ringAt(study, *study.best, "Least error", BestColour));
    if (isHere(study.plateau))
        panel.curves.push_back(ringAt(study, *study.plateau, "Plateau begins", PlateauColour));
    return panel;
}

} // namespace

Figure studyFigure(const Study& study)
{
    Figure figure{.title = "Parameter study: " + study.target, .sharedX = true};
    double greatest = 0.0;
    for (const std::vector<CurvePoints>& curves : panelsOf(study))
        figure.panels.push_back(panelOf(study, curves));
    for (const FigurePanel& panel : figure.panels) {
        for (const FigureCurve& curve : panel.curves) {
            for (std::size_t i = 0; i < curve.yError.size(); ++i) {
                if (std::isfinite(curve.y[i]))
                    greatest = std::max(greatest, curve.y[i] + curve.yError[i]);
            }
        }
    }
    for (FigurePanel& panel : figure.panels) { // one scale, so that panels can be compared
        panel.y.minimum = 0.0;
        if (greatest > 0.0)
            panel.y.maximum = 1.05 * greatest;
    }
    return figure;
}

std::optional<std::size_t> studyPointAt(const Study& study, std::size_t panel, std::size_t curve, std::size_t point)
{
    const std::vector<std::vector<CurvePoints>> panels = panelsOf(study);
    if (panel >= panels.size() || curve >= panels[panel].size())
        return {};
    const CurvePoints& points = panels[panel][curve];
    return points.begin + point < points.end ? std::optional(points.begin + point) : std::nullopt;
}

} // namespace wattline
