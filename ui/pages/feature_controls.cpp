// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_controls.h"

#include "ui/pages/dataset_combos.h"
#include "ui/style/text.h"
#include "ui/work/feature_work.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <tuple>

namespace wattline::ui {

namespace {

constexpr std::size_t Resamples = 1000;

QLabel* addLabelled(QHBoxLayout& row, const QString& text, QWidget* widget)
{
    auto* label = new QLabel(text);
    label->setBuddy(widget);
    row.addWidget(label);
    row.addWidget(widget);
    return label;
}

} // namespace

FeatureControls::FeatureControls(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    auto* choice = new QHBoxLayout;
    auto* settings = new QHBoxLayout;
    buildChoice(*choice);
    buildSettings(*settings);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->addLayout(choice);
    rows->addLayout(settings);
    connectSession();
    showDataset();
    showSettings();
}

void FeatureControls::buildChoice(QHBoxLayout& row)
{
    m_target = new QComboBox;
    m_target->setAccessibleName(tr("Target"));
    addLabelled(row, tr("Target:"), m_target);
    for (const auto& [column, text, name] : {std::tuple{"gpus", tr("Runs on:"), tr("Runs by number of GPUs")},
                                             std::tuple{"gpu_name", tr("GPU type:"), tr("Runs by GPU type")},
                                             std::tuple{"model", tr("Model:"), tr("Runs by model")}}) {
        auto* box = new QComboBox;
        box->setAccessibleName(name);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // names of GPUs are long
        box->setMinimumContentsLength(8);
        m_filters.push_back({column, box, addLabelled(row, text, box)});
    }
    row.addStretch();
}

void FeatureControls::buildSettings(QHBoxLayout& row)
{
    m_threshold = new QDoubleSpinBox;
    m_threshold->setAccessibleName(tr("Selection threshold"));
    m_threshold->setToolTip(tr("Selected where the size of r, or the mutual information in nats, is above this"));
    m_threshold->setRange(0.0, 1.0);
    m_threshold->setSingleStep(0.05);
    m_threshold->setKeyboardTracking(false);
    addLabelled(row, tr("Threshold:"), m_threshold);
    m_intervals = new QCheckBox(tr("95 % intervals"));
    m_intervals->setToolTip(
        tr("How far chance in the choice of rows moves r (bootstrap) and mutual information (halves "
           "of the rows), by %1 draws")
            .arg(Resamples));
    row.addWidget(m_intervals);
    row.addStretch();
    m_compute = new QPushButton(tr("Compute Table"));
    m_useSelected = new QPushButton(tr("Use Selected in Search"));
    m_useSelected->setToolTip(tr("Checks the features above the threshold and no others"));
    row.addWidget(m_compute);
    row.addWidget(m_useSelected);
}

void FeatureControls::connectSession()
{
    connect(&m_session, &Session::datasetChanged, this, &FeatureControls::showDataset);
    connect(&m_session, &Session::choiceChanged, this, &FeatureControls::showChoice);
    connect(&m_session, &Session::settingsChanged, this, &FeatureControls::showSettings);
    connect(&m_session, &Session::tasksChanged, this,
            [this] { m_compute->setEnabled(!m_session.isRunning(Job::Features)); });
    connect(&m_session, &Session::featureTableChanged, this,
            [this] { m_useSelected->setEnabled(m_session.featureTable() != nullptr); });
    connect(m_target, &QComboBox::activated, this, [this] { chooseTarget(m_session, *m_target); });
    for (const RowFilter& filter : m_filters)
        connect(filter.box, &QComboBox::activated, this,
                [this, filter] { chooseRows(m_session, *filter.box, filter.column); });
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, &FeatureControls::takeSettings);
    connect(m_intervals, &QCheckBox::clicked, this, &FeatureControls::takeSettings);
    connect(m_compute, &QPushButton::clicked, this, [this] { rankFeaturesNow(m_session); });
    connect(m_useSelected, &QPushButton::clicked, this, [this] { useSelectedFeatures(m_session); });
}

void FeatureControls::showDataset()
{
    const auto built = m_session.dataset();
    fillTargets(*m_target, built.get());
    for (const RowFilter& filter : m_filters) {
        const bool filters = fillValues(*filter.box, built.get(), filter.column);
        filter.box->setVisible(filters);
        filter.label->setVisible(filters);
    }
    m_useSelected->setEnabled(m_session.featureTable() != nullptr);
    showChoice();
}

void FeatureControls::showChoice()
{
    const LearningChoice& choice = m_session.choice();
    m_target->setCurrentIndex(m_target->findData(shown(choice.target)));
    for (const RowFilter& filter : m_filters) {
        const auto value = choice.where.find(filter.column);
        const QString wanted = value == choice.where.end() ? QString() : shown(value->second);
        filter.box->setCurrentIndex(std::max(0, filter.box->findData(wanted)));
    }
}

void FeatureControls::showSettings()
{
    const FeatureSettings& settings = m_session.settings().features;
    const QSignalBlocker blocker(m_threshold); // else showing a value would set it
    m_threshold->setValue(settings.threshold);
    m_intervals->setChecked(settings.resamples > 0);
}

void FeatureControls::takeSettings()
{
    WorkSettings settings = m_session.settings();
    settings.features.threshold = m_threshold->value();
    settings.features.resamples = m_intervals->isChecked() ? Resamples : 0;
    m_session.setSettings(std::move(settings));
}

} // namespace wattline::ui
