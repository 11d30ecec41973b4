// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/comparison_controls.h"

#include "ui/style/text.h"
#include "ui/work/compare_work.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr int MostRepeats = 1000;

} // namespace

ComparisonControls::ComparisonControls(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    m_train = new QPushButton(tr("Train Baselines"));
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setToolTip(tr("End the training; finished repeats stand"));
    m_effort = new QComboBox;
    m_effort->setAccessibleName(tr("Effort"));
    m_effort->addItem(tr("Quick"), static_cast<int>(Effort::Quick));
    m_effort->addItem(tr("Paper"), static_cast<int>(Effort::Paper));
    m_effort->setToolTip(tr("Quick: sampled grids and a small search. Paper: the whole grids and the paper's search."));
    m_repeats = new QSpinBox;
    m_repeats->setRange(1, MostRepeats);
    m_repeats->setAccessibleName(tr("Repeats"));
    m_repeats->setKeyboardTracking(false);
    m_baseline = new QComboBox;
    m_baseline->setAccessibleName(tr("Baseline"));
    m_baseline->setToolTip(tr("The other methods are tested against this one"));
    buildMethods();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_train);
    row->addWidget(m_stop);
    row->addSpacing(12);
    const auto addLabelled = [row](const QString& text, QWidget* widget) {
        auto* label = new QLabel(text);
        label->setBuddy(widget);
        row->addWidget(label);
        row->addWidget(widget);
    };
    addLabelled(tr("Effort:"), m_effort);
    addLabelled(tr("Repeats:"), m_repeats);
    addLabelled(tr("Baseline:"), m_baseline);
    row->addWidget(m_methods);
    row->addStretch();
    connectSession();
    showSettings();
    showState();
}

void ComparisonControls::buildMethods()
{
    m_methods = new QPushButton;
    m_methods->setAccessibleName(tr("Methods to train"));
    m_methodMenu = new QMenu(m_methods);
    m_methods->setMenu(m_methodMenu);
    for (const Method& method : allMethods(Effort::Quick)) {
        m_baseline->addItem(shown(method.title), shown(method.id));
        QAction* action = m_methodMenu->addAction(shown(method.title));
        action->setCheckable(true);
        action->setData(shown(method.id));
        connect(action, &QAction::triggered, this, &ComparisonControls::takeSettings);
    }
}

void ComparisonControls::connectSession()
{
    connect(&m_session, &Session::settingsChanged, this, &ComparisonControls::showSettings);
    connect(&m_session, &Session::choiceChanged, this, &ComparisonControls::showState);
    connect(&m_session, &Session::tasksChanged, this, &ComparisonControls::showState);
    connect(m_train, &QPushButton::clicked, this,
            [this] { trainBaselines(m_session, m_session.settings().comparison); });
    connect(m_stop, &QPushButton::clicked, this, [this] { stopComparison(m_session); });
    connect(m_effort, &QComboBox::activated, this, &ComparisonControls::takeSettings);
    connect(m_baseline, &QComboBox::activated, this, &ComparisonControls::takeSettings);
    connect(m_repeats, &QSpinBox::valueChanged, this, &ComparisonControls::takeSettings);
}

void ComparisonControls::showSettings()
{
    const ComparisonSettings& settings = m_session.settings().comparison;
    m_effort->setCurrentIndex(m_effort->findData(static_cast<int>(settings.effort)));
    const QSignalBlocker blocker(m_repeats); // else showing a value would set it
    m_repeats->setValue(static_cast<int>(settings.repeats));
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
    settings.methods.clear();
    for (const QAction* action : m_methodMenu->actions()) {
        const std::string id = plain(action->data().toString());
        if (action->isChecked() || id == settings.baseline)
            settings.methods.push_back(id);
    }
    m_session.setSettings(std::move(work));
}

} // namespace wattline::ui
