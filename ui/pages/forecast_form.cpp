// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/forecast_form.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace wattline::ui {

ForecastForm::ForecastForm(QWidget* parent) : QWidget(parent)
{
    auto* wave = new QGroupBox(tr("Wave of One GPU"));
    auto* waveForm = new QFormLayout(wave);
    m_peakPower = addNumber(waveForm, tr("Peak power:"), tr("W"), 1e5);
    m_peakDuration = addNumber(waveForm, tr("Peak duration:"), tr("s"), 1e7);
    m_valleyPower = addNumber(waveForm, tr("Valley power:"), tr("W"), 1e5);
    m_valleyDuration = addNumber(waveForm, tr("Valley duration:"), tr("s"), 1e7);
    for (const QDoubleSpinBox* box : {m_peakPower, m_peakDuration, m_valleyPower, m_valleyDuration})
        connect(box, &QDoubleSpinBox::valueChanged, this, &ForecastForm::targetsEdited);

    auto* run = new QGroupBox(tr("Run"));
    auto* runForm = new QFormLayout(run);
    const ForecastSettings defaults;
    m_epochs = addCount(runForm, tr("Epochs:"), static_cast<int>(defaults.epochs), 1'000'000);
    m_gpus = addCount(runForm, tr("GPUs of a server:"), static_cast<int>(defaults.gpus), 1024);
    m_servers = addCount(runForm, tr("Servers of the fleet:"), static_cast<int>(defaults.servers), 10'000'000);
    m_carbon = addNumber(runForm, tr("Carbon intensity:"), tr("kg/kWh"), 10.0);
    m_carbon->setDecimals(3);
    m_carbon->setSingleStep(0.05);
    m_carbon->setValue(defaults.carbonKgPerKwh);
    m_tdp = addNumber(runForm, tr("TDP of a GPU:"), tr("W"), 1e5);
    m_tdp->setDecimals(0);
    m_tdp->setSpecialValueText(tr("Unknown")); // shown at 0
    m_tdp->setValue(400.0);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(wave);
    layout->addWidget(run);
    setTargets(publishedExample());
}

QDoubleSpinBox* ForecastForm::addNumber(QFormLayout* form, const QString& label, const QString& unit, double maximum)
{
    auto* box = new QDoubleSpinBox;
    box->setRange(0.0, maximum);
    box->setDecimals(2);
    box->setSuffix(QLatin1Char(' ') + unit);
    box->setAccelerated(true);
    box->setAccessibleName(QString(label).remove(QLatin1Char(':')));
    form->addRow(label, box);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ForecastForm::changed);
    return box;
}

QSpinBox* ForecastForm::addCount(QFormLayout* form, const QString& label, int value, int maximum)
{
    auto* box = new QSpinBox;
    box->setRange(1, maximum);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    box->setAccelerated(true);
    box->setAccessibleName(QString(label).remove(QLatin1Char(':')));
    form->addRow(label, box);
    connect(box, &QSpinBox::valueChanged, this, &ForecastForm::changed);
    return box;
}

WaveTargets ForecastForm::publishedExample()
{
    return {.valleyPowerWatts = 62.23,
            .valleyDurationSeconds = 6.41,
            .peakPowerWatts = 291.06,
            .peakDurationSeconds = 182.58};
}

WaveTargets ForecastForm::targets() const
{
    return {m_valleyPower->value(), m_valleyDuration->value(), m_peakPower->value(), m_peakDuration->value()};
}

ForecastSettings ForecastForm::settings() const
{
    ForecastSettings settings;
    settings.epochs = static_cast<std::size_t>(m_epochs->value());
    settings.gpus = static_cast<std::size_t>(m_gpus->value());
    settings.servers = static_cast<std::size_t>(m_servers->value());
    settings.carbonKgPerKwh = m_carbon->value();
    if (m_tdp->value() > 0.0)
        settings.tdpWatts = m_tdp->value();
    return settings;
}

void ForecastForm::setTargets(const WaveTargets& targets)
{
    {
        const QSignalBlocker blockers[] = {QSignalBlocker(m_peakPower), QSignalBlocker(m_peakDuration),
                                           QSignalBlocker(m_valleyPower), QSignalBlocker(m_valleyDuration)};
        m_peakPower->setValue(targets.peakPowerWatts);
        m_peakDuration->setValue(targets.peakDurationSeconds);
        m_valleyPower->setValue(targets.valleyPowerWatts);
        m_valleyDuration->setValue(targets.valleyDurationSeconds);
    }
    emit changed();
}

void ForecastForm::setGpus(std::size_t gpus)
{
    m_gpus->setValue(static_cast<int>(gpus));
}

void ForecastForm::setTdp(double watts)
{
    m_tdp->setValue(watts);
}

} // namespace wattline::ui
