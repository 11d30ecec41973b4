// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/fitness_chart.h"

#include "ui/style/palette.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr std::size_t MostPoints = 1000; // a frame of three such curves takes about 10 ms
constexpr int RedrawMilliseconds = 50;
constexpr std::array Values = {&GenerationStats::bestFitness, &GenerationStats::meanFitness,
                               &GenerationStats::validationFitness};
constexpr std::array LineStyles = {Qt::SolidLine, Qt::DotLine, Qt::DashLine};
constexpr std::array SeriesColours = {0, 1, 2};

/// The step among 1, 2, 5, 10, ... that divides the range into at most seven.
double niceStep(double range)
{
    for (double decade = 1.0;; decade *= 10.0) {
        for (double step : {decade, 2.0 * decade, 5.0 * decade}) {
            if (range / step <= 7.0)
                return step;
        }
    }
}

} // namespace

QList<QPointF> thinned(const std::vector<GenerationStats>& history, double GenerationStats::*value, std::size_t most)
{
    std::vector<const GenerationStats*> finite;
    for (const GenerationStats& stats : history) {
        if (std::isfinite(stats.*value))
            finite.push_back(&stats);
    }
    const std::size_t count = std::min(finite.size(), most);
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = count < 2 ? 0 : i * (finite.size() - 1) / (count - 1);
        points.emplace_back(static_cast<double>(finite[place]->generation), finite[place]->*value);
    }
    return points;
}

FitnessChart::FitnessChart(QWidget* parent) : QChartView(parent)
{
    setAccessibleName(tr("Fitness by generation"));
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins({6, 2, 10, 2});
    chart()->setBackgroundRoundness(0);
    m_generationAxis = new QValueAxis(chart());
    m_generationAxis->setTitleText(tr("Generation"));
    m_generationAxis->setLabelFormat(QStringLiteral("%d"));
    m_generationAxis->setTickType(QValueAxis::TicksDynamic);
    chart()->addAxis(m_generationAxis, Qt::AlignBottom);
    const std::array names = {tr("Best"), tr("Mean"), tr("Best, validation rows")};
    for (std::size_t i = 0; i < CurveCount; ++i) {
        m_series[i] = new QLineSeries(chart());
        m_series[i]->setName(names[i]);
        chart()->addSeries(m_series[i]);
        m_series[i]->attachAxis(m_generationAxis);
    }
    buildValueAxis();
    m_redrawTimer.setSingleShot(true);
    m_redrawTimer.setInterval(RedrawMilliseconds);
    connect(&m_redrawTimer, &QTimer::timeout, this, &FitnessChart::redraw);
}

void FitnessChart::setHistory(const std::vector<GenerationStats>& history, const QString& axisTitle, std::size_t total,
                              double factor)
{
    for (std::size_t i = 0; i < CurveCount; ++i) {
        m_points[i] = thinned(history, Values[i], MostPoints);
        for (QPointF& point : m_points[i])
            point.ry() *= factor;
    }
    m_axisTitle = axisTitle;
    m_lastGeneration = std::max(history.empty() ? 0.0 : static_cast<double>(history.back().generation),
                                total > 0 ? static_cast<double>(total - 1) : 0.0);
    redrawSoon();
}

void FitnessChart::setScale(AxisScale scale)
{
    if (scale == m_scale)
        return;
    m_scale = scale;
    buildValueAxis();
    redraw();
}

void FitnessChart::redrawSoon()
{
    if (isVisible() && !m_redrawTimer.isActive())
        m_redrawTimer.start();
}

void FitnessChart::redraw()
{
    for (std::size_t i = 0; i < CurveCount; ++i) {
        QList<QPointF> points = m_points[i];
        if (m_scale == AxisScale::Logarithmic)
            points.removeIf([](const QPointF& point) { return point.y() <= 0.0; });
        m_series[i]->replace(points);
    }
    m_fitnessAxis->setTitleText(m_axisTitle);
    fitAxes();
}

void FitnessChart::buildValueAxis()
{
    if (m_fitnessAxis != nullptr) {
        chart()->removeAxis(m_fitnessAxis);
        delete m_fitnessAxis;
    }
    if (m_scale == AxisScale::Logarithmic) {
        auto* axis = new QLogValueAxis(chart());
        axis->setBase(10.0);
        axis->setMinorTickCount(8);
        axis->setLabelFormat(QStringLiteral("%g"));
        m_fitnessAxis = axis;
    } else {
        auto* axis = new QValueAxis(chart());
        axis->setLabelFormat(QStringLiteral("%g"));
        m_fitnessAxis = axis;
    }
    chart()->addAxis(m_fitnessAxis, Qt::AlignLeft);
    for (QLineSeries* series : m_series)
        series->attachAxis(m_fitnessAxis);
    applyColours();
}

void FitnessChart::fitAxes()
{
    double lowest = HUGE_VAL;
    double highest = -HUGE_VAL;
    for (const QLineSeries* series : m_series) {
        for (const QPointF& point : series->points()) {
            lowest = std::min(lowest, point.y());
            highest = std::max(highest, point.y());
        }
    }
    // In this order: an axis that reached further with the old steps for a moment would draw a label at each.
    const double step = niceStep(m_lastGeneration);
    if (step > m_generationAxis->tickInterval())
        m_generationAxis->setTickInterval(step);
    m_generationAxis->setRange(0.0, std::max(1.0, m_lastGeneration));
    m_generationAxis->setTickInterval(step);
    if (lowest > highest)
        return;
    if (m_scale == AxisScale::Logarithmic) {
        m_fitnessAxis->setRange(std::pow(10.0, std::floor(std::log10(lowest))),
                                std::pow(10.0, std::ceil(std::log10(std::max(highest, 1.001 * lowest)))));
        return;
    }
    m_fitnessAxis->setRange(0.0, highest > 0.0 ? 1.05 * highest : 1.0);
    static_cast<QValueAxis*>(m_fitnessAxis)->applyNiceNumbers();
}

void FitnessChart::applyColours()
{
    const Ground ground = groundOf(palette());
    const QColor ink = plotForeground(ground);
    setBackgroundBrush(plotBackground(ground));
    chart()->setBackgroundBrush(plotBackground(ground));
    chart()->legend()->setLabelColor(ink);
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(m_generationAxis), m_fitnessAxis}) {
        axis->setLabelsColor(ink);
        axis->setTitleBrush(ink);
        axis->setTitleFont(font());
        axis->setLinePenColor(ink);
        axis->setGridLineColor(plotFaint(ground));
        axis->setMinorGridLineVisible(false);
    }
    for (std::size_t i = 0; i < CurveCount; ++i)
        m_series[i]->setPen(QPen(seriesColour(SeriesColours[i], ground), 2.0, LineStyles[i]));
}

void FitnessChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_fitnessAxis != nullptr)
        applyColours();
}

void FitnessChart::showEvent(QShowEvent* event)
{
    QChartView::showEvent(event);
    redraw();
}

} // namespace wattline::ui
