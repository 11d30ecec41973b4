// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_canvas.h"
#include "ui/plots/figure_view.h"

#include <QElapsedTimer>
#include <functional>

namespace wattline::ui {

inline constexpr double ZoomStep = 0.8; ///< of one notch of the wheel or one press of +

/// The parts of a FigureView, and what its mouse does.
class FigureView::Impl {
public:
    explicit Impl(FigureView& owner) : view(owner), canvas(plot) {}

    /// Draws the figure anew in the present font and scheme, its ring included.
    void build();
    void applyMark();
    void applySelection();
    void press(QMouseEvent* event);
    void move(QMouseEvent* event);
    void release(QMouseEvent* event);
    void wheel(QWheelEvent* event);
    void keepView(const FigureCanvas::View& before, const FigureCanvas::View& whole);
    std::optional<CursorName> cursorAt(QPointF pixel) const;
    void applyCursors();
    std::optional<std::size_t> handleAt(std::size_t panel, QPointF pixel) const;
    void showHandle(std::optional<OverlayMarks::Handle> handle);
    void hoverHandle(QPointF pixel);
    void leaveHandle();
    bool releaseHandle();
    bool pressCursorKey(int key);
    void changeView(const std::function<void()>& change);
    QPointF middle() const;
    std::pair<double, double> dragged(QPointF to) const;

    FigureView& view;
    QCustomPlot plot;
    FigureCanvas canvas;
    Figure figure;
    std::optional<FigureSpan> selection;
    std::optional<FigureCanvas::Hit> marked;
    std::optional<std::pair<double, double>> cursors;
    std::optional<CursorName> grabbed;
    std::vector<std::vector<double>> handles;
    PanelTitles titles = PanelTitles::Shown;
    VerticalScale verticalScale = VerticalScale::Stay;
    RangeSelection rangeSelection = RangeSelection::Off;

private:
    enum class Gesture { None, Press, Select, Pan, Cursor, Handle };
    void startPanning();
    double xWithin(double pixel) const;

    Gesture m_gesture = Gesture::None;
    CursorName m_cursor = CursorName::A; ///< the dragged one
    std::size_t m_handle = 0;            ///< likewise, of the panel
    std::size_t m_panel = 0;
    QPointF m_from;
    QElapsedTimer m_sinceWheel;
};

} // namespace wattline::ui
