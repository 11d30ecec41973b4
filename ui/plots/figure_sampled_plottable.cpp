// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_sampled_plottable.h"

#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr double DotSpacing = 6.0; ///< columns between samples from which on each gets a dot
constexpr double DotRadius = 2.0;  ///< in pens

/// Values to pixels at the cost of a multiplication, where the axis is a linear one.
class ValueScale {
public:
    explicit ValueScale(const QCPAxis* axis)
        : m_axis(axis),
          m_linear(axis->scaleType() == QCPAxis::stLinear),
          m_origin(axis->coordToPixel(0.0)),
          m_slope(axis->coordToPixel(1.0) - m_origin)
    {
    }

    int pixelOf(float value) const
    {
        constexpr double Far = 1e6; // far outside, yet an int
        const double pixel = m_linear ? m_origin + m_slope * value : m_axis->coordToPixel(value);
        return static_cast<int>(std::lround(std::clamp(pixel, -Far, Far)));
    }

private:
    const QCPAxis* m_axis;
    bool m_linear;
    double m_origin;
    double m_slope;
};

} // namespace

SampledPlottable::SampledPlottable(QCPAxis* x, QCPAxis* y, std::shared_ptr<const SampledSeries> samples)
    : QCPAbstractPlottable(x, y), m_samples(std::move(samples))
{
    setSelectable(QCP::stNone);
    selectionDecorator()->setPen(QPen(Qt::black, 1.0)); // the default one is wide, which takes seconds a frame
}

QCPRange SampledPlottable::getKeyRange(bool& found, QCP::SignDomain) const
{
    found = m_samples->size() > 0;
    return found ? QCPRange(m_samples->times().front(), m_samples->times().back()) : QCPRange();
}

QCPRange SampledPlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange& keys) const
{
    const ValueExtent extent = keys == QCPRange() ? m_samples->extent() : m_samples->extent(keys.lower, keys.upper);
    found = !extent.empty();
    return found ? QCPRange(extent.low, extent.high) : QCPRange();
}

void SampledPlottable::draw(QCPPainter* painter)
{
    const QCPRange view = mKeyAxis->range();
    const double width = std::abs(mKeyAxis->coordToPixel(view.upper) - mKeyAxis->coordToPixel(view.lower));
    const auto columns = static_cast<std::size_t>(std::max(1.0, std::round(width / m_columnWidth)));
    const auto [first, last] = m_samples->samplesIn(view.lower, view.upper);
    painter->setPen(mPen);
    painter->setBrush(Qt::NoBrush);
    if (last - first <= 2 * columns) {
        applyAntialiasingHint(painter, true, QCP::aePlottables);
        drawSamples(painter, m_samples->samplesAround(view.lower, view.upper));
    } else {
        m_samples->columns(view.lower, view.upper, columns, m_columns);
        applyDefaultAntialiasingHint(painter);
        if (painter->modes().testFlag(QCPPainter::pmVectorized))
            drawPrintColumns(painter);
        else
            drawColumns(painter, columns);
    }
}

void SampledPlottable::drawSamples(QCPPainter* painter, std::pair<std::size_t, std::size_t> samples) const
{
    const double spacing =
        std::abs(mKeyAxis->coordToPixel(m_samples->gapSeconds() / 3.0) - mKeyAxis->coordToPixel(0.0));
    const bool dots = spacing >= DotSpacing * m_columnWidth;
    QPolygonF line;
    const auto endLine = [&] {
        if (line.size() == 1)
            drawDot(painter, line.front());
        else
            painter->drawPolyline(line);
        line.clear();
    };
    std::size_t before = 0;
    for (std::size_t i = samples.first; i < samples.second; ++i) {
        const float value = m_samples->values()[i];
        if (std::isnan(value))
            continue;
        if (!line.isEmpty() && m_samples->isBroken(before, i))
            endLine();
        line.append({mKeyAxis->coordToPixel(m_samples->times()[i]), yOf(value)});
        before = i;
        if (dots)
            drawDot(painter, line.back());
    }
    if (!line.isEmpty())
        endLine();
}

void SampledPlottable::drawDot(QCPPainter* painter, QPointF at) const
{
    const double radius = DotRadius * std::max(1.0, mPen.widthF());
    painter->save();
    painter->setPen(Qt::NoPen);
    painter->setBrush(mPen.color());
    painter->drawEllipse(at, radius, radius);
    painter->restore();
}

/// Upright lines between the extremes of each column; from one to the next only where they do not touch anyway.
void SampledPlottable::drawColumns(QCPPainter* painter, std::size_t count)
{
    const ValueScale scale(mValueAxis);
    const int left = static_cast<int>(std::lround(mKeyAxis->coordToPixel(mKeyAxis->range().lower)));
    m_lines.clear();
    m_lines.reserve(static_cast<qsizetype>(2 * count));
    QLine before;
    int lastY = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const SampleColumn& column = m_columns[i];
        if (column.empty())
            continue;
        const int x = left + static_cast<int>(i);
        const QLine upright(x, scale.pixelOf(column.high), x, scale.pixelOf(column.low));
        const bool touches = before.x1() + 1 == x && before.y1() <= upright.y2() && upright.y1() <= before.y2();
        if (!column.broken && !touches)
            m_lines.append(QLine(before.x1(), lastY, x, scale.pixelOf(column.first)));
        const bool alone = column.broken && upright.y1() == upright.y2();
        m_lines.append(alone ? QLine(x, upright.y1() - 1, x, upright.y1() + 1) : upright);
        before = upright;
        lastY = scale.pixelOf(column.last);
    }
    painter->drawLines(m_lines);
}

/// One line that passes through the first sample of each column, its extremes and its last.
void SampledPlottable::drawPrintColumns(QCPPainter* painter) const
{
    const double left = mKeyAxis->coordToPixel(mKeyAxis->range().lower);
    QPolygonF line;
    const auto endLine = [&] {
        if (line.size() == 1)
            drawDot(painter, line.front());
        else if (!line.isEmpty())
            painter->drawPolyline(line);
        line.clear();
    };
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const SampleColumn& column = m_columns[i];
        if (column.empty())
            continue;
        if (column.broken)
            endLine();
        const double x = left + (static_cast<double>(i) + 0.5) * m_columnWidth;
        const float begin = column.first;
        const bool rises = column.first - column.low < column.high - column.first;
        for (const float value :
             {begin, rises ? column.low : column.high, rises ? column.high : column.low, column.last}) {
            const QPointF point(x, yOf(value));
            if (line.isEmpty() || line.back() != point)
                line.append(point);
        }
    }
    endLine();
}

void SampledPlottable::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const
{
    painter->setPen(mPen);
    painter->drawLine(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()));
}

} // namespace wattline::ui
