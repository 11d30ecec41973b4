// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_layout.h"

namespace wattline::ui {

/// The cells of a matrix: coloured from blue (-1) over the ground to orange (1), with their numbers or texts where
/// those fit, and crossed out where there is none. The panel's axes run over the places 0, 1, 2, ..., the vertical one
/// downwards.
class MatrixCells : public QCPLayerable {
public:
    MatrixCells(const LaidPanel& laid, FigureMatrix matrix, const FigureStyle& style);

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    QRect clipRect() const override { return m_rect->rect(); }

private:
    void drawCell(QCPPainter* painter, const QRectF& cell, double value, const QString& text) const;

    QCPAxisRect* m_rect;
    QCPAxis* m_x;
    QCPAxis* m_y;
    FigureMatrix m_matrix;
    FigureStyle m_style;
};

/// Names the rows on the vertical axis and turns it downwards; both axes lose their grid.
void layMatrixAxes(const LaidPanel& laid, const FigureMatrix& matrix);

} // namespace wattline::ui
