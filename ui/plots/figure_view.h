// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"

#include <QWidget>
#include <memory>
#include <optional>

namespace wattline::ui {

/// Whether a new figure keeps what is in view. Kept is only what somebody zoomed: a panel that showed its whole shows
/// the whole of the new figure.
enum class ViewRange { Keep, FitAll };

/// Whether the vertical axes stay as they are or follow what is in view.
enum class VerticalScale { Stay, Adapt };

/// Whether a drag with the left button selects a stretch of x; else it pans.
enum class RangeSelection { Off, On };

/// Whether a change of view can be undone with previousView(); a drag remembers its beginning alone.
enum class Remember { View, Nothing };

/// One of the two cursors.
enum class CursorName { A, B };

/// Shows a Figure and lets people look around in it: the wheel zooms at the pointer, a drag pans or, where that is
/// wanted, selects a range, the middle button always pans; with the focus also arrow keys, + and -, F (fit the
/// selection), Backspace (previous view), Esc (clear). Cursors are dragged, or grabbed with 1 and 2 and moved with the
/// arrow keys until Esc lets go. Smooth with a hundred million samples. Follows the light or dark scheme live.
class FigureView : public QWidget {
    Q_OBJECT

public:
    explicit FigureView(QWidget* parent = nullptr);
    ~FigureView() override;

    /// Forgets the handles. FitAll also forgets the selection, which spoke of another figure.
    void setFigure(Figure figure, ViewRange range = ViewRange::FitAll);
    const Figure& figure() const;

    /// The selected stretch of x, drawn over every panel; the widget itself changes it only on a drag.
    void setSelection(std::optional<FigureSpan> selection);
    /// Marks one point of a cloud with a ring, or none.
    void setMarkedPoint(std::optional<std::size_t> panel, std::size_t curve = 0, std::size_t point = 0);

    /// Two upright lines over every panel, A and B, with dots where they meet lines through samples, or none. The
    /// widget itself never moves them: it says where they are dragged.
    void setCursors(std::optional<std::pair<double, double>> cursors);
    std::optional<CursorName> grabbedCursor() const;
    void grabCursor(std::optional<CursorName> cursor);

    /// Edges that can be dragged: for each panel their places on the x axis, in order. The one under the pointer is
    /// drawn. The widget itself never moves them: it says where one is dragged and dropped; Esc lets go.
    void setHandles(std::vector<std::vector<double>> handles);
    /// Draws the dragged one there, where its owner says that it would come to rest.
    void showDraggedHandle(double x);

    /// Hides titles and legends, where something beside the plot says the same.
    void hideTitles();
    /// Where the axes of a panel stand in the widget; empty where there is no such panel or nothing was drawn yet.
    QRect panelArea(std::size_t panel) const;

    /// The stretch of x in view.
    std::pair<double, double> visibleRange() const;
    /// Where the pointer is on the x axis, while it is in a panel and nothing, such as a menu, covers it.
    std::optional<double> pointerPlace() const;
    void showRange(double begin, double end, Remember remember = Remember::View);
    void rememberView();
    void fitAll();
    void zoomBy(double factor);
    void previousView();
    void nextView();
    void setVerticalScale(VerticalScale scale);
    void setRangeSelection(RangeSelection selection);

signals:
    /// With every move of the drag, and when it ends.
    void rangeSelected(double begin, double end);
    void selectionCleared();
    void cursorDragged(wattline::ui::CursorName cursor, double x);
    /// An arrow key asks for the sample after (+1) or before (-1) a cursor.
    void cursorStepped(wattline::ui::CursorName cursor, int samples);
    void handleDragged(std::size_t panel, std::size_t handle, double x, Qt::KeyboardModifiers keys);
    void handleDropped(std::size_t panel, std::size_t handle, double x, Qt::KeyboardModifiers keys);
    /// What is in view, or where the panels stand, has changed and been drawn.
    void viewDrawn();
    void pointClicked(std::size_t panel, std::size_t curve, std::size_t point);
    void positionClicked(std::size_t panel, double x, double y);
    void pointerMoved(std::size_t panel, double x, double y);
    /// The pointer is in no panel any more.
    void pointerLeft();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace wattline::ui
