// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_marks.h"

#include <algorithm>
#include <cmath>
#include <map>

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
    const QCPAxis* axis = m_rect->axis(QCPAxis::atBottom);
    double drawnTo = m_rect->left();
    const auto fill = [&](QRectF shade, FigureSpan::Role role) {
        shade.setLeft(std::max(shade.left(), drawnTo)); // translucent shades that share a pixel would add up
        if (shade.width() <= 0.0)
            return;
        painter->fillRect(shade, spanColour(role, m_ground));
        drawnTo = shade.right();
    };
    // Of spans too narrow to be seen one by one, a column of pixels shows the role that covers most of it.
    double column = 0.0;
    std::map<FigureSpan::Role, double> covered;
    const auto fillColumn = [&] {
        const auto most = std::max_element(covered.begin(), covered.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most != covered.end())
            fill(QRectF(column, m_rect->top(), 1.0, m_rect->height()), most->first);
        covered.clear();
    };
    for (const FigureSpan& span : m_spans) {
        if (!isInView(span, axis->range()))
            continue;
        const double left = axis->coordToPixel(span.begin);
        const double right = axis->coordToPixel(span.end);
        const double at = std::floor((left + right) / 2.0);
        if (right - left >= 1.0 || at != column)
            fillColumn();
        column = at;
        if (right - left >= 1.0)
            fill(shadeOf(span, m_rect), span.role);
        else
            covered[span.role] += right - left;
    }
    fillColumn();
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
