// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_layout.h"
#include "ui/plots/figure_marks.h"
#include "ui/plots/view_history.h"

#include <optional>
#include <utility>

namespace wattline::ui {

/// A laid figure and the part of it that is in view: all that a FigureView does apart from mouse and keys.
class FigureCanvas {
public:
    explicit FigureCanvas(QCustomPlot& plot);

    /// The ranges of every panel.
    using View = std::vector<std::pair<QCPRange, QCPRange>>;

    void build(const Figure& figure, const FigureStyle& style);
    const std::vector<LaidPanel>& panels() const { return m_layout.panels(); }
    FigureLayout& layout() { return m_layout; }
    OverlayMarks& marks() { return m_marks; }

    View view() const;
    /// Only clouds take their vertical range from it; all others show the whole of theirs.
    void setView(const View& view);
    View wholeView() const;

    /// Remembers the present view; what follows can be undone with previousView.
    void rememberView() { m_history.leave(view()); }
    void previousView() { setView(m_history.back(view())); }
    void nextView() { setView(m_history.forth(view())); }
    void forgetViews() { m_history.clear(); }

    /// Scales what is in view about a point of the panel; factors below 1 zoom in.
    void zoom(std::size_t panel, double factor, QPointF pixel);
    /// Moves what is in view by pixels.
    void pan(std::size_t panel, QPointF pixels);
    void showX(std::size_t panel, QCPRange range);
    void adaptVertically();

    std::optional<std::size_t> panelAt(QPointF pixel) const;
    /// The nearest drawn point of a cloud within reach of the pointer.
    struct Hit {
        std::size_t panel = 0;
        std::size_t curve = 0;
        std::size_t point = 0;
    };
    std::optional<Hit> pointAt(const Figure& figure, QPointF pixel) const;

    bool isDrawn() const { return m_drawn; }
    void redraw() { m_plot.replot(QCustomPlot::rpQueuedReplot); }
    /// Draws selection and ring again, not the curves.
    void redrawMarks();

private:
    QCustomPlot& m_plot;
    FigureLayout m_layout;
    OverlayMarks& m_marks; // owned by the plot
    ViewHistory<View> m_history;
    bool m_sharedX = false;
    bool m_drawn = false; ///< at least once
};

} // namespace wattline::ui
