// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_page.h"

#include "core/report/figures.h"
#include "core/report/front_figure.h"
#include "ui/pages/empty_state.h"
#include "ui/pages/search_controls.h"
#include "ui/pages/search_log.h"
#include "ui/pages/search_status.h"
#include "ui/panels/dependence_panel.h"
#include "ui/panels/fit_panel.h"
#include "ui/panels/front_panel.h"
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
    auto* parts = new QSplitter(Qt::Horizontal);
    parts->addWidget(buildProgress());
    parts->addWidget(buildPanels());
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    parts->setSizes({420, 560});
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->addWidget(new SearchControls(m_session));
    layout->addWidget(m_searched = new QLabel);
    layout->addWidget(m_status = new QLabel);
    for (QLabel* label : {m_searched, m_status})
        label->setWordWrap(true);
    layout->addWidget(parts, 1);
    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_stack);
    connectSession();
    refresh();
}

/// What there is to see of the studied formula.
QWidget* SearchPage::buildPanels()
{
    m_formula = new FormulaPanel(m_session);
    auto* fit = new FitPanel(m_session);
    auto* dependence = new DependencePanel(m_session);
    auto* panels = new QTabWidget;
    panels->setDocumentMode(true);
    panels->addTab(m_formula, tr("Formula"));
    panels->addTab(fit, tr("Fit"));
    panels->addTab(dependence, tr("Dependence"));
    for (FigurePanel* panel :
         {static_cast<FigurePanel*>(m_front), static_cast<FigurePanel*>(fit), static_cast<FigurePanel*>(dependence)}) {
        m_inFocus.watch(panel);
        connect(panel, &FigurePanel::currentFigureChanged, this, &SearchPage::currentFigureChanged);
    }
    m_inFocus.watch(m_chart);
    connect(&m_inFocus, &PanelInFocus::changed, this, &SearchPage::currentFigureChanged);
    return panels;
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
    progress->addWidget(m_front = new FrontPanel(m_session));
    progress->addWidget(tabs);
    progress->setStretchFactor(0, 1);
    progress->setStretchFactor(1, 2);
    progress->setSizes({180, 300, 130});
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
              std::pair{tr("Test"), studied->test}})
            parts.push_back({title, part.rows->rows(), part.errors});
    }
    m_errorModel->setRows(std::move(parts));
    m_errors->fitColumns();
    m_errorCaption->setText(errorCaption(m_session.search()));
}

bool SearchPage::showsFigure() const
{
    if (const auto* panel = qobject_cast<const FigurePanel*>(m_inFocus.current()))
        return panel->currentFigure().has_value();
    return !m_session.search().history.empty() && m_session.search().train;
}

std::optional<PaperDrawing> SearchPage::currentDrawing() const
{
    const QWidget* focus = window()->focusWidget();
    return focus != nullptr && m_formula->isAncestorOf(focus) ? m_formula->currentDrawing() : std::nullopt;
}

std::optional<Figure> SearchPage::currentFigure() const
{
    if (const auto* panel = qobject_cast<const FigurePanel*>(m_inFocus.current()))
        return panel->currentFigure();
    if (!showsFigure())
        return {};
    const SearchState& search = m_session.search();
    return fitnessFigure(search.history, search.train->targetName, errorMeasureOf(search));
}

FigureView* SearchPage::currentView() const
{
    const auto* panel = qobject_cast<const FigurePanel*>(m_inFocus.current());
    return panel != nullptr ? panel->currentView() : nullptr;
}

} // namespace wattline::ui
