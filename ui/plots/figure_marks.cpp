// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_marks.h"

#include "ui/style/text.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <iterator>
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

bool isPhase(const FigureSpan& span)
{
    return span.role == FigureSpan::Role::Peak || span.role == FigureSpan::Role::Valley;
}

} // namespace

SpanMarks::SpanMarks(QCPAxisRect* rect, const std::vector<FigureSpan>& spans, const FigureStyle& style)
    : QCPLayerable(rect->parentPlot(), QStringLiteral("background"), rect), m_rect(rect), m_style(style)
{
    setParent(rect); // goes when its panel goes
    std::partition_copy(spans.begin(), spans.end(), std::back_inserter(m_phases), std::back_inserter(m_marks), isPhase);
    std::stable_sort(m_phases.begin(), m_phases.end(),
                     [](const FigureSpan& a, const FigureSpan& b) { return a.begin < b.begin; });
}

void SpanMarks::draw(QCPPainter* painter)
{
    drawPhases(painter);
    for (const FigureSpan& mark : m_marks) {
        if (isInView(mark, m_rect->axis(QCPAxis::atBottom)->range()))
            drawMark(painter, mark);
    }
}

void SpanMarks::drawPhases(QCPPainter* painter) const
{
    const QCPAxis* axis = m_rect->axis(QCPAxis::atBottom);
    double drawnTo = m_rect->left();
    const auto fill = [&](QRectF shade, FigureSpan::Role role) {
        shade.setLeft(std::max(shade.left(), drawnTo)); // translucent shades that share a pixel would add up
        if (shade.width() <= 0.0)
            return;
        painter->fillRect(shade, spanColour(role, m_style.ground));
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
    for (const FigureSpan& span : m_phases) {
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

/// Shade, edges and label; the role can be told without its colour by pattern and label.
void SpanMarks::drawMark(QCPPainter* painter, const FigureSpan& mark) const
{
    const QRectF shade = shadeOf(mark, m_rect);
    const QColor colour = spanColour(mark.role, m_style.ground);
    const QColor edge(colour.red(), colour.green(), colour.blue());
    painter->fillRect(shade, colour);
    if (mark.role == FigureSpan::Role::Ignore)
        painter->fillRect(shade, QBrush(edge, Qt::BDiagPattern));
    painter->setPen(QPen(edge, std::max(1.0, m_style.em() / 12.0), Qt::DashLine));
    painter->drawLine(shade.topLeft(), shade.bottomLeft());
    painter->drawLine(shade.topRight(), shade.bottomRight());
    if (mark.label.empty())
        return;
    const QFontMetrics metrics(m_style.font);
    const int padding = m_style.em() / 3;
    const int room = static_cast<int>(m_rect->right() - shade.left()) - padding; // a note may be shorter than its text
    const bool note = mark.role == FigureSpan::Role::Note;
    const QString text =
        metrics.elidedText(shown(mark.label), Qt::ElideRight, note ? room : static_cast<int>(shade.width()) - padding);
    if (text.size() < 2 && text != shown(mark.label))
        return;
    painter->setFont(m_style.font);
    painter->setPen(plotForeground(m_style.ground));
    painter->drawText(QPointF(shade.left() + padding, shade.top() + metrics.ascent()), text);
}

void OverlayMarks::draw(QCPPainter* painter)
{
    if (selection)
        drawSelection(painter);
    if (ring)
        drawRing(painter);
    if (handle)
        drawHandle(painter);
    for (const Cursor& cursor : cursors)
        drawCursor(painter, cursor);
    for (const Dot& dot : dots)
        drawDot(painter, dot);
}

void OverlayMarks::drawSelection(QCPPainter* painter) const
{
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

void OverlayMarks::drawRing(QCPPainter* painter) const
{
    constexpr double Radius = 7.0;
    const QPointF centre(ring->rect->axis(QCPAxis::atBottom)->coordToPixel(ring->at.x()),
                         ring->rect->axis(QCPAxis::atLeft)->coordToPixel(ring->at.y()));
    if (!ring->rect->rect().contains(centre.toPoint()))
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(plotForeground(ground), 2.0));
    painter->drawEllipse(centre, Radius, Radius);
}

/// An upright line through all panels with its letter on a flag at the top; the flag of a grabbed one is filled.
void OverlayMarks::drawCursor(QCPPainter* painter, const Cursor& cursor) const
{
    const QColor ink = plotForeground(ground);
    for (QCPAxisRect* rect : rects) {
        const QCPAxis* axis = rect->axis(QCPAxis::atBottom);
        if (!axis->range().contains(cursor.at))
            continue;
        const double x = std::round(axis->coordToPixel(cursor.at)) + 0.5;
        painter->setPen(QPen(ink, 1.0, cursor.name == QLatin1String("A") ? Qt::SolidLine : Qt::DashLine));
        painter->drawLine(QPointF(x, rect->top()), QPointF(x, rect->bottom()));
        if (rect != rects.front())
            continue;
        const QFontMetrics metrics(font);
        const QRectF flag(x - metrics.height() / 2.0, rect->top(), metrics.height(), metrics.height());
        painter->setPen(QPen(ink, 1.0));
        painter->setBrush(cursor.grabbed ? ink : plotBackground(ground));
        painter->drawRect(flag);
        painter->setPen(cursor.grabbed ? plotBackground(ground) : ink);
        painter->setFont(font);
        painter->drawText(flag, Qt::AlignCenter, cursor.name);
        painter->setBrush(Qt::NoBrush);
    }
}

/// An upright line with a grip in its middle, filled while it is dragged.
void OverlayMarks::drawHandle(QCPPainter* painter) const
{
    const QColor ink = plotForeground(ground);
    const QRect area = handle->rect->rect();
    const double x = std::round(handle->rect->axis(QCPAxis::atBottom)->coordToPixel(handle->at)) + 0.5;
    if (x < area.left() || x > area.right() + 1)
        return;
    painter->setPen(QPen(ink, 2.0));
    painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const double half = QFontMetrics(font).height() / 2.0;
    painter->setBrush(handle->dragged ? ink : plotBackground(ground));
    painter->drawRoundedRect(QRectF(x - half / 2.0, area.center().y() - half, half, 2.0 * half), 2.0, 2.0);
    painter->setBrush(Qt::NoBrush);
}

void OverlayMarks::drawDot(QCPPainter* painter, const Dot& dot) const
{
    constexpr double Radius = 4.0;
    const QPointF centre(dot.rect->axis(QCPAxis::atBottom)->coordToPixel(dot.at.x()),
                         dot.rect->axis(QCPAxis::atLeft)->coordToPixel(dot.at.y()));
    if (!dot.rect->rect().contains(centre.toPoint()))
        return;
    painter->setPen(QPen(plotForeground(ground), 1.0));
    painter->setBrush(dot.colour);
    painter->drawEllipse(centre, Radius, Radius);
    painter->setBrush(Qt::NoBrush);
}

} // namespace wattline::ui
