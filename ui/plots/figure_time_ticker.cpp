// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_time_ticker.h"

#include "ui/style/text.h"

#include <algorithm>
#include <cmath>

namespace wattline::ui {

TimeTicker::TimeTicker(const FigureAxis& axis) : m_axis(axis)
{
    constexpr double Day = 86400.0;
    if (axis.ticks == TimeTicks::Clock)
        setTickOrigin(-std::fmod(axis.startUnixSeconds, Day)); // whole hours and minutes of the clock
}

QString TimeTicker::labelOf(const QCPRange& range)
{
    if (m_axis.ticks == TimeTicks::Clock)
        return shown(m_axis.label());
    getTickStep(range);
    FigureAxis axis = m_axis;
    axis.unit = elapsedUnit(m_largest, m_step);
    return shown(axis.label());
}

double TimeTicker::getTickStep(const QCPRange& range)
{
    m_step = timeStep(range.size(), tickCount());
    m_largest = std::max(std::abs(range.lower), std::abs(range.upper));
    return m_step;
}

QString TimeTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    if (m_axis.ticks == TimeTicks::Clock)
        return shown(clockText(m_axis.startUnixSeconds + tick, m_step));
    return shown(elapsedText(tick, m_largest, m_step));
}

QVector<QString> TimeTicker::createLabelVector(const QVector<double>& ticks, const QLocale& locale, QChar formatChar,
                                               int precision)
{
    QVector<QString> labels = QCPAxisTicker::createLabelVector(ticks, locale, formatChar, precision);
    if (m_axis.ticks != TimeTicks::Clock)
        return labels;
    QString before;
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        const QString date = shown(dateText(m_axis.startUnixSeconds + ticks[i]));
        if (date != before)
            labels[i] += QLatin1Char('\n') + date;
        before = date;
    }
    return labels;
}

} // namespace wattline::ui
