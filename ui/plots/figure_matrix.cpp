// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_matrix.h"

#include "ui/style/text.h"

#include <cmath>

namespace wattline::ui {

namespace {

QString numberOf(double value)
{
    const QString text = QString::number(value, 'f', 2);
    return text == QLatin1String("-0.00")      ? QStringLiteral("0.00")
           : text.startsWith(QLatin1Char('-')) ? QStringLiteral("−") + text.mid(1)
                                               : text;
}

} // namespace

MatrixCells::MatrixCells(const LaidPanel& laid, FigureMatrix matrix, const FigureStyle& style)
    : QCPLayerable(laid.rect->parentPlot(), QStringLiteral("main"), laid.rect),
      m_rect(laid.rect),
      m_x(laid.x),
      m_y(laid.y),
      m_matrix(std::move(matrix)),
      m_style(style)
{
    setParent(laid.rect); // goes with its panel
}

void MatrixCells::draw(QCPPainter* painter)
{
    const std::size_t count = m_matrix.names.size();
    painter->setFont(m_style.font);
    for (std::size_t i = 0; i < m_matrix.values.size(); ++i) {
        const auto column = static_cast<double>(i % count);
        const auto row = static_cast<double>(i / count);
        const QRectF cell(QPointF(m_x->coordToPixel(column - 0.5), m_y->coordToPixel(row - 0.5)),
                          QPointF(m_x->coordToPixel(column + 0.5), m_y->coordToPixel(row + 0.5)));
        const double value = m_matrix.values[i];
        drawCell(painter, cell.normalized(), value,
                 i < m_matrix.texts.size() ? shown(m_matrix.texts[i]) : numberOf(value));
    }
}

void MatrixCells::drawCell(QCPPainter* painter, const QRectF& cell, double value, const QString& text) const
{
    painter->setPen(QPen(plotBackground(m_style.ground), m_style.lineWidth)); // keeps the cells apart
    if (!std::isfinite(value)) {
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(cell);
        painter->setPen(QPen(plotFaint(m_style.ground), m_style.lineWidth));
        painter->drawLine(cell.topLeft(), cell.bottomRight());
        return;
    }
    const QColor fill = divergingColour(value, m_style.ground);
    painter->setBrush(fill);
    painter->drawRect(cell);
    const QFontMetrics metrics(m_style.font);
    if (metrics.horizontalAdvance(text) > cell.width() || metrics.height() > cell.height())
        return; // the table beside has the numbers
    painter->setPen(textColourOn(fill));
    painter->drawText(cell, Qt::AlignCenter, text);
}

void layMatrixAxes(const LaidPanel& laid, const FigureMatrix& matrix)
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (std::size_t i = 0; i < matrix.names.size(); ++i)
        ticker->addTick(static_cast<double>(i), shown(matrix.names[i]));
    laid.y->setTicker(ticker);
    laid.y->setRangeReversed(true);
    for (QCPAxis* axis : {laid.x, laid.y}) {
        axis->grid()->setVisible(false);
        axis->setSubTicks(false);
        axis->setTickLength(0, 0);
    }
}

} // namespace wattline::ui
