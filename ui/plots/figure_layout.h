// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"
#include "ui/style/palette.h"

#include <QFont>
#include <QWidget>
#include <qcustomplot.h>
#include <vector>

namespace wattline::ui {

/// Whether each panel bears its title and legend; hidden, where something beside the plot says the same.
enum class PanelTitles { Shown, Hidden };

/// How a figure looks. Every length is in layout units: pixels on the screen, tenths of a point in print. Paddings,
/// ticks and symbols follow the size of the font.
struct FigureStyle {
    enum class Medium { Screen, Print } medium = Medium::Screen;
    Ground ground = Ground::Light;
    QFont font;
    double lineWidth = 1.0;
    PanelTitles titles = PanelTitles::Shown;

    /// The size of the font in layout units.
    int em() const;
};

/// The look on the screen: the widget's own font and scheme. Curves are one pixel wide, because wider ones take seconds
/// with a million samples.
FigureStyle screenStyle(const QWidget& widget);

/// The look in print, where one point has UnitsPerPoint layout units: no grid, lines and text in points.
FigureStyle printStyle(double fontPoints, double linePoints);

inline constexpr int UnitsPerPoint = 10;

/// One panel as it stands in the plot.
struct LaidPanel {
    QCPAxisRect* rect = nullptr;
    QCPAxis* x = nullptr;
    QCPAxis* y = nullptr;
    QCPRange wholeX; ///< what "fit all" shows
    QCPRange wholeY;
    bool cloud = false; ///< it holds points: zooming acts on both axes
    QCPLegend* legend = nullptr;
    QCPTextElement* title = nullptr;
};

/// Lays a Figure into a plot: its panels from top to bottom on a common left and right margin, each below a line with
/// its title and legend, which therefore cover no data.
class FigureLayout {
public:
    explicit FigureLayout(QCustomPlot& plot) : m_plot(plot) {}

    /// Replaces whatever the plot shows.
    void build(const Figure& figure, const FigureStyle& style);

    /// Fits legends, category names, axis labels and the number of ticks into a size in layout units.
    void fitInto(QSize size);

    const std::vector<LaidPanel>& panels() const { return m_panels; }

private:
    enum class XLabels { Hidden, Shown };

    void clear();
    void shareWholeX();
    void levelHeights(int height) const;
    int fitAcross(std::size_t panel, QSize size);
    void addPanel(const FigurePanel& panel, XLabels labels);
    void addHeader(const FigurePanel& panel, LaidPanel& laid);
    void styleAxis(QCPAxis* axis, const FigureAxis& described) const;
    static void labelTimes(QCPAxis* axis);

    QCustomPlot& m_plot;
    Figure m_frame; ///< without data: names and axes, which fitting needs
    FigureStyle m_style;
    std::vector<LaidPanel> m_panels;
    QCPMarginGroup* m_margins = nullptr;
};

} // namespace wattline::ui
