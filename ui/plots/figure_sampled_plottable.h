// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/sampled_series.h"

#include <qcustomplot.h>

namespace wattline::ui {

/// A line through samples, however many there are. Where a column of pixels (in print: half a pen's width) holds many
/// of them it draws their extremes and the line from column to column, so that no spike is lost at any zoom; where they
/// stand apart, each of them, with a dot where there is room for it. The line breaks where the series says so, and a
/// sample alone between two breaks is a dot at every zoom.
class SampledPlottable : public QCPAbstractPlottable {
public:
    SampledPlottable(QCPAxis* x, QCPAxis* y, std::shared_ptr<const SampledSeries> samples);

    /// How wide the columns are that the samples are gathered in; 1 on the screen.
    void setColumnWidth(double units) { m_columnWidth = units; }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain domain, const QCPRange& keys) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    void drawSamples(QCPPainter* painter, std::pair<std::size_t, std::size_t> samples) const;
    void drawColumns(QCPPainter* painter, std::size_t count);
    void drawPrintColumns(QCPPainter* painter) const;
    void drawDot(QCPPainter* painter, QPointF at) const;
    double yOf(double value) const { return mValueAxis->coordToPixel(value); }

    std::shared_ptr<const SampledSeries> m_samples;
    double m_columnWidth = 1.0;
    std::vector<SampleColumn> m_columns; ///< kept to save its memory from being asked for at each frame
    QVector<QLine> m_lines;
};

} // namespace wattline::ui
