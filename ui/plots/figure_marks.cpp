// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_marks.h"

#include <algorithm>

namespace wattline::ui {

namespace {

/// The stretch of the panel's width that a span covers, at least one unit wide so that no phase vanishes.
QRectF shadeOf(const FigureSpan& span, QCPAxisRect* rect)
{
    const QCPAxis* axis = rect->axis(QCPAxis::atBottom);
    const double left = std::max<double>(axis->coordToPixel(span.begin), rect->left());
    const double right = std::min<double>(axis->coordToPixel(span.end), rect->right());
    return QRectF(left, rect->top(), std::max(1.0, right - left), rect->height());
}

bool isInView(const FigureSpan& span, const QCPRange& view)
{
    return span.end >= view.lower && span.begin <= view.upper;
}

} // namespace

SpanMarks::SpanMarks(QCPAxisRect* rect, std::vector<FigureSpan> spans, Ground ground)
    : QCPLayerable(rect->parentPlot(), QStringLiteral("background"), rect),
      m_rect(rect),
      m_spans(std::move(spans)),
      m_ground(ground)
{
    setParent(rect); // goes when its panel goes
    std::stable_sort(m_spans.begin(), m_spans.end(),
                     [](const FigureSpan& a, const FigureSpan& b) { return a.begin < b.begin; });
}

void SpanMarks::draw(QCPPainter* painter)
{
    const QCPRange view = m_rect->axis(QCPAxis::atBottom)->range();
    double drawnTo = -1.0;
    for (const FigureSpan& span : m_spans) {
        if (span.begin > view.upper)
            break;
        if (!isInView(span, view))
            continue;
        const QRectF shade = shadeOf(span, m_rect);
        // Translucent shades that share a pixel would add up to a solid block when zoomed far out.
        if (span.role != FigureSpan::Role::Regime && shade.width() <= 1.0 && shade.left() < drawnTo)
            continue;
        painter->fillRect(shade, spanColour(span.role, m_ground));
        drawnTo = std::max(drawnTo, shade.right());
    }
}

void OverlayMarks::draw(QCPPainter* painter)
{
    if (selection) {
        const QColor colour = spanColour(FigureSpan::Role::Selection, ground);
        const QColor edge(colour.red(), colour.green(), colour.blue());
        for (QCPAxisRect* rect : rects) {
            if (!isInView(*selection, rect->axis(QCPAxis::atBottom)->range()))
                continue;
            const QRectF shade = shadeOf(*selection, rect);
            painter->fillRect(shade, colour);
            painter->setPen(QPen(edge, 1.0));
            painter->drawLine(shade.topLeft(), shade.bottomLeft());
            painter->drawLine(shade.topRight(), shade.bottomRight());
        }
    }
    if (ring) {
        constexpr double Radius = 7.0;
        const QPointF centre(ring->rect->axis(QCPAxis::atBottom)->coordToPixel(ring->at.x()),
                             ring->rect->axis(QCPAxis::atLeft)->coordToPixel(ring->at.y()));
        if (!ring->rect->rect().contains(centre.toPoint()))
            return;
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(plotForeground(ground), 2.0));
        painter->drawEllipse(centre, Radius, Radius);
    }
}

} // namespace wattline::ui
