// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_view_impl.h"

#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

std::pair<double, double> FigureView::Impl::dragged(QPointF to) const
{
    const LaidPanel& panel = canvas.panels()[m_panel];
    const auto inPanel = [&](double pixel) {
        return panel.x->pixelToCoord(std::clamp<double>(pixel, panel.rect->left(), panel.rect->right()));
    };
    return std::minmax({inPanel(m_from.x()), inPanel(to.x())});
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
    } else if (m_gesture == Gesture::Pan) {
        changeView([&] { canvas.pan(m_panel, at - m_from); });
        m_from = at;
    } else if (m_gesture == Gesture::Cursor) {
        const LaidPanel& laid = canvas.panels()[m_panel];
        emit view.cursorDragged(
            m_cursor, laid.x->pixelToCoord(std::clamp<double>(at.x(), laid.rect->left(), laid.rect->right())));
    }
    if (m_gesture == Gesture::None)
        plot.setCursor(cursorAt(at) ? Qt::SizeHorCursor : Qt::ArrowCursor);
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
    if (ended == Gesture::Select) {
        const auto [begin, end] = dragged(event->position());
        emit view.rangeSelected(begin, end);
    } else if (ended == Gesture::Press) {
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
