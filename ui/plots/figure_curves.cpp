// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_curves.h"

#include "ui/plots/figure_points.h"
#include "ui/plots/figure_sampled_plottable.h"
#include "ui/style/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

namespace wattline::ui {

namespace {

constexpr std::size_t DenseCurve = 5000; // points from which smoothing the edges costs more than it shows

/// The order of a curve's points by x; points of equal x keep theirs, because they are corners of a step.
std::vector<std::size_t> orderOf(const std::vector<double>& x)
{
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!std::is_sorted(x.begin(), x.end()))
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
    return order;
}

QVector<double> taken(const std::vector<double>& values, const std::vector<std::size_t>& order)
{
    QVector<double> result;
    result.reserve(static_cast<qsizetype>(order.size()));
    for (const std::size_t i : order)
        result.push_back(i < values.size() ? values[i] : qQNaN());
    return result;
}

QCPGraph* addGraph(QCustomPlot& plot, const FigureCurve& curve, const LaidPanel& laid, const FigureStyle& style)
{
    QCPGraph* graph = plot.addGraph(laid.x, laid.y);
    const std::vector<std::size_t> order = orderOf(curve.x);
    graph->setData(taken(curve.x, order), taken(curve.y, order), true);
    QColor colour = seriesColour(curve.colour, style.ground);
    if (curve.faint)
        colour.setAlphaF(0.3F);
    graph->setPen(QPen(colour, style.lineWidth, curve.dashed ? Qt::DashLine : Qt::SolidLine));
    graph->setAntialiased(curve.x.size() < DenseCurve || style.medium == FigureStyle::Medium::Print);
    switch (curve.style) {
    case CurveStyle::Step:
        graph->setLineStyle(QCPGraph::lsStepLeft);
        break;
    case CurveStyle::Points:
    case CurveStyle::Rings:
        drawAsPoints(*graph, curve, style);
        break;
    case CurveStyle::Line:
    case CurveStyle::Bars:
    case CurveStyle::Band:
    case CurveStyle::Path:
        break;
    }
    return graph;
}

QCPCurve* addPath(const FigureCurve& curve, const LaidPanel& laid, const FigureStyle& style)
{
    auto* path = new QCPCurve(laid.x, laid.y);
    path->setData({curve.x.begin(), curve.x.end()}, {curve.y.begin(), curve.y.end()});
    QColor colour = seriesColour(curve.colour, style.ground);
    if (curve.faint)
        colour.setAlphaF(0.3F);
    path->setPen(QPen(colour, style.lineWidth, curve.dashed ? Qt::DashLine : Qt::SolidLine));
    return path;
}

/// The shade between two lines without pens.
QCPGraph* addBand(QCustomPlot& plot, const FigureCurve& curve, const LaidPanel& laid, const FigureStyle& style)
{
    FigureCurve low = curve;
    FigureCurve high = curve;
    for (std::size_t i = 0; i < std::min(curve.y.size(), curve.yError.size()); ++i) {
        low.y[i] -= curve.yError[i];
        high.y[i] += curve.yError[i];
    }
    QCPGraph* bottom = addGraph(plot, low, laid, style);
    QCPGraph* top = addGraph(plot, high, laid, style);
    QColor fill = seriesColour(curve.colour, style.ground);
    fill.setAlphaF(0.3F);
    for (QCPGraph* edge : {bottom, top}) {
        edge->setPen(Qt::NoPen);
        edge->setSelectable(QCP::stNone);
    }
    top->setBrush(fill);
    top->setChannelFillGraph(bottom);
    return top;
}

SampledPlottable* addSamples(const FigureCurve& curve, const LaidPanel& laid, const FigureStyle& style)
{
    auto* line = new SampledPlottable(laid.x, laid.y, curve.samples);
    const bool print = style.medium == FigureStyle::Medium::Print;
    line->setPen(QPen(seriesColour(curve.colour, style.ground), style.lineWidth, Qt::SolidLine, Qt::RoundCap,
                      print ? Qt::RoundJoin : Qt::BevelJoin));
    line->setColumnWidth(print ? style.lineWidth / 2.0 : 1.0);
    line->setAntialiased(print);
    return line;
}

QCPBars* addBars(const FigureCurve& curve, const LaidPanel& laid, const FigureStyle& style)
{
    auto* bars = new QCPBars(laid.x, laid.y);
    const std::vector<std::size_t> order = orderOf(curve.x);
    bars->setData(taken(curve.x, order), taken(curve.y, order), true);
    const QColor colour = seriesColour(curve.colour, style.ground);
    QColor fill = colour;
    fill.setAlphaF(0.75F);
    bars->setPen(QPen(colour, style.lineWidth));
    bars->setBrush(fill);
    bars->setAntialiased(false);
    return bars;
}

void addErrorBars(const FigureCurve& curve, QCPAbstractPlottable* of, const LaidPanel& laid, const FigureStyle& style)
{
    auto* errors = new QCPErrorBars(laid.x, laid.y);
    errors->setDataPlottable(of);
    errors->setData(taken(curve.yError, orderOf(curve.x)));
    errors->setPen(QPen(plotForeground(style.ground), style.lineWidth));
    errors->setWhiskerWidth(style.em() / 2.0);
    errors->setSymbolGap(0.0);
    errors->setSelectable(QCP::stNone);
}

/// Whether bars of different curves would stand at one place.
bool sharePlaces(const FigurePanel& panel)
{
    std::set<double> taken;
    for (const FigureCurve& curve : panel.curves) {
        if (curve.style != CurveStyle::Bars)
            continue;
        for (const double x : std::set<double>(curve.x.begin(), curve.x.end())) {
            if (!taken.insert(x).second)
                return true;
        }
    }
    return false;
}

/// Bars of several curves at one category stand side by side.
void placeBars(QCustomPlot& plot, const FigurePanel& panel, const std::vector<QCPBars*>& bars)
{
    constexpr double GroupWidth = 0.6;
    const bool grouped = sharePlaces(panel);
    auto* group = grouped ? new QCPBarsGroup(&plot) : nullptr;
    for (QCPBars* one : bars) {
        one->setWidth(grouped ? GroupWidth / static_cast<double>(bars.size()) : GroupWidth);
        one->setBarsGroup(group);
    }
    if (group != nullptr)
        group->setSpacing(0.0);
}

void enterInLegend(QCPAbstractPlottable* plottable, const std::string& name, const LaidPanel& laid)
{
    plottable->setName(shown(name));
    if (laid.legend != nullptr && !name.empty())
        plottable->addToLegend(laid.legend);
}

/// The name of a level at the right end of its line, where no legend says it.
void writeAt(QCustomPlot& plot, const FigureRule& rule, const LaidPanel& laid, const FigureStyle& style)
{
    auto* text = new QCPItemText(&plot);
    text->setClipAxisRect(laid.rect);
    text->setText(shown(rule.name));
    text->setFont(style.font);
    text->setColor(plotForeground(style.ground));
    text->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    text->setPadding(QMargins(style.em() / 3, 0, style.em() / 3, 0));
    text->setSelectable(false);
    text->position->setAxisRect(laid.rect);
    text->position->setAxes(laid.x, laid.y);
    text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    text->position->setTypeY(QCPItemPosition::ptPlotCoords);
    text->position->setCoords(1.0, rule.at);
}

} // namespace

