// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_layout.h"

#include <optional>

namespace wattline::ui {

/// The shaded stretches of one panel, behind its curves: phases, which tile the time, and over them the marks that
/// somebody set, with their labels. Thousands of phases cost no more than the pixels that they cover.
class SpanMarks : public QCPLayerable {
public:
    SpanMarks(QCPAxisRect* rect, const std::vector<FigureSpan>& spans, const FigureStyle& style);

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    QRect clipRect() const override { return m_rect->rect(); }

private:
    void drawPhases(QCPPainter* painter) const;
    void drawMark(QCPPainter* painter, const FigureSpan& mark) const;

    QCPAxisRect* m_rect;
    std::vector<FigureSpan> m_phases; ///< in order of their begin
    std::vector<FigureSpan> m_marks;
    FigureStyle m_style;
};

/// What lies over all panels: the selected stretch of x, a ring around a point, the cursors. It is on the plot's
/// buffered overlay layer, so that it moves without the curves being drawn again.
class OverlayMarks : public QCPLayerable {
public:
    explicit OverlayMarks(QCustomPlot* plot) : QCPLayerable(plot, QStringLiteral("overlay")) {}

    struct Ring {
        QCPAxisRect* rect = nullptr;
        QPointF at; ///< in the panel's coordinates
    };
    struct Cursor {
        double at = 0.0;
        QString name;
        bool grabbed = false;
    };
    struct Handle {
        QCPAxisRect* rect = nullptr;
        double at = 0.0;
        bool dragged = false;
    };
    struct Dot {
        QCPAxisRect* rect = nullptr;
        QPointF at;
        QColor colour;
    };

    std::vector<QCPAxisRect*> rects; ///< of the panels that the selection spans
    std::optional<FigureSpan> selection;
    std::optional<Ring> ring;
    std::vector<Cursor> cursors;
    std::optional<Handle> handle; ///< the edge under the pointer
    std::vector<Dot> dots;        ///< where the cursors meet the curves
    QFont font;
    Ground ground = Ground::Light;

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

private:
    void drawSelection(QCPPainter* painter) const;
    void drawRing(QCPPainter* painter) const;
    void drawCursor(QCPPainter* painter, const Cursor& cursor) const;
    void drawHandle(QCPPainter* painter) const;
    void drawDot(QCPPainter* painter, const Dot& dot) const;
};

} // namespace wattline::ui
