// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/strict.h"

#include <QChartView>
#include <QList>
#include <QPointF>
#include <QTimer>
#include <array>

QT_BEGIN_NAMESPACE
class QAbstractAxis;
class QLineSeries;
class QValueAxis;
QT_END_NAMESPACE

namespace wattline::ui {

/// How an axis divides its range.
enum class AxisScale { Linear, Logarithmic };

/// Best, mean and validation fitness by generation, live: at most 1000 points a curve, redrawn at most 20 times a
/// second, and only while visible. Follows the light or dark scheme.
class FitnessChart : public QChartView {
    Q_OBJECT

public:
    explicit FitnessChart(QWidget* parent = nullptr);

    /// Shows the history from now on, its errors times `factor` (100 for percent); `axisTitle` names fitness and its
    /// unit: "Mean absolute error (W)". With `total` generations the x axis already reaches to the end of the run; 0
    /// where that is not known.
    void setHistory(const std::vector<GenerationStats>& history, const QString& axisTitle, std::size_t total = 0,
                    double factor = 1.0);
    void setScale(AxisScale scale);
    AxisScale scale() const { return m_scale; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    static constexpr std::size_t CurveCount = 3; // best, mean, validation

    void redraw();
    void redrawSoon();
    void buildValueAxis();
    void fitAxes();
    void applyColours();

    std::array<QLineSeries*, CurveCount> m_series{};
    std::array<QList<QPointF>, CurveCount> m_points;
    QValueAxis* m_generationAxis = nullptr;
    QAbstractAxis* m_fitnessAxis = nullptr;
    QString m_axisTitle;
    double m_lastGeneration = 0.0;
    AxisScale m_scale = AxisScale::Linear;
    QTimer m_redrawTimer;
};

/// At most `most` points of a curve, first and last among them, points without a finite value dropped.
QList<QPointF> thinned(const std::vector<GenerationStats>& history, double GenerationStats::*value, std::size_t most);

} // namespace wattline::ui
