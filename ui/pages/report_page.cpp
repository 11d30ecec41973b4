// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report_page.h"

#include "core/base/text.h"
#include "core/report/figures.h"
#include "ui/pages/forecast_form.h"
#include "ui/pages/prediction_form.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace wattline::ui {

namespace {

/// A number with five digits and the larger unit from a thousand on: 27197 kWh -> "27.197 MWh".
QString scaledText(double value, const QString& unit, const QString& thousand)
{
    const bool large = value >= 1000.0;
    return numberText(large ? value / 1000.0 : value, 5) + QLatin1Char(' ') + (large ? thousand : unit);
}

QString kwhText(double kwh)
{
    return scaledText(kwh, QStringLiteral("kWh"), QStringLiteral("MWh"));
}

QString carbonText(double kilograms)
{
    return scaledText(kilograms, QStringLiteral("kg"), QStringLiteral("t"));
}

} // namespace

std::vector<ForecastLine> forecastLines(const Forecast& forecast)
{
    const ForecastSettings& settings = forecast.settings;
    const auto counted = [](std::size_t count, const QString& one, const QString& many) {
        return shown(formatCount(count)) + QLatin1Char(' ') + (count == 1 ? one : many);
    };
    const QString run = counted(settings.epochs, ReportPage::tr("epoch"), ReportPage::tr("epochs"));
    const QString server = counted(settings.gpus, ReportPage::tr("GPU"), ReportPage::tr("GPUs"));
    const QString fleet = counted(settings.servers, ReportPage::tr("server"), ReportPage::tr("servers"));
    return {
        {ReportPage::tr("Duty cycle"), percentText(forecast.dutyCycle)},
        {ReportPage::tr("Cycle"), numberText(forecast.cycleSeconds, 5) + QStringLiteral(" s")},
        {ReportPage::tr("Mean power of a GPU"), numberText(forecast.meanWattsPerGpu, 5) + QStringLiteral(" W")},
        {ReportPage::tr("Run of %1").arg(run), durationText(forecast.runSeconds)},
        {ReportPage::tr("Run, energy"), kwhText(forecast.run.energyKwh)},
        {ReportPage::tr("Run, CO₂"), carbonText(forecast.run.co2Kg)},
        {ReportPage::tr("Day, server of %1").arg(server), kwhText(forecast.day.energyKwh)},
        {ReportPage::tr("Day, CO₂"), carbonText(forecast.day.co2Kg)},
        {ReportPage::tr("Day, fleet of %1").arg(fleet), kwhText(forecast.fleet.energyKwh)},
        {ReportPage::tr("Fleet, CO₂"), carbonText(forecast.fleet.co2Kg)},
    };
}

ReportPage::ReportPage(Session& session, QWidget* parent) : Page(parent), m_session(session)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeInputs());
    layout->addWidget(makeResults(), 1);
    connect(m_form, &ForecastForm::changed, this, &ReportPage::refresh);
    connect(m_form, &ForecastForm::targetsEdited, this, [this] { m_source->setText(tr("Wave: own numbers")); });
    connect(m_prediction, &PredictionForm::predicted, this, &ReportPage::takePrediction);
    connect(&m_session, &Session::selectionChanged, this, &ReportPage::refreshSource);
    connect(&m_session, &Session::recordingsChanged, this, &ReportPage::refreshSource);
    takePublished();
    refreshSource();
}

QWidget* ReportPage::makeInputs()
{
    m_form = new ForecastForm;
    m_prediction = new PredictionForm(m_session);
    m_source = new QLabel;
    m_source->setWordWrap(true);
    m_source->setAccessibleName(tr("Where the wave comes from"));
    auto* published = new QPushButton(tr("Use Published Example"));
    published->setToolTip(tr("ViT on 4 GPUs, Energies 2026, 19(2), 448"));
    m_fromRecording = new QPushButton(tr("Use Selected Recording"));
    connect(published, &QPushButton::clicked, this, &ReportPage::takePublished);
    connect(m_fromRecording, &QPushButton::clicked, this, &ReportPage::takeRecording);

    auto* inputs = new QWidget;
    auto* layout = new QVBoxLayout(inputs);
    layout->addWidget(m_source);
    layout->addWidget(published);
    layout->addWidget(m_fromRecording);
    layout->addWidget(m_form);
    layout->addWidget(m_prediction);
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(inputs);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    constexpr int Readable = 330; // the outcome of a prediction wraps there
    scroll->setFixedWidth(std::max(Readable, inputs->minimumSizeHint().width()) +
                          scroll->verticalScrollBar()->sizeHint().width());
    return scroll;
}