bool isListed(const FigureCurve& curve, const FigurePanel& panel)
{
    return !curve.name.empty() && !panel.title.starts_with(curve.name);
}

void addCurves(QCustomPlot& plot, const FigurePanel& panel, const LaidPanel& laid, const FigureStyle& style)
{
    std::vector<QCPBars*> bars;
    for (const FigureCurve& curve : panel.curves) {
        QCPAbstractPlottable* plottable = nullptr;
        if (curve.style == CurveStyle::Bars) {
            bars.push_back(addBars(curve, laid, style));
            plottable = bars.back();
        } else if (curve.samples) {
            plottable = addSamples(curve, laid, style);
        } else if (curve.style == CurveStyle::Band) {
            plottable = addBand(plot, curve, laid, style);
        } else if (curve.style == CurveStyle::Path) {
            plottable = addPath(curve, laid, style);
        } else {
            plottable = addGraph(plot, curve, laid, style);
        }
        plottable->setSelectable(QCP::stNone); // its decorator would draw with a wide pen
        if (isListed(curve, panel))
            enterInLegend(plottable, curve.name, laid);
        addPointLabels(plot, curve, laid, style);
        if (!curve.yError.empty() && curve.style != CurveStyle::Band)
            addErrorBars(curve, plottable, laid, style);
    }
    placeBars(plot, panel, bars);
}

void addRules(QCustomPlot& plot, const FigurePanel& panel, const LaidPanel& laid, const FigureStyle& style)
{
    constexpr std::array Dashes = {Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    for (std::size_t i = 0; i < panel.rules.size(); ++i) {
        const FigureRule& rule = panel.rules[i];
        const QPen pen(plotForeground(style.ground), style.lineWidth, Dashes[i % Dashes.size()]);
        auto* line = new QCPItemStraightLine(&plot);
        line->setClipAxisRect(laid.rect);
        line->setPen(pen);
        line->setSelectable(false);
        if (style.titles == PanelTitles::Hidden && rule.kind == FigureRule::Kind::Horizontal)
            writeAt(plot, rule, laid, style);
        QPointF from(laid.wholeX.lower, rule.at);
        QPointF to(laid.wholeX.upper, rule.at);
        if (rule.kind == FigureRule::Kind::Vertical) {
            from = {rule.at, laid.wholeY.lower};
            to = {rule.at, laid.wholeY.upper};
        } else if (rule.kind == FigureRule::Kind::Diagonal) {
            const double low = std::min(laid.wholeX.lower, laid.wholeY.lower);
            const double high = std::max(laid.wholeX.upper, laid.wholeY.upper);
            from = {low, low};
            to = {high, high};
        }
        for (auto [position, at] : {std::pair{line->point1, from}, std::pair{line->point2, to}}) {
            position->setAxisRect(laid.rect);
            position->setAxes(laid.x, laid.y);
            position->setCoords(at);
        }
        QCPGraph* legendEntry = plot.addGraph(laid.x, laid.y); // a legend lists plottables only
        legendEntry->setPen(pen);
        legendEntry->setSelectable(QCP::stNone);
        enterInLegend(legendEntry, rule.name, laid);
    }
}

} // namespace wattline::ui
