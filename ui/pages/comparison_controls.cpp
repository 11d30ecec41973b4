// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/comparison_controls.h"

#include "ui/style/text.h"
#include "ui/work/compare_work.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

namespace wattline::ui {

ComparisonControls::ComparisonControls(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->addLayout(buildTraining());
    rows->addLayout(buildRules());
    connectSession();
    showSettings();
    fillColumns();
    showState();
}

void ComparisonControls::connectSession()
{
    connect(&m_session, &Session::settingsChanged, this, &ComparisonControls::showSettings);
    connect(&m_session, &Session::choiceChanged, this, &ComparisonControls::showSplit);
    connect(&m_session, &Session::choiceChanged, this, &ComparisonControls::showState);
    connect(&m_session, &Session::datasetChanged, this, &ComparisonControls::fillColumns);
    connect(&m_session, &Session::tasksChanged, this, &ComparisonControls::showState);
    connect(m_train, &QPushButton::clicked, this,
            [this] { trainBaselines(m_session, m_session.settings().comparison); });
    connect(m_stop, &QPushButton::clicked, this, [this] { stopComparison(m_session); });
    for (const QComboBox* chooser : {m_effort, m_baseline, m_select})
        connect(chooser, &QComboBox::activated, this, &ComparisonControls::takeSettings);
    connect(m_repeats, &QSpinBox::valueChanged, this, &ComparisonControls::takeSettings);
    for (const QDoubleSpinBox* box : {m_threshold, m_negligible})
        connect(box, &QDoubleSpinBox::valueChanged, this, &ComparisonControls::takeSettings);
    connect(m_tuneAll, &QCheckBox::clicked, this, &ComparisonControls::takeSettings);
    for (const QComboBox* chooser : {m_split, m_column})
        connect(chooser, &QComboBox::activated, this, &ComparisonControls::takeSplit);
}

void ComparisonControls::showSettings()
{
    const ComparisonSettings& settings = m_session.settings().comparison;
    // Else showing a value would set it.
    const QSignalBlocker repeats(m_repeats);
    const QSignalBlocker threshold(m_threshold);
    const QSignalBlocker negligible(m_negligible);
    m_effort->setCurrentIndex(m_effort->findData(static_cast<int>(settings.effort)));
    m_repeats->setValue(static_cast<int>(settings.repeats));
    m_select->setCurrentIndex(m_select->findData(static_cast<int>(settings.selection.by)));
    m_threshold->setValue(settings.selection.settings.threshold);
    m_threshold->setEnabled(settings.selection.by != FeatureSelection::By::None);
    m_negligible->setValue(100.0 * settings.negligibleShare);
    m_tuneAll->setChecked(settings.tunedRepeats == ComparisonSettings::TuneEverySplit);
    showMethods(settings);
    showSplit();
}

void ComparisonControls::showMethods(const ComparisonSettings& settings)
{
    m_baseline->setCurrentIndex(m_baseline->findData(shown(settings.baseline)));
    int used = 0;
    const auto& methods = settings.methods;
    for (QAction* action : m_methodMenu->actions()) {
        const std::string id = plain(action->data().toString());
        action->setChecked(methods.empty() || std::find(methods.begin(), methods.end(), id) != methods.end());
        action->setEnabled(id != settings.baseline); // without the baseline there is nothing to test against
        used += action->isChecked() ? 1 : 0;
    }
    m_methods->setText(tr("%1 of %2 Methods").arg(used).arg(m_methodMenu->actions().size()));
}

void ComparisonControls::showSplit()
{
    const SplitRule::Kind kind = m_session.settings().comparison.split.kind;
    m_split->setCurrentIndex(m_split->findData(static_cast<int>(kind)));
    const QString column = shown(m_session.choice().groupBy);
    m_column->setCurrentIndex(column.isEmpty() ? m_column->findText(QStringLiteral("model"))
                                               : m_column->findText(column));
    m_column->setEnabled(kind != SplitRule::Kind::Random && m_column->count() > 0);
}

void ComparisonControls::showState()
{
    const bool running = m_session.isRunning(Job::Comparison);
    m_train->setEnabled(!running && m_session.learningData());
    m_stop->setEnabled(running);
}

void ComparisonControls::takeSettings()
{
    WorkSettings work = m_session.settings();
    ComparisonSettings& settings = work.comparison;
    settings.effort = static_cast<Effort>(m_effort->currentData().toInt());
    settings.repeats = static_cast<std::size_t>(m_repeats->value());
    settings.baseline = plain(m_baseline->currentData().toString());
    settings.selection.by = static_cast<FeatureSelection::By>(m_select->currentData().toInt());
    settings.selection.settings.threshold = m_threshold->value();
    settings.negligibleShare = 0.01 * m_negligible->value();
    settings.tunedRepeats =
        m_tuneAll->isChecked() ? ComparisonSettings::TuneEverySplit : ComparisonSettings().tunedRepeats;
    settings.methods.clear();
    for (const QAction* action : m_methodMenu->actions()) {
        const std::string id = plain(action->data().toString());
        if (action->isChecked() || id == settings.baseline)
            settings.methods.push_back(id);
    }
    m_session.setSettings(std::move(work));
}

/// The rule is a setting of comparisons, its column part of the choice: the rows carry their groups.
void ComparisonControls::takeSplit()
{
    WorkSettings work = m_session.settings();
    work.comparison.split.kind = static_cast<SplitRule::Kind>(m_split->currentData().toInt());
    LearningChoice choice = m_session.choice();
    if (work.comparison.split.kind != SplitRule::Kind::Random)
        choice.groupBy = plain(m_column->currentIndex() < 0 ? m_column->itemText(0) : m_column->currentText());
    m_session.setSettings(std::move(work));
    m_session.setChoice(std::move(choice));
}

} // namespace wattline::ui
