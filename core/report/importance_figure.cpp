// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importance_figure.h"

#include "core/report/figures.h"

namespace wattline {

namespace {

constexpr double PercentPerOne = 100.0;

FigureAxis growthAxis(const ImportanceStudy& study, bool relative)
{
    if (relative)
        return {.quantity = "Growth of the MRE", .unit = "percentage points"};
    const std::string unit = axisOfColumn(study.target).unit;
    return {.quantity = "Growth of the MSE", .unit = unit.empty() ? "" : unit + "²"};
}

/// A feature's place along the axis, and its name there.
void addCategory(FigurePanel& panel, const ImportanceStudy& study, std::size_t feature)
{
    panel.categories.push_back(axisOfColumn(study.featureNames[feature]).quantity);
}

} // namespace

Figure importanceFigure(const ImportanceStudy& study)
{
    const bool relative = study.mre.has_value();
    FigurePanel panel;
    panel.x = {.quantity = "Feature shuffled"};
    panel.y = growthAxis(study, relative);
    FigureCurve bars{.style = CurveStyle::Bars};
    for (const std::size_t feature : study.ranking()) {
        const FeatureImportance& importance = study.importances[feature];
        const Spread growth = relative && importance.mre ? *importance.mre : importance.mse;
        const double factor = relative ? PercentPerOne : 1.0;
        bars.x.push_back(static_cast<double>(panel.categories.size()));
        bars.y.push_back(factor * growth.mean);
        bars.yError.push_back(factor * growth.std);
        addCategory(panel, study, feature);
    }
    panel.curves.push_back(std::move(bars));
    panel.rules.push_back({FigureRule::Kind::Horizontal, 0.0, {}});
    return {.title = "Importance of features for " + study.target, .panels = {std::move(panel)}};
}

Figure elasticityFigure(const ImportanceStudy& study)
{
    constexpr double Apart = 0.12; // of a category, so that the error bars stand side by side
    FigurePanel panel;
    panel.x = {.quantity = "Feature moved"};
    panel.y = {.quantity = "Change of the prediction", .unit = "%"};
    FigureCurve up{.name = "Step up", .style = CurveStyle::Points, .colour = 0};
    FigureCurve down{.name = "Step down", .style = CurveStyle::Points, .colour = 1};
    for (const std::size_t feature : study.ranking()) {
        const FeatureElasticity elasticity = study.elasticity(feature);
        const auto place = static_cast<double>(panel.categories.size());
        const auto add = [](FigureCurve& curve, double x, const ElasticStep& step) {
            curve.x.push_back(x);
            curve.y.push_back(PercentPerOne * step.change.mean);
            curve.yError.push_back(PercentPerOne * step.change.std);
        };
        add(up, place - Apart, elasticity.up);
        add(down, place + Apart, elasticity.down);
        addCategory(panel, study, feature);
    }
    panel.x.minimum = -0.5;
    panel.x.maximum = static_cast<double>(panel.categories.size()) - 0.5;
    panel.curves = {std::move(up), std::move(down)};
    panel.rules.push_back({FigureRule::Kind::Horizontal, 0.0, {}});
    return {.title = "Elasticity of " + study.target, .panels = {std::move(panel)}};
}

} // namespace wattline
