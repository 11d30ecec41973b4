// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/overview_bar.h"

#include "ui/style/palette.h"
#include "ui/style/text.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr int Grip = 6; ///< pixels on either side of an edge that take hold of it
constexpr double LeastShare = 1e-6;

} // namespace

OverviewBar::OverviewBar(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Overview of the whole recording"));
    setToolTip(tr("The whole recording. Drag the window or its edges to choose what the lanes show."));
}

QSize OverviewBar::sizeHint() const
{
    return {200, 3 * fontMetrics().height()};
}

QRect OverviewBar::area() const
{
    return rect().adjusted(m_left, 2, -m_right, -3);
}

double OverviewBar::pixelOf(double seconds) const
{
    const QRect all = area();
    return all.left() + (seconds - m_whole.first) / (m_whole.second - m_whole.first) * all.width();
}

double OverviewBar::secondsAt(double pixel) const
{
    const QRect all = area();
    const double share = (pixel - all.left()) / std::max(1, all.width());
    return m_whole.first + std::clamp(share, 0.0, 1.0) * (m_whole.second - m_whole.first);
}

void OverviewBar::setCurves(std::shared_ptr<const TraceCurves> curves, std::vector<std::size_t> gpus)
{
    m_curves = std::move(curves);
    m_gpus = std::move(gpus);
    m_whole = m_curves ? m_curves->span() : std::pair(0.0, 1.0);
    if (!(m_whole.first < m_whole.second))
        m_whole.second = m_whole.first + 1.0;
    refreshEnvelope();
}

void OverviewBar::setWindow(double begin, double end)
{
    const std::pair window{std::max(begin, m_whole.first), std::min(end, m_whole.second)};
    if (window == m_window)
        return;
    m_window = window;
    describe();
    update();
}

void OverviewBar::describe()
{
    setAccessibleDescription(tr("%1 to %2 of %3 in view")
                                 .arg(durationText(m_window.first), durationText(m_window.second),
                                      durationText(m_whole.second - m_whole.first)));
}

void OverviewBar::setInsets(int left, int right)
{
    if (left == m_left && right == m_right)
        return;
    m_left = left;
    m_right = right;
    refreshEnvelope();
}

void OverviewBar::refreshEnvelope()
{
    m_envelope.clear();
    if (m_curves && area().width() > 0)
        m_envelope = envelopeOf(*m_curves, m_gpus, static_cast<std::size_t>(area().width()));
    update();
}

void OverviewBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refreshEnvelope();
}

void OverviewBar::paintEvent(QPaintEvent*)
{
    const Ground ground = groundOf(palette());
    QPainter painter(this);
    const QRect all = area();
    ValueExtent whole;
    whole.take(0.0F);
    for (const ValueExtent& column : m_envelope)
        whole.take(column);
    const double scale = (all.height() - 4) / std::max(1.0F, whole.high - whole.low);
    const auto yOf = [&](float value) {
        return all.bottom() - 2 - static_cast<int>(std::lround((value - whole.low) * scale));
    };
    painter.setPen(QPen(seriesColour(6, ground), 1.0));
    QVector<QLine> lines;
    for (std::size_t i = 0; i < m_envelope.size(); ++i) {
        ValueExtent column = m_envelope[i];
        if (column.empty())
            continue;
        if (i > 0 && !m_envelope[i - 1].empty()) { // steep edges join
            column.low = std::min(column.low, m_envelope[i - 1].high);
            column.high = std::max(column.high, m_envelope[i - 1].low);
        }
        const int x = all.left() + static_cast<int>(i);
        lines.append(QLine(x, yOf(column.low), x, yOf(column.high)));
    }
    painter.drawLines(lines);
    paintWindow(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(hasFocus() ? palette().color(QPalette::Highlight) : plotFaint(ground), hasFocus() ? 2.0 : 1.0));
    painter.drawRect(all.adjusted(-1, 0, 0, 0));
}

