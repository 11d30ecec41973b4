// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"

#include <qcustomplot.h>

namespace wattline::ui {

/// Ticks of an axis of seconds as people count time, elapsed or by the clock; by the clock the first tick and each one
/// of another day bear the date below.
class TimeTicker : public QCPAxisTicker {
public:
    explicit TimeTicker(const FigureAxis& axis);

    /// "Time (min:s)": what the ticks of a range are written in.
    QString labelOf(const QCPRange& range);

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 1; }
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale& locale, QChar formatChar,
                                       int precision) override;

private:
    FigureAxis m_axis;
    double m_step = 1.0;
    double m_largest = 0.0;
};

} // namespace wattline::ui
