// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"
#include "ui/style/palette.h"

#include <optional>
#include <qcustomplot.h>
#include <vector>

namespace wattline::ui {

/// The shaded stretches of one panel, behind its curves. Thousands cost no more than the pixels that they cover.
class SpanMarks : public QCPLayerable {
public:
    SpanMarks(QCPAxisRect* rect, std::vector<FigureSpan> spans, Ground ground);

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    QRect clipRect() const override { return m_rect->rect(); }

private:
    QCPAxisRect* m_rect;
    std::vector<FigureSpan> m_spans; ///< in order of their begin
    Ground m_ground;
};

/// What lies over all panels: the selected stretch of x and a ring around a point. It is on the plot's buffered overlay
/// layer, so that it moves without the curves being drawn again.
class OverlayMarks : public QCPLayerable {
public:
    explicit OverlayMarks(QCustomPlot* plot) : QCPLayerable(plot, QStringLiteral("overlay")) {}

    struct Ring {
        QCPAxisRect* rect = nullptr;
        QPointF at; ///< in the panel's coordinates
    };

    std::vector<QCPAxisRect*> rects; ///< of the panels that the selection spans
    std::optional<FigureSpan> selection;
    std::optional<Ring> ring;
    Ground ground = Ground::Light;

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
};

} // namespace wattline::ui