/// What is out of view is veiled; the window has a frame, and grips at its edges.
void OverviewBar::paintWindow(QPainter& painter) const
{
    const Ground ground = groundOf(palette());
    const QRect all = area();
    const double begin = pixelOf(m_window.first);
    const double end = std::max(begin + 2.0, pixelOf(m_window.second));
    QColor veil = plotBackground(ground);
    veil.setAlphaF(0.65F);
    painter.fillRect(QRectF(all.left(), all.top(), begin - all.left(), all.height()), veil);
    painter.fillRect(QRectF(end, all.top(), all.right() + 1 - end, all.height()), veil);
    const QColor frame = seriesColour(0, ground);
    QColor tint = frame;
    tint.setAlphaF(0.10F);
    painter.fillRect(QRectF(begin, all.top(), end - begin, all.height()), tint);
    painter.setPen(QPen(frame, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(begin, all.top(), end - begin, all.height()));
    const double height = all.height() / 2.0;
    for (const double edge : {begin, end})
        painter.fillRect(QRectF(edge - 2.0, all.center().y() - height / 2.0, 4.0, height), frame);
}

OverviewBar::Part OverviewBar::partAt(double pixel) const
{
    const double begin = pixelOf(m_window.first);
    const double end = pixelOf(m_window.second);
    const double toBegin = std::abs(pixel - begin);
    const double toEnd = std::abs(pixel - end);
    if (std::min(toBegin, toEnd) <= Grip)
        return toBegin < toEnd ? Part::Begin : Part::End;
    if (pixel < begin || pixel > end)
        return Part::None;
    return m_window == m_whole ? Part::New : Part::Body;
}

void OverviewBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_curves)
        return;
    const double pixel = event->position().x();
    m_dragged = partAt(pixel);
    m_from = secondsAt(pixel);
    emit windowGrabbed();
    if (m_dragged == Part::None) { // bring the window here and take it along
        const double half = (m_window.second - m_window.first) / 2.0;
        moveTo(m_from - half, m_from + half);
        m_dragged = Part::Body;
    }
    m_windowBefore = m_window;
}

void OverviewBar::mouseMoveEvent(QMouseEvent* event)
{
    const double pixel = event->position().x();
    const double at = secondsAt(pixel);
    const auto [begin, end] = m_windowBefore;
    switch (m_dragged) {
    case Part::None: {
        const Part part = partAt(pixel);
        setCursor(part == Part::Begin || part == Part::End ? Qt::SizeHorCursor : Qt::ArrowCursor);
        break;
    }
    case Part::Begin:
        return moveTo(std::min(at, end), std::max(at, end));
    case Part::End:
        return moveTo(std::min(begin, at), std::max(begin, at));
    case Part::New:
        return moveTo(std::min(m_from, at), std::max(m_from, at));
    case Part::Body:
        return moveTo(begin + at - m_from, end + at - m_from);
    }
}

void OverviewBar::mouseReleaseEvent(QMouseEvent*)
{
    m_dragged = Part::None;
}

void OverviewBar::mouseDoubleClickEvent(QMouseEvent*)
{
    emit windowGrabbed();
    moveTo(m_whole.first, m_whole.second);
}

/// Never out of the recording, never narrower than can be seen; the width stays where an end is met.
void OverviewBar::moveTo(double begin, double end)
{
    const double whole = m_whole.second - m_whole.first;
    const double width = std::clamp(end - begin, LeastShare * whole, whole);
    begin = std::clamp(begin, m_whole.first, m_whole.second - width);
    setWindow(begin, begin + width);
    emit windowMoved(begin, begin + width);
}

void OverviewBar::keyPressEvent(QKeyEvent* event)
{
    constexpr double Step = 0.1;
    const auto [begin, end] = m_window;
    const double step = Step * (end - begin);
    const auto move = [this](double from, double to) {
        emit windowGrabbed();
        moveTo(from, to);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return move(begin - step, end - step);
    case Qt::Key_Right:
        return move(begin + step, end + step);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return move(begin + step, end - step);
    case Qt::Key_Minus:
        return move(begin - step, end + step);
    case Qt::Key_Home:
        return move(m_whole.first, m_whole.first + end - begin);
    case Qt::Key_End:
        return move(m_whole.second - (end - begin), m_whole.second);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace wattline::ui