QWidget* ReportPage::makeResults()
{
    auto* results = new QWidget;
    auto* card = new QGroupBox(tr("Forecast"));
    auto* cardLayout = new QVBoxLayout(card);
    m_problem = new QLabel;
    m_problem->setWordWrap(true);
    m_lines = new QGridLayout;
    m_lines->setHorizontalSpacing(16);
    auto* caption = new QLabel(tr("GPUs only: no host, no cooling (PUE 1); cycles back to back, peak first."));
    QFont small = caption->font();
    small.setPointSizeF(0.9 * small.pointSizeF());
    caption->setFont(small);
    caption->setWordWrap(true);
    cardLayout->addWidget(m_problem);
    cardLayout->addLayout(m_lines);
    cardLayout->addWidget(caption);
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Forecast of the power"));
    auto* layout = new QVBoxLayout(results);
    layout->addWidget(card);
    layout->addWidget(m_view, 1);
    return results;
}

void ReportPage::refresh()
{
    const Result<Forecast> forecast = forecastWave(m_form->targets(), m_form->settings());
    m_valid = forecast.hasValue();
    m_problem->setVisible(!m_valid);
    if (!m_valid) {
        m_problem->setText(shown(forecast.error().message));
        for (QLabel* value : m_values)
            value->setText(QStringLiteral("–"));
        m_view->setFigure({});
        emit currentFigureChanged();
        return;
    }
    const std::vector<ForecastLine> lines = forecastLines(*forecast);
    constexpr int Rows = 5; // two columns of name and value
    while (m_values.size() < lines.size()) {
        const int i = static_cast<int>(m_values.size());
        auto* name = new QLabel;
        auto* value = new QLabel;
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QFont bold = value->font();
        bold.setBold(true);
        value->setFont(bold);
        m_lines->addWidget(name, i % Rows, 2 * (i / Rows));
        m_lines->addWidget(value, i % Rows, 2 * (i / Rows) + 1);
        m_lines->setColumnStretch(2 * (i / Rows) + 1, 1);
        name->setBuddy(value);
        m_values.push_back(value);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int row = static_cast<int>(i) % Rows;
        const int column = 2 * (static_cast<int>(i) / Rows);
        qobject_cast<QLabel*>(m_lines->itemAtPosition(row, column)->widget())->setText(lines[i].name);
        m_values[i]->setText(lines[i].value);
        m_values[i]->setAccessibleName(lines[i].name);
    }
    m_view->setFigure(forecastFigure(*forecast));
    emit currentFigureChanged();
}

void ReportPage::refreshSource()
{
    const auto selected = m_session.selection().recording;
    const auto phases = selected ? m_session.recordings()[*selected].phases : nullptr;
    m_fromRecording->setEnabled(phases && phases->wave);
    m_fromRecording->setToolTip(!selected       ? tr("No recording is selected.")
                                : !phases       ? tr("The phases of the recording are not known yet.")
                                : !phases->wave ? tr("The selected recording has no square wave.")
                                                : QString());
}

void ReportPage::takePublished()
{
    constexpr std::size_t PublishedGpus = 4;
    constexpr double PublishedTdpWatts = 400.0;
    m_form->setGpus(PublishedGpus);
    m_form->setTdp(PublishedTdpWatts);
    m_form->setTargets(ForecastForm::publishedExample());
    m_source->setText(tr("Wave: published example, ViT on 4 GPUs (Energies 2026, 19(2), 448)"));
}

void ReportPage::takeRecording()
{
    const Recording& recording = m_session.recordings().at(*m_session.selection().recording);
    const std::optional<RecordedWave> recorded = recordedWave(*recording.trace, *recording.phases);
    if (!recorded)
        return;
    m_form->setGpus(recorded->gpus);
    m_form->setTdp(recorded->tdpWatts.value_or(0.0)); // 0 is shown as unknown
    m_form->setTargets(recorded->targets);
    QString source =
        tr("Wave: measured in %1").arg(shown(std::filesystem::path(recording.trace->path).filename().string()));
    for (const std::string& remark : recorded->remarks)
        source += QLatin1Char('\n') + shown(remark);
    m_source->setText(source);
}

void ReportPage::takePrediction(const TargetPrediction& prediction)
{
    m_form->setTargets(prediction.targets);
    m_source->setText(tr("Wave: predicted by %1 from metadata").arg(shown(prediction.method)));
}

std::optional<Figure> ReportPage::currentFigure() const
{
    return m_valid ? std::optional(m_view->figure()) : std::nullopt;
}

} // namespace wattline::ui
