// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/trace_curves.h"

#include <QWidget>

namespace wattline::ui {

/// The whole recording in a narrow bar: the least and the greatest power of the GPUs shown, and over it the window that
/// the lanes show. The window is dragged, its edges are pulled, a press outside brings it there; where it covers
/// everything, a drag draws a new one; a double click shows all. With the focus the arrow keys move it, + and - resize
/// it, Home and End bring it to the ends.
class OverviewBar : public QWidget {
    Q_OBJECT

public:
    explicit OverviewBar(QWidget* parent = nullptr);

    /// Null shows nothing.
    void setCurves(std::shared_ptr<const TraceCurves> curves, std::vector<std::size_t> gpus);
    void setWindow(double begin, double end);
    /// How far from either side of the widget the recording begins and ends, so that it stands below the lanes.
    void setInsets(int left, int right);

    QSize sizeHint() const override;

signals:
    /// The window is about to be moved by hand.
    void windowGrabbed();
    void windowMoved(double begin, double end);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Part { None, Begin, End, Body, New };

    QRect area() const;
    double pixelOf(double seconds) const;
    double secondsAt(double pixel) const;
    Part partAt(double pixel) const;
    void moveTo(double begin, double end);
    void refreshEnvelope();
    void describe();
    void paintWindow(QPainter& painter) const;

    std::shared_ptr<const TraceCurves> m_curves;
    std::vector<std::size_t> m_gpus;
    std::vector<ValueExtent> m_envelope; ///< one for each pixel of the area
    std::pair<double, double> m_whole{0.0, 1.0};
    std::pair<double, double> m_window{0.0, 1.0};
    int m_left = 0;
    int m_right = 0;
    Part m_dragged = Part::None;
    double m_from = 0.0; ///< seconds at the press
    std::pair<double, double> m_windowBefore;
};

} // namespace wattline::ui
