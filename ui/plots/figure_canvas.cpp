// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_canvas.h"

#include "ui/plots/figure_sampled_plottable.h"

#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

/// The range moved, and if need be cut, to lie within the whole; never narrower than doubles can tell apart.
QCPRange within(QCPRange range, const QCPRange& whole)
{
    const double least = 1e-9 * std::max({whole.size(), std::abs(whole.lower), std::abs(whole.upper)});
    if (!(range.size() >= least))
        range = {range.center() - least / 2.0, range.center() + least / 2.0};
    if (range.size() >= whole.size())
        return whole;
    if (range.lower < whole.lower)
        return {whole.lower, whole.lower + range.size()};
    if (range.upper > whole.upper)
        return {whole.upper - range.size(), whole.upper};
    return range;
}

/// A range scaled about a coordinate on its axis, logarithmic axes in their own measure.
QCPRange scaled(const QCPAxis* axis, double factor, double about)
{
    const QCPRange range = axis->range();
    if (axis->scaleType() == QCPAxis::stLogarithmic && about > 0.0)
        return {about * std::pow(range.lower / about, factor), about * std::pow(range.upper / about, factor)};
    return {about + (range.lower - about) * factor, about + (range.upper - about) * factor};
}

QCPRange moved(const QCPAxis* axis, double pixels)
{
    const double begin = axis->coordToPixel(axis->range().lower);
    const double end = axis->coordToPixel(axis->range().upper);
    return {axis->pixelToCoord(begin - pixels), axis->pixelToCoord(end - pixels)};
}

} // namespace

FigureCanvas::FigureCanvas(QCustomPlot& plot) : m_plot(plot), m_layout(plot), m_marks(*new OverlayMarks(&plot))
{
    m_plot.setAutoAddPlottableToLegend(false);
    QObject::connect(&m_plot, &QCustomPlot::afterReplot, &m_plot, [this] { m_drawn = true; });
}

void FigureCanvas::build(const Figure& figure, const FigureStyle& style)
{
    m_sharedX = figure.sharedX;
    m_marks.rects.clear();
    m_marks.ring.reset();
    m_marks.handle.reset();
    m_marks.dots.clear();
    m_marks.ground = style.ground;
    m_layout.build(figure, style);
    for (const LaidPanel& panel : panels())
        m_marks.rects.push_back(panel.rect);
    m_layout.fitInto(m_plot.size());
}

FigureCanvas::View FigureCanvas::view() const
{
    View view;
    for (const LaidPanel& panel : panels())
        view.emplace_back(panel.x->range(), panel.y->range());
    return view;
}

void FigureCanvas::setView(const View& view)
{
    for (std::size_t i = 0; i < panels().size() && !view.empty(); ++i) {
        if (i >= view.size() && !m_sharedX)
            break; // of other panels; where x is shared, the first says what was in view
        const auto& [x, y] = i < view.size() ? view[i] : view.front();
        panels()[i].x->setRange(x);
        panels()[i].y->setRange(panels()[i].cloud ? y : panels()[i].wholeY);
    }
    redraw();
}

FigureCanvas::View FigureCanvas::wholeView() const
{
    View view;
    for (const LaidPanel& panel : panels())
        view.emplace_back(panel.wholeX, panel.wholeY);
    return view;
}

void FigureCanvas::zoom(std::size_t panel, double factor, QPointF pixel)
{
    const LaidPanel& laid = panels()[panel];
    if (laid.cloud)
        laid.y->setRange(within(scaled(laid.y, factor, laid.y->pixelToCoord(pixel.y())), laid.wholeY));
    showX(panel, scaled(laid.x, factor, laid.x->pixelToCoord(pixel.x())));
}

void FigureCanvas::pan(std::size_t panel, QPointF pixels)
{
    const LaidPanel& laid = panels()[panel];
    if (laid.cloud)
        laid.y->setRange(within(moved(laid.y, pixels.y()), laid.wholeY));
    showX(panel, moved(laid.x, pixels.x()));
}

void FigureCanvas::showX(std::size_t panel, QCPRange range)
{
    for (std::size_t i = 0; i < panels().size(); ++i) {
        if (m_sharedX || i == panel)
            panels()[i].x->setRange(within(range, panels()[i].wholeX));
    }
    redraw();
}

void FigureCanvas::adaptVertically()
{
    for (const LaidPanel& panel : panels()) {
        bool found = false;
        QCPRange range;
        for (const QCPAbstractPlottable* line : panel.rect->plottables()) {
            bool has = false;
            if (qobject_cast<const QCPGraph*>(line) == nullptr &&
                dynamic_cast<const SampledPlottable*>(line) == nullptr)
                continue; // bars stand on their ground
            const QCPRange values = line->getValueRange(has, QCP::sdBoth, panel.x->range());
            if (has)
                range = std::exchange(found, true) ? range.expanded(values) : values;
        }
        if (found && range.size() > 0.0 && !panel.cloud)
            panel.y->setRange(range.lower - 0.05 * range.size(), range.upper + 0.05 * range.size());
    }
    redraw();
}

std::optional<std::size_t> FigureCanvas::panelAt(QPointF pixel) const
{
    for (std::size_t i = 0; i < panels().size(); ++i) {
        if (panels()[i].rect->rect().contains(pixel.toPoint()))
            return i;
    }
    return std::nullopt;
}

std::optional<FigureCanvas::Hit> FigureCanvas::pointAt(const Figure& figure, QPointF pixel) const
{
    constexpr double Reach = 10.0;
    const std::optional<std::size_t> panel = panelAt(pixel);
    if (!panel)
        return std::nullopt;
    const LaidPanel& laid = panels()[*panel];
    std::optional<Hit> nearest;
    double distance = Reach;
    const std::vector<FigureCurve>& curves = figure.panels[*panel].curves;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        if (curves[c].style != CurveStyle::Points)
            continue;
        for (std::size_t i = 0; i < std::min(curves[c].x.size(), curves[c].y.size()); ++i) {
            const double away = std::hypot(laid.x->coordToPixel(curves[c].x[i]) - pixel.x(),
                                           laid.y->coordToPixel(curves[c].y[i]) - pixel.y());
            if (away < distance) {
                distance = away;
                nearest = Hit{*panel, c, i};
            }
        }
    }
    return nearest;
}

void FigureCanvas::redrawMarks()
{
    if (m_drawn)
        m_plot.layer(QStringLiteral("overlay"))->replot();
    else
        redraw(); // a layer has nothing to be drawn into before the whole plot was
}

} // namespace wattline::ui
