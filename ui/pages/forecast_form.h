// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forecast/forecast.h"

#include <QWidget>
#include <vector>

QT_BEGIN_NAMESPACE
class QDoubleSpinBox;
class QFormLayout;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// The numbers that a forecast starts from: the wave of one GPU, and how many epochs, GPUs and servers run it. It
/// starts with the published example of a ViT on four GPUs (Energies 2026, 19(2), 448).
class ForecastForm : public QWidget {
    Q_OBJECT

public:
    explicit ForecastForm(QWidget* parent = nullptr);

    WaveTargets targets() const;
    ForecastSettings settings() const;
    /// Fills in a wave without saying that somebody typed it.
    void setTargets(const WaveTargets& targets);
    void setGpus(std::size_t gpus);
    void setTdp(double watts);

    static WaveTargets publishedExample();

signals:
    /// Any number changed, by whomever.
    void changed();
    /// One of the four targets was typed over.
    void targetsEdited();

private:
    QDoubleSpinBox* addNumber(QFormLayout* form, const QString& label, const QString& unit, double maximum);
    QSpinBox* addCount(QFormLayout* form, const QString& label, int value, int maximum);

    QDoubleSpinBox* m_peakPower;
    QDoubleSpinBox* m_peakDuration;
    QDoubleSpinBox* m_valleyPower;
    QDoubleSpinBox* m_valleyDuration;
    QSpinBox* m_epochs;
    QSpinBox* m_gpus;
    QSpinBox* m_servers;
    QDoubleSpinBox* m_carbon;
    QDoubleSpinBox* m_tdp;
};

} // namespace wattline::ui
