// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_page.h"

#include "core/report/figures.h"
#include "ui/dialogs/search_settings_dialog.h"
#include "ui/pages/dataset_combos.h"
#include "ui/pages/empty_state.h"
#include "ui/pages/search_panels.h"
#include "ui/pages/search_status.h"
#include "ui/panels/figure_panel.h"
#include "ui/plots/fitness_chart.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/search_work.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace wattline::ui {

namespace {

constexpr int RefreshMilliseconds = 100; // snapshots, at most ten a second
enum Preset { Paper, Quick, Own };       // items of the box

Preset presetOf(const StrictSettings& settings)
{
    // The seed is no matter of effort: it may differ within a preset.
    StrictSettings unseeded = settings;
    unseeded.seed = StrictSettings{}.seed;
    if (unseeded == paperSettings())
        return Paper;
    return unseeded == quickSettings() ? Quick : Own;
}

} // namespace

SearchPage::SearchPage(Session& session, QWidget* parent) : Page(parent), m_session(session)
{
    auto* empty = new EmptyState(tr("Formula search needs run metadata."), tr("Add Metadata CSV…"));
    connect(empty, &EmptyState::actionTriggered, this, &SearchPage::addMetadataRequested);
    m_formula = new FormulaPanel(m_session);
    m_panels = new SearchPanels(m_session, buildProgress(), m_formula);
    connect(m_panels, &SearchPanels::currentFigureChanged, this, &SearchPage::currentFigureChanged);
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->addWidget(buildControls());
    layout->addWidget(m_searched = new QLabel);
    layout->addWidget(m_status = new QLabel);
    for (QLabel* label : {m_searched, m_status})
        label->setWordWrap(true);
    layout->addWidget(m_panels, 1);
    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_stack);
    connectSession();
    showSettings();
    showDataset();
    refresh();
}

QWidget* SearchPage::buildControls()
{
    m_start = new QPushButton(tr("Start"));
    m_start->setToolTip(tr("Search a formula for the target (Ctrl+Return)"));
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setToolTip(tr("End the search; the best formula so far stands (Ctrl+.)"));
    m_preset = new QComboBox;
    m_preset->setAccessibleName(tr("Settings preset"));
    m_preset->addItems({tr("Paper"), tr("Quick"), tr("Own")});
    auto* settings = new QPushButton(tr("Settings…"));
    m_target = new QComboBox;
    m_target->setAccessibleName(tr("Target"));
    auto* targetLabel = new QLabel(tr("Target:"));
    targetLabel->setBuddy(m_target);
    m_progress = new QProgressBar;
    m_progress->setAccessibleName(tr("Generations done"));
    m_progress->setFormat(tr("%v of %m generations"));
    m_progress->setMinimumWidth(180);
    auto* controls = new QWidget;
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins({});
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addWidget(m_preset);
    row->addWidget(settings);
    row->addSpacing(12);
    row->addWidget(targetLabel);
    row->addWidget(m_target);
    row->addStretch();
    row->addWidget(m_progress);
    connect(m_start, &QPushButton::clicked, this, [this] { startSearch(m_session, m_session.settings().search); });
    connect(m_stop, &QPushButton::clicked, this, [this] { stopSearch(m_session); });
    connect(settings, &QPushButton::clicked, this, &SearchPage::editSettings);
    connect(m_preset, &QComboBox::activated, this, [this](int preset) {
        if (preset == Own)
            return editSettings();
        WorkSettings work = m_session.settings();
        const std::uint64_t seed = work.search.seed;
        work.search = preset == Paper ? paperSettings() : quickSettings();
        work.search.seed = seed;
        m_session.setSettings(std::move(work));
    });
    return controls;
}

QWidget* SearchPage::buildProgress()
{
    m_chart = new FitnessChart;
    m_logarithmic = new QCheckBox(tr("Logarithmic error axis"));
    connect(m_logarithmic, &QCheckBox::toggled, this,
            [this](bool on) { m_chart->setScale(on ? AxisScale::Logarithmic : AxisScale::Linear); });
    m_errorModel = new RowModel<PartMetrics>(metricsColumns(), this);
    m_errors = new SortedTable(m_errorModel);
    m_errors->setAccessibleName(tr("Errors of the formula"));
    m_errorCaption = new QLabel;
    m_errorCaption->setWordWrap(true);
    auto* lower = new QWidget;
    auto* column = new QVBoxLayout(lower);
    column->setContentsMargins({});
    column->addWidget(m_logarithmic);
    column->addWidget(m_errors, 1);
    column->addWidget(m_errorCaption);
    auto* progress = new QSplitter(Qt::Vertical);
    progress->addWidget(m_chart);
    progress->addWidget(lower);
    progress->setStretchFactor(0, 1);
    progress->setSizes({260, 160});
    return progress;
}

