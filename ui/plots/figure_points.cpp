// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_points.h"

#include "ui/style/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wattline::ui {

namespace {

QCPScatterStyle::ScatterShape symbolOf(int colour)
{
    constexpr std::array Shapes = {QCPScatterStyle::ssDisc,     QCPScatterStyle::ssSquare,
                                   QCPScatterStyle::ssTriangle, QCPScatterStyle::ssCross,
                                   QCPScatterStyle::ssDiamond,  QCPScatterStyle::ssCircle,
                                   QCPScatterStyle::ssPlus,     QCPScatterStyle::ssTriangleInverted};
    return Shapes[static_cast<std::size_t>(colour) % Shapes.size()];
}

void writeBeside(QPointF point, const QString& label, QCustomPlot& plot, const LaidPanel& laid,
                 const FigureStyle& style)
{
    const bool logarithmic = laid.x->scaleType() == QCPAxis::stLogarithmic;
    const bool inRightHalf =
        point.x() > (logarithmic ? std::sqrt(laid.wholeX.lower * laid.wholeX.upper) : laid.wholeX.center());
    auto* text = new QCPItemText(&plot);
    text->setClipAxisRect(laid.rect);
    text->setText(label);
    text->setFont(style.font);
    text->setColor(plotForeground(style.ground));
    text->setPositionAlignment(Qt::AlignVCenter | (inRightHalf ? Qt::AlignRight : Qt::AlignLeft));
    text->setPadding(QMargins(style.em() / 2, 0, style.em() / 2, 0));
    text->setSelectable(false);
    text->position->setAxisRect(laid.rect);
    text->position->setAxes(laid.x, laid.y);
    text->position->setCoords(point);
}

} // namespace

void drawAsPoints(QCPGraph& graph, const FigureCurve& curve, const FigureStyle& style)
{
    const bool rings = curve.style == CurveStyle::Rings;
    QPen pen = graph.pen();
    QBrush brush = Qt::NoBrush;
    if (rings) {
        pen.setWidthF(1.5 * style.lineWidth);
    } else {
        QColor fill = pen.color();
        fill.setAlphaF(0.6F * fill.alphaF());
        brush = fill;
    }
    graph.setLineStyle(QCPGraph::lsNone);
    graph.setScatterStyle(QCPScatterStyle(symbolOf(curve.colour), pen, brush, style.em() * (rings ? 1.0 : 0.5)));
}

void addPointLabels(QCustomPlot& plot, const FigureCurve& curve, const LaidPanel& laid, const FigureStyle& style)
{
    for (std::size_t i = 0; i < std::min({curve.labels.size(), curve.x.size(), curve.y.size()}); ++i) {
        if (!curve.labels[i].empty())
            writeBeside({curve.x[i], curve.y[i]}, shown(curve.labels[i]), plot, laid, style);
    }
}

} // namespace wattline::ui
