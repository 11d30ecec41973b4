// SPDX-License-Identifier: GPL-3.0-or-later
// The edges of a figure that can be dragged.
#include "ui/plots/figure_view_impl.h"

#include <QCursor>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

/// The edge that a press would take hold of. Where edges stand so close that the one cannot be told from the other,
/// none: a drag there selects.
std::optional<std::size_t> FigureView::Impl::handleAt(std::size_t panel, QPointF pixel) const
{
    constexpr double Reach = 4.0;
    if (panel >= handles.size() || panel >= canvas.panels().size() || handles[panel].empty())
        return std::nullopt;
    const std::vector<double>& places = handles[panel];
    const QCPAxis* axis = canvas.panels()[panel].x;
    const auto distance = [&](std::size_t i) { return std::abs(axis->coordToPixel(places[i]) - pixel.x()); };
    const auto after = std::lower_bound(places.begin(), places.end(), axis->pixelToCoord(pixel.x()));
    auto nearest = static_cast<std::size_t>(after - places.begin());
    if (nearest == places.size() || (nearest > 0 && distance(nearest - 1) < distance(nearest)))
        --nearest;
    const bool crowded = (nearest > 0 && distance(nearest - 1) < 2.0 * Reach) ||
                         (nearest + 1 < places.size() && distance(nearest + 1) < 2.0 * Reach);
    return distance(nearest) <= Reach && !crowded ? std::optional(nearest) : std::nullopt;
}

void FigureView::Impl::showHandle(std::optional<OverlayMarks::Handle> handle)
{
    OverlayMarks& marks = canvas.marks();
    const bool same = marks.handle.has_value() == handle.has_value() &&
                      (!handle || (marks.handle->rect == handle->rect && marks.handle->at == handle->at &&
                                   marks.handle->dragged == handle->dragged));
    if (same)
        return;
    marks.handle = handle;
    marks.font = view.font();
    canvas.redrawMarks();
}

/// Shows what can be dragged under the pointer.
void FigureView::Impl::hoverHandle(QPointF pixel)
{
    const std::optional<std::size_t> panel = canvas.panelAt(pixel);
    const bool onCursor = cursorAt(pixel).has_value();
    const std::optional<std::size_t> handle = panel && !onCursor ? handleAt(*panel, pixel) : std::nullopt;
    plot.setCursor(onCursor || handle ? Qt::SizeHorCursor : Qt::ArrowCursor);
    showHandle(handle
                   ? std::optional(OverlayMarks::Handle{canvas.panels()[*panel].rect, handles[*panel][*handle], false})
                   : std::nullopt);
}

void FigureView::Impl::leaveHandle()
{
    if (m_gesture != Gesture::Handle)
        showHandle(std::nullopt);
}

/// Lets go of a dragged edge without dropping it; false where none is dragged.
bool FigureView::Impl::releaseHandle()
{
    if (m_gesture != Gesture::Handle)
        return false;
    m_gesture = Gesture::None;
    showHandle(std::nullopt);
    return true;
}

std::optional<double> FigureView::pointerPlace() const
{
    const QPointF at = m_impl->plot.mapFromGlobal(QCursor::pos());
    const std::optional<std::size_t> panel = m_impl->plot.underMouse() ? m_impl->canvas.panelAt(at) : std::nullopt;
    return panel ? std::optional(m_impl->canvas.panels()[*panel].x->pixelToCoord(at.x())) : std::nullopt;
}

void FigureView::setHandles(std::vector<std::vector<double>> handles)
{
    m_impl->releaseHandle();
    m_impl->handles = std::move(handles);
    m_impl->showHandle(std::nullopt);
}

void FigureView::showDraggedHandle(double x)
{
    if (auto dragged = m_impl->canvas.marks().handle; dragged && dragged->dragged) {
        dragged->at = x;
        m_impl->showHandle(dragged);
    }
}

} // namespace wattline::ui
