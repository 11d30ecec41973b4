// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_controls.h"

#include "ui/dialogs/search_choice.h"
#include "ui/dialogs/search_settings_dialog.h"
#include "ui/pages/dataset_combos.h"
#include "ui/style/text.h"
#include "ui/work/search_work.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace wattline::ui {

namespace {

constexpr int Own = 3; ///< the item after those of SearchPreset

} // namespace

SearchControls::SearchControls(Session& session) : m_session(session)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    addButtons(row);
    addChoices(row);
    m_progress = new QProgressBar;
    m_progress->setAccessibleName(tr("Generations done"));
    m_progress->setFormat(tr("%v of %m generations"));
    m_progress->setMinimumWidth(180);
    row->addStretch();
    row->addWidget(m_progress);
    connect(&m_session, &Session::datasetChanged, this, &SearchControls::showDataset);
    for (const auto changed : {&Session::choiceChanged, &Session::tasksChanged, &Session::searchChanged})
        connect(&m_session, changed, this, &SearchControls::showState);
    connect(&m_session, &Session::settingsChanged, this, &SearchControls::showSettings);
    showSettings();
    showDataset();
}

void SearchControls::addButtons(QBoxLayout* row)
{
    m_start = new QPushButton;
    m_start->setToolTip(tr("Search a formula for the target, or go on with the search at rest (Ctrl+Return)"));
    m_pause = new QPushButton(tr("Pause"));
    m_pause->setToolTip(tr("Let the search rest; settings may be changed meanwhile (Ctrl+Shift+Return)"));
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setToolTip(tr("End the search; the best formula so far stands (Ctrl+.)"));
    for (QPushButton* button : {m_start, m_pause, m_stop})
        row->addWidget(button);
    connect(m_start, &QPushButton::clicked, this, [this] { startByDialog(m_session, this); });
    connect(m_pause, &QPushButton::clicked, this, [this] { pauseSearch(m_session); });
    connect(m_stop, &QPushButton::clicked, this, [this] { stopSearch(m_session); });
}

void SearchControls::addChoices(QBoxLayout* row)
{
    m_preset = new QComboBox;
    m_preset->setAccessibleName(tr("Settings preset"));
    m_preset->addItems({tr("Paper"), tr("Modern"), tr("Quick"), tr("Own")});
    m_settings = new QPushButton(tr("Settings…"));
    m_target = new QComboBox;
    m_target->setAccessibleName(tr("Target"));
    auto* targetLabel = new QLabel(tr("Target:"));
    targetLabel->setBuddy(m_target);
    row->addSpacing(12);
    row->addWidget(m_preset);
    row->addWidget(m_settings);
    row->addSpacing(12);
    row->addWidget(targetLabel);
    row->addWidget(m_target);
    connect(m_settings, &QPushButton::clicked, this, &SearchControls::editSettings);
    connect(m_target, &QComboBox::activated, this, [this] { chooseTarget(m_session, *m_target); });
    connect(m_preset, &QComboBox::activated, this, [this](int preset) {
        if (preset == Own)
            return editSettings();
        WorkSettings work = m_session.settings();
        work.search = withPreset(work.search, static_cast<SearchPreset>(preset));
        m_session.setSettings(std::move(work));
    });
}

void SearchControls::editSettings()
{
    const bool isPaused = m_session.search().run == SearchRun::Paused &&
                          m_session.search().settings.mode == m_session.settings().search.mode;
    SearchSettingsDialog dialog(m_session.settings().search, isPaused ? EditedSearch::InProgress : EditedSearch::Next,
                                this);
    if (dialog.exec() == QDialog::Accepted) {
        WorkSettings work = m_session.settings();
        work.search = dialog.settings();
        m_session.setSettings(std::move(work));
    }
    showSettings(); // "Own" may have been chosen in the box and then given up
}

void SearchControls::showSettings()
{
    const std::optional<SearchPreset> preset = presetOf(m_session.settings().search);
    m_preset->setCurrentIndex(preset ? static_cast<int>(*preset) : Own);
}

void SearchControls::showDataset()
{
    fillTargets(*m_target, m_session.dataset().get());
    showState();
}

void SearchControls::showState()
{
    const SearchState& search = m_session.search();
    const bool running = m_session.isRunning(Job::Search);
    m_target->setCurrentIndex(m_target->findData(shown(m_session.choice().target)));
    m_target->setEnabled(m_target->count() > 0);
    m_start->setText(startTitle(m_session));
    m_start->setEnabled(mayStart(m_session));
    m_pause->setEnabled(mayPause(m_session));
    m_stop->setEnabled(mayStop(m_session));
    m_preset->setEnabled(!running);
    m_settings->setEnabled(!running);
    m_settings->setToolTip(running ? tr("Pause the search to change its settings.") : QString());
    m_progress->setVisible(search.run == SearchRun::Running || search.run == SearchRun::Paused);
    m_progress->setRange(0, static_cast<int>(search.generations));
    m_progress->setValue(static_cast<int>(search.history.size()));
}

} // namespace wattline::ui
