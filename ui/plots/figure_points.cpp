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

constexpr const char* IsPointLabel = "wattlinePointLabel";

/// Where a label would stand so many pixels below its point.
QRectF placeOf(const QCPItemText& label, double below)
{
    const QRectF text = QFontMetricsF(label.font()).boundingRect(label.text()).marginsAdded(label.padding());
    const QPointF point = label.position->parentAnchorY()->pixelPosition();
    const bool toTheLeft = label.positionAlignment().testFlag(Qt::AlignRight);
    return {point.x() - (toTheLeft ? text.width() : 0.0), point.y() + below - text.height() / 2.0, text.width(),
            text.height()};
}

/// Moves the labels of neighbouring points up or down until they can be read: they are few.
void spreadLabels(QCustomPlot& plot)
{
    std::vector<QCPItemText*> labels;
    for (int i = 0; i < plot.itemCount(); ++i) {
        if (auto* text = qobject_cast<QCPItemText*>(plot.item(i)); text && text->property(IsPointLabel).toBool())
            labels.push_back(text);
    }
    std::vector<QRectF> taken;
    for (QCPItemText* label : labels) {
        const double line = placeOf(*label, 0.0).height();
        double below = 0.0;
        for (const double lines : {0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0}) {
            const QRectF place = placeOf(*label, lines * line);
            if (std::none_of(taken.begin(), taken.end(),
                             [&](const QRectF& other) { return place.intersects(other); })) {
                below = lines * line;
                break;
            }
        }
        taken.push_back(placeOf(*label, below));
        label->position->setCoords(0.0, below);
    }
}

/// Whatever moves the points, a zoom, another size or paper, lays the plot out anew.
void spreadLabelsOnLayout(QCustomPlot& plot)
{
    const QString name = QStringLiteral("wattlinePointLabels");
    if (plot.findChild<QObject*>(name, Qt::FindDirectChildrenOnly) != nullptr)
        return;
    auto* spreader = new QObject(&plot);
    spreader->setObjectName(name);
    QObject::connect(&plot, &QCustomPlot::afterLayout, spreader, [&plot] { spreadLabels(plot); });
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
    text->setProperty(IsPointLabel, true);
    auto* place = new QCPItemTracer(&plot); // the point itself, from which the label may be moved
    place->setStyle(QCPItemTracer::tsNone);
    place->setSelectable(false);
    place->position->setAxisRect(laid.rect);
    place->position->setAxes(laid.x, laid.y);
    place->position->setCoords(point);
    text->position->setParentAnchor(place->position);
    text->position->setType(QCPItemPosition::ptAbsolute);
    text->position->setCoords(0.0, 0.0);
    spreadLabelsOnLayout(plot);
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
