// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_page.h"

#include "core/report/figures.h"
#include "core/report/front_figure.h"
#include "ui/pages/empty_state.h"
#include "ui/pages/search_controls.h"
#include "ui/pages/search_log.h"
#include "ui/pages/search_panels.h"
#include "ui/pages/search_status.h"
#include "ui/panels/figure_panel.h"
#include "ui/plots/fitness_chart.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/candidate_work.h"

#include <QCheckBox>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace wattline::ui {

namespace {

constexpr int RefreshMilliseconds = 100; // snapshots, at most ten a second

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
    layout->addWidget(new SearchControls(m_session));
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
    refresh();
}

QWidget* SearchPage::buildProgress()
{
    m_chart = new FitnessChart;
    m_logarithmic = new QCheckBox(tr("Logarithmic error axis"));
    connect(m_logarithmic, &QCheckBox::toggled, this,
            [this](bool on) { m_chart->setScale(on ? AxisScale::Logarithmic : AxisScale::Linear); });
    auto* chart = new QWidget;
    auto* column = new QVBoxLayout(chart);
    column->setContentsMargins({});
    column->addWidget(m_chart, 1);
    column->addWidget(m_logarithmic);
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->addTab(buildErrors(), tr("Errors"));
    tabs->addTab(new SearchLogView(m_session), tr("Log"));
    auto* progress = new QSplitter(Qt::Vertical);
    progress->addWidget(chart);
    progress->addWidget(tabs);
    progress->setStretchFactor(0, 1);
    progress->setSizes({260, 160});
    return progress;
}

QWidget* SearchPage::buildErrors()
{
    m_errorModel = new RowModel<PartMetrics>(metricsColumns(), this);
    m_errors = new SortedTable(m_errorModel);
    m_errors->setAccessibleName(tr("Errors of the formula"));
    m_errorCaption = new QLabel;
    m_errorCaption->setWordWrap(true);
    auto* errors = new QWidget;
    auto* column = new QVBoxLayout(errors);
    column->setContentsMargins({});
    column->addWidget(m_errors, 1);
    column->addWidget(m_errorCaption);
    return errors;
}

void SearchPage::connectSession()
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMilliseconds);
    connect(&m_refreshTimer, &QTimer::timeout, this, &SearchPage::refresh);
    connect(&m_session, &Session::searchChanged, this, &SearchPage::refreshSoon);
    connect(&m_session, &Session::choiceChanged, this, &SearchPage::refreshSoon);
    connect(&m_session, &Session::datasetChanged, this, &SearchPage::showState);
    connect(&m_session, &Session::tasksChanged, this, &SearchPage::refreshSoon);
    connect(&m_session, &Session::studiedChanged, this, &SearchPage::refreshSoon);
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
    m_chart->setHistory(search.history, shown(errorAxisOf(search)), search.result ? 0 : search.generations,
                        shownError(1.0, errorMeasureOf(search)));
    showErrors();
    emit currentFigureChanged();
}

void SearchPage::showState()
{
    const SearchState& search = m_session.search();
    m_stack->setCurrentIndex(m_session.dataset() || search.train ? 1 : 0);
    m_status->setText(searchStatus(search));
    m_searched->setText(searchedIn(search, m_session.learningData()));
}

void SearchPage::showErrors()
{
    std::vector<PartMetrics> parts;
    if (const auto studied = m_session.studied()) {
        for (const auto& [title, part] :
             {std::pair{tr("Training"), studied->train}, std::pair{tr("Validation"), studied->validation},
              std::pair{tr("Test"), StudiedPart{studied->test.rows, shownTestErrors(m_session.search(), *studied)}}})
            parts.push_back({title, part.rows->rows(), part.errors});
    }
    m_errorModel->setRows(std::move(parts));
    m_errors->fitColumns();
    m_errorCaption->setText(errorCaption(m_session.search(), m_session.studied().get()));
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
    return fitnessFigure(search.history, search.train->targetName, errorMeasureOf(search));
}

FigureView* SearchPage::currentView() const
{
    const FigurePanel* panel = m_panels->panelInFocus();
    return panel != nullptr ? panel->currentView() : nullptr;
}

} // namespace wattline::ui
