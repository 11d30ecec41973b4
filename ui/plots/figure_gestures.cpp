// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_view_impl.h"

#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

/// The place on the x axis of the pressed panel, no further than its ends.
double FigureView::Impl::xWithin(double pixel) const
{
    const LaidPanel& panel = canvas.panels()[m_panel];
    return panel.x->pixelToCoord(std::clamp<double>(pixel, panel.rect->left(), panel.rect->right()));
}

std::pair<double, double> FigureView::Impl::dragged(QPointF to) const
{
    return std::minmax({xWithin(m_from.x()), xWithin(to.x())});
}

void FigureView::Impl::press(QMouseEvent* event)
{
    view.setFocus(Qt::MouseFocusReason);
    const std::optional<std::size_t> panel = canvas.panelAt(event->position());
    if (!panel || m_gesture != Gesture::None)
        return;
    m_panel = *panel;
    m_from = event->position();
    if (const auto cursor = cursorAt(m_from); cursor && event->button() == Qt::LeftButton) {
        m_gesture = Gesture::Cursor;
        m_cursor = *cursor;
        view.grabCursor(cursor);
    } else if (const auto handle = handleAt(m_panel, m_from); handle && event->button() == Qt::LeftButton) {
        m_gesture = Gesture::Handle;
        m_handle = *handle;
        showHandle(OverlayMarks::Handle{canvas.panels()[m_panel].rect, handles[m_panel][m_handle], true});
    } else if (event->button() == Qt::LeftButton) {
        m_gesture = Gesture::Press;
    } else if (event->button() == Qt::MiddleButton) {
        startPanning();
    }
}

void FigureView::Impl::startPanning()
{
    m_gesture = Gesture::Pan;
    canvas.rememberView();
    plot.setCursor(Qt::ClosedHandCursor);
}

void FigureView::Impl::move(QMouseEvent* event)
{
    const QPointF at = event->position();
    constexpr double Trembling = 4.0; // a click that moved by less is a click
    if (m_gesture == Gesture::Press && rangeSelection == RangeSelection::On &&
        std::abs(at.x() - m_from.x()) >= Trembling)
        m_gesture = Gesture::Select;
    if (m_gesture == Gesture::Press && rangeSelection == RangeSelection::Off &&
        (at - m_from).manhattanLength() >= Trembling)
        startPanning();
    if (m_gesture == Gesture::Select) {
        const auto [begin, end] = dragged(at);
        selection = FigureSpan{begin, end, FigureSpan::Role::Selection};
        applySelection();
        emit view.rangeSelected(begin, end);
    } else if (m_gesture == Gesture::Pan) {
        changeView([&] { canvas.pan(m_panel, at - m_from); });
        m_from = at;
    } else if (m_gesture == Gesture::Cursor) {
        emit view.cursorDragged(m_cursor, xWithin(at.x()));
    } else if (m_gesture == Gesture::Handle) {
        emit view.handleDragged(m_panel, m_handle, xWithin(at.x()), event->modifiers());
    } else if (m_gesture == Gesture::None) {
        hoverHandle(at);
    }
    if (const std::optional<std::size_t> panel = canvas.panelAt(at)) {
        const LaidPanel& laid = canvas.panels()[*panel];
        emit view.pointerMoved(*panel, laid.x->pixelToCoord(at.x()), laid.y->pixelToCoord(at.y()));
    } else {
        emit view.pointerLeft();
    }
}

void FigureView::Impl::release(QMouseEvent* event)
{
    const Gesture ended = std::exchange(m_gesture, Gesture::None);
    plot.unsetCursor();
    constexpr double Trembling = 2.0; // an edge that moved by less was clicked, not dragged
    const bool clickedHandle = ended == Gesture::Handle && std::abs(event->position().x() - m_from.x()) < Trembling;
    if (ended == Gesture::Handle)
        showHandle(std::nullopt);
    if (ended == Gesture::Handle && !clickedHandle) {
        emit view.handleDropped(m_panel, m_handle, xWithin(event->position().x()), event->modifiers());
    } else if (ended == Gesture::Select) {
        const auto [begin, end] = dragged(event->position());
        emit view.rangeSelected(begin, end);
    } else if (ended == Gesture::Press || clickedHandle) {
        if (const auto hit = canvas.pointAt(figure, event->position()))
            emit view.pointClicked(hit->panel, hit->curve, hit->point);
        else
            emit view.positionClicked(m_panel, canvas.panels()[m_panel].x->pixelToCoord(event->position().x()),
                                      canvas.panels()[m_panel].y->pixelToCoord(event->position().y()));
    }
}

void FigureView::Impl::wheel(QWheelEvent* event)
{
    constexpr qint64 OneGestureMilliseconds = 500;
    const std::optional<std::size_t> panel = canvas.panelAt(event->position());
    if (!panel)
        return;
    if (!m_sinceWheel.isValid() || m_sinceWheel.elapsed() > OneGestureMilliseconds)
        canvas.rememberView();
    m_sinceWheel.start();
    const double notches = event->angleDelta().y() / 120.0;
    changeView([&] { canvas.zoom(*panel, std::pow(ZoomStep, notches), event->position()); });
    event->accept();
}

} // namespace wattline::ui
