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

/// Shows a Figure and lets people look around in it: the wheel zooms at the pointer, a drag pans or, where that is
/// wanted, selects a range, the middle button always pans; with the focus also arrow keys, + and -, F (fit the
/// selection), Backspace (previous view), Esc (clear). Smooth with a million samples. Follows the light or dark scheme
/// live.
class FigureView : public QWidget {
    Q_OBJECT

public:
    explicit FigureView(QWidget* parent = nullptr);
    ~FigureView() override;

    /// FitAll also forgets the selection, which spoke of another figure.
    void setFigure(Figure figure, ViewRange range = ViewRange::FitAll);
    const Figure& figure() const;

    /// The selected stretch of x, drawn over every panel; the widget itself changes it only on a drag.
    void setSelection(std::optional<FigureSpan> selection);
    /// Marks one point of a cloud with a ring, or none.
    void setMarkedPoint(std::optional<std::size_t> panel, std::size_t curve = 0, std::size_t point = 0);

    /// The stretch of x in view.
    std::pair<double, double> visibleRange() const;
    void showRange(double begin, double end);
    void fitAll();
    void zoomBy(double factor);
    void previousView();
    void nextView();
    void setVerticalScale(VerticalScale scale);
    void setRangeSelection(RangeSelection selection);

signals:
    void rangeSelected(double begin, double end);
    void selectionCleared();
    void pointClicked(std::size_t panel, std::size_t curve, std::size_t point);
    void positionClicked(std::size_t panel, double x);
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
