// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/prediction_form.h"

#include "core/models/model.h"
#include "core/report/figures.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace wattline::ui {

namespace {

/// The published example: a ViT at 224 pixels on 100,000 samples.
double exampleOf(std::string_view feature)
{
    static const std::map<std::string_view, double> example = {{"image_size", 224.0},    {"data_size", 100'000.0},
                                                               {"params", 86'567'656.0}, {"flops", 35.13e9},
                                                               {"batch_size", 256.0},    {"num_workers", 64.0}};
    return example.at(feature);
}

/// "Nine of ten such runs are expected within: valley power 60.1 to 66.2 W, …", or why that is not known.
QString intervalsText(const TargetPrediction& prediction, const QStringList& names)
{
    QStringList intervals;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto target = static_cast<std::size_t>(i);
        if (const std::optional<Interval>& interval = prediction.intervals[target])
            intervals << PredictionForm::tr("%1 %2 to %3 %4")
                             .arg(names[i], numberText(interval->low), numberText(interval->high),
                                  shown(axisOfColumn(std::string(TargetColumns[target])).unit));
    }
    if (intervals.isEmpty())
        return PredictionForm::tr("Too few rows are held out for intervals.");
    return PredictionForm::tr("Such a run is expected, with %1 % confidence, within: %2.")
        .arg(numberText(100.0 * prediction.confidence), intervals.join(QStringLiteral(", ")));
}

} // namespace

PredictionForm::PredictionForm(Session& session, QWidget* parent)
    : QGroupBox(tr("Prediction from Metadata"), parent),
      m_session(session),
      m_method(new QComboBox),
      m_predict(new QPushButton(tr("Predict Wave"))),
      m_outcome(new QLabel)
{
    auto* form = new QFormLayout(this);
    for (const std::string_view feature : FeatureColumns) {
        auto* box = new QDoubleSpinBox;
        box->setDecimals(0);
        box->setRange(0.0, 1e15);
        box->setGroupSeparatorShown(true);
        box->setValue(exampleOf(feature));
        const QString label = shown(axisOfColumn(std::string(feature)).label());
        box->setAccessibleName(label);
        form->addRow(label + QLatin1Char(':'), box);
        m_boxes.emplace(feature, box);
    }
    for (const Method& method : allMethods(Effort::Quick))
        m_method->addItem(shown(method.title), shown(method.id));
    m_method->setCurrentIndex(m_method->findData(QStringLiteral("boosting")));
    m_method->setAccessibleName(tr("Model"));
    m_outcome->setWordWrap(true);
    form->addRow(tr("Model:"), m_method);
    form->addRow(m_predict);
    form->addRow(m_outcome);
    connect(m_predict, &QPushButton::clicked, this, &PredictionForm::predict);
    connect(&m_session, &Session::datasetChanged, this, &PredictionForm::showDataset);
    connect(&m_session, &Session::tasksChanged, this, &PredictionForm::refresh);
    showDataset();
}

RunFeatures PredictionForm::features() const
{
    RunFeatures features;
    for (const auto& [name, box] : m_boxes)
        features[name] = box->value();
    return features;
}

void PredictionForm::refresh()
{
    m_predict->setEnabled(m_session.dataset() != nullptr && (m_task == nullptr || !m_task->isRunning()));
}

void PredictionForm::showDataset()
{
    if (m_task)
        m_task->requestStop(); // it learns from rows that are gone
    m_outcome->setText(m_session.dataset() ? QString()
                                           : tr("A prediction needs a data set to learn from: open a tasks CSV."));
    refresh();
}

void PredictionForm::predict()
{
    m_outcome->clear();
    const auto built = m_session.dataset();
    PredictionSettings settings;
    settings.method = plain(m_method->currentData().toString());
    settings.where = m_session.choice().where;
    settings.seed = static_cast<std::uint32_t>(m_session.settings().search.seed());
    m_task = m_session.start(tr("Predicting the wave"),
                             workOf<TargetPrediction>(
                                 [built, settings, run = features()](const RunContext& context) {
                                     return predictTargets(built->dataset, run, settings, context);
                                 },
                                 [self = QPointer(this), built](Result<TargetPrediction> prediction) {
                                     if (self && self->m_session.dataset() == built)
                                         self->take(std::move(prediction));
                                 }));
    refresh();
}

void PredictionForm::take(Result<TargetPrediction> prediction)
{
    if (!prediction) {
        if (prediction.error().kind != ErrorKind::Canceled)
            m_session.post(Severity::Problem, shown(prediction.error().message));
        return;
    }
    QStringList errors;
    const QStringList names = {tr("valley power"), tr("valley duration"), tr("peak power"), tr("peak duration")};
    for (int i = 0; i < names.size(); ++i) {
        const std::optional<double> error = prediction->heldOutErrors[static_cast<std::size_t>(i)];
        errors << names[i] + QLatin1Char(' ') + (error ? percentText(*error) : tr("unknown (a measured value is 0)"));
    }
    QString text = tr("%1, learnt from %2 rows. Mean relative error on the fifth held out: %3.")
                       .arg(shown(prediction->method))
                       .arg(prediction->rows)
                       .arg(errors.join(QStringLiteral(", ")));
    text += QLatin1Char('\n') + intervalsText(*prediction, names);
    for (const std::string& remark : prediction->remarks)
        text += QLatin1Char('\n') + shown(remark);
    m_outcome->setText(text);
    emit predicted(*prediction);
}

} // namespace wattline::ui