void SearchPage::connectSession()
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMilliseconds);
    connect(&m_refreshTimer, &QTimer::timeout, this, &SearchPage::refresh);
    connect(&m_session, &Session::searchChanged, this, &SearchPage::refreshSoon);
    connect(&m_session, &Session::choiceChanged, this, &SearchPage::refreshSoon);
    connect(&m_session, &Session::datasetChanged, this, &SearchPage::showDataset);
    connect(&m_session, &Session::choiceChanged, this, &SearchPage::showState);
    connect(m_target, &QComboBox::activated, this, [this] { chooseTarget(m_session, *m_target); });
    connect(&m_session, &Session::tasksChanged, this, &SearchPage::showState);
    connect(&m_session, &Session::tasksChanged, this, &SearchPage::refreshSoon);
    connect(&m_session, &Session::settingsChanged, this, &SearchPage::showSettings);
}

void SearchPage::editSettings()
{
    SearchSettingsDialog dialog(m_session.settings().search, this);
    if (dialog.exec() == QDialog::Accepted) {
        WorkSettings work = m_session.settings();
        work.search = dialog.settings();
        m_session.setSettings(std::move(work));
    }
    showSettings(); // "Own" may have been chosen in the box and then given up
}

void SearchPage::showSettings()
{
    m_preset->setCurrentIndex(presetOf(m_session.settings().search));
}

void SearchPage::refreshSoon()
{
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void SearchPage::refresh()
{
    if (m_session.isRunning(Job::Search) && !isVisible())
        return refreshSoon(); // nobody looks: a later snapshot will do
    const SearchState& search = m_session.search();
    showState();
    showStatus();
    m_chart->setHistory(search.history, shown(errorAxisOf(search)), search.result ? 0 : search.generations);
    showFormula();
    showErrors();
    emit currentFigureChanged();
}

void SearchPage::showDataset()
{
    fillTargets(*m_target, m_session.dataset().get());
    showState();
}

void SearchPage::showState()
{
    const bool running = m_session.isRunning(Job::Search);
    m_stack->setCurrentIndex(m_session.dataset() ? 1 : 0);
    m_target->setCurrentIndex(m_target->findData(shown(m_session.choice().target)));
    m_start->setEnabled(!running && m_session.learningData());
    m_stop->setEnabled(running);
    m_progress->setVisible(running);
}

void SearchPage::showStatus()
{
    const SearchState& search = m_session.search();
    const SearchRun run = m_session.isRunning(Job::Search) ? SearchRun::Running : SearchRun::Ended;
    m_progress->setRange(0, static_cast<int>(search.generations));
    m_progress->setValue(static_cast<int>(search.history.size()));
    m_status->setText(searchStatus(search, run));
    m_searched->setText(searchedIn(search, m_session.learningData()));
}

void SearchPage::showFormula()
{
    const SearchState& search = m_session.search();
    const auto studied = m_session.studied();
    if (search.history.empty() || !search.train || (studied && !studied->followsSearch))
        return;
    const Expression& best = search.result ? search.result->formula : search.history.back().best;
    if (!studied || best != studied->formula || search.train != studied->train.rows)
        m_session.setStudied(std::make_shared<const StudiedFormula>(bestOf(search)));
}

void SearchPage::showErrors()
{
    const SearchState& search = m_session.search();
    std::vector<PartMetrics> parts;
    if (search.train) {
        parts = {{tr("Training"), search.train->rows(), search.trainMetrics},
                 {tr("Validation"), search.validation->rows(), search.validationMetrics},
                 {tr("Test"), search.test->rows(), search.testMetrics}};
    }
    m_errorModel->setRows(std::move(parts));
    m_errors->fitColumns();
    m_errorCaption->setText(errorCaption(search));
}

bool SearchPage::showsFigure() const
{
    if (const FigurePanel* panel = m_panels->panelInFocus())
        return panel->showsFigure();
    return !m_session.search().history.empty() && m_session.search().train;
}

std::optional<PaperDrawing> SearchPage::currentDrawing() const
{
    const QWidget* focus = window()->focusWidget();
    return focus != nullptr && m_formula->isAncestorOf(focus) ? m_formula->currentDrawing() : std::nullopt;
}

std::optional<Figure> SearchPage::currentFigure() const
{
    if (const FigurePanel* panel = m_panels->panelInFocus())
        return panel->currentFigure();
    if (!showsFigure())
        return {};
    const SearchState& search = m_session.search();
    return fitnessFigure(search.history, search.train->targetName);
}

FigureView* SearchPage::currentView() const
{
    const FigurePanel* panel = m_panels->panelInFocus();
    return panel != nullptr ? panel->currentView() : nullptr;
}

} // namespace wattline::ui
