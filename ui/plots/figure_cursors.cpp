// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_view_impl.h"

#include <cmath>

namespace wattline::ui {

/// The cursor that a press would take hold of; the grabbed one where both are in reach.
std::optional<CursorName> FigureView::Impl::cursorAt(QPointF pixel) const
{
    constexpr double Reach = 5.0;
    const std::optional<std::size_t> panel = canvas.panelAt(pixel);
    if (!cursors || !panel)
        return std::nullopt;
    const QCPAxis* axis = canvas.panels()[*panel].x;
    const double toA = std::abs(axis->coordToPixel(cursors->first) - pixel.x());
    const double toB = std::abs(axis->coordToPixel(cursors->second) - pixel.x());
    if (std::min(toA, toB) > Reach)
        return std::nullopt;
    if (std::max(toA, toB) <= Reach && grabbed)
        return grabbed;
    return toA <= toB ? CursorName::A : CursorName::B;
}

void FigureView::Impl::applyCursors()
{
    OverlayMarks& marks = canvas.marks();
    marks.cursors.clear();
    marks.dots.clear();
    marks.font = view.font();
    if (cursors) {
        const double a = cursors->first;
        const double b = cursors->second;
        marks.cursors = {{a, QStringLiteral("A"), grabbed == CursorName::A},
                         {b, QStringLiteral("B"), grabbed == CursorName::B}};
        for (std::size_t i = 0; i < canvas.panels().size(); ++i) {
            for (const FigureCurve& curve : figure.panels[i].curves) {
                for (const double at : {a, b}) {
                    const double value = curve.samples ? curve.samples->valueAt(at) : std::nan("");
                    if (!std::isnan(value))
                        marks.dots.push_back(
                            {canvas.panels()[i].rect, {at, value}, seriesColour(curve.colour, marks.ground)});
                }
            }
        }
    }
    canvas.redrawMarks();
}

void FigureView::setCursors(std::optional<std::pair<double, double>> cursors)
{
    m_impl->cursors = cursors;
    if (!cursors)
        m_impl->grabbed.reset();
    m_impl->applyCursors();
}

std::optional<CursorName> FigureView::grabbedCursor() const
{
    return m_impl->grabbed;
}

void FigureView::grabCursor(std::optional<CursorName> cursor)
{
    m_impl->grabbed = m_impl->cursors ? cursor : std::nullopt;
    m_impl->applyCursors();
}

} // namespace wattline::ui
