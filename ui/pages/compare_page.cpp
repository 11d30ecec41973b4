// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include "core/report/figures.h"
#include "core/report/tables.h"
#include "ui/pages/compare_panels.h"
#include "ui/pages/comparison_controls.h"
#include "ui/pages/empty_state.h"
#include "ui/panels/figure_panel.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/compare_work.h"

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wattline::ui {

ComparePage::ComparePage(Session& session, QWidget* parent) : Page(parent), m_session(session)
{
    m_empty = new EmptyState(tr("Train baselines on the same split as the formula."), tr("Train Baselines"));
    auto* noData = new EmptyState(tr("A comparison needs run metadata."), tr("Add Metadata CSV…"));
    connect(noData, &EmptyState::actionTriggered, this, &ComparePage::addMetadataRequested);
    m_stack = new QStackedWidget;
    m_stack->addWidget(noData);
    m_stack->addWidget(buildResults());
    m_caption = new QLabel;
    m_caption->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_controls = new ComparisonControls(session));
    layout->addWidget(m_caption);
    layout->addWidget(m_stack, 1);
    connectSession();
    dropForeignFormula();
    showComparison();
}

QWidget* ComparePage::buildResults()
{
    m_model = new RowModel<MethodRow>(methodColumns(), this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Methods"));
    auto* results = new QSplitter(Qt::Vertical);
    m_upper = new QStackedWidget;
    m_upper->addWidget(m_empty);
    m_upper->addWidget(m_table);
    results->addWidget(m_upper);
    results->addWidget(m_panels = new ComparePanels(m_session));
    results->setChildrenCollapsible(false);
    results->setStretchFactor(0, 1);
    results->setStretchFactor(1, 2);
    results->setSizes({170, 340}); // at any height: a figure needs more than some lines of a table
    return results;
}

void ComparePage::connectSession()
{
    connect(&m_session, &Session::comparisonChanged, this, &ComparePage::showComparison);
    connect(&m_session, &Session::datasetChanged, this, &ComparePage::showState);
    connect(&m_session, &Session::choiceChanged, this, &ComparePage::showState);
    connect(&m_session, &Session::choiceChanged, this, &ComparePage::dropForeignFormula);
    connect(&m_session, &Session::tasksChanged, this, &ComparePage::showState);
    connect(&m_session, &Session::selectionChanged, this, &ComparePage::markMethod);
    connect(m_empty, &EmptyState::actionTriggered, this,
            [this] { trainBaselines(m_session, m_session.settings().comparison); });
    connect(m_table, &SortedTable::rowChosen, this, &ComparePage::selectMethod);
    connect(m_panels, &ComparePanels::currentFigureChanged, this, &ComparePage::currentFigureChanged);
}

/// A formula that joins the table was made for one target of one data set.
void ComparePage::dropForeignFormula()
{
    const auto now = std::pair(m_session.dataset(), m_session.choice().target);
    if (std::exchange(m_formulaOf, now) == now || !m_session.settings().comparison.formula)
        return;
    WorkSettings work = m_session.settings();
    work.comparison.formula.reset();
    m_session.setSettings(std::move(work));
}

void ComparePage::showState()
{
    const bool running = m_session.isRunning(Job::Comparison);
    m_stack->setCurrentIndex(m_session.dataset() || m_session.comparison() ? 1 : 0);
    m_upper->setCurrentIndex(m_session.comparison() || running ? 1 : 0);
    m_controls->setVisible(m_stack->currentIndex() > 0);
    m_caption->setVisible(m_stack->currentIndex() > 0);
    m_empty->setActionEnabled(m_session.learningData() != nullptr);
    m_caption->setText(caption());
}

QString ComparePage::caption() const
{
    const auto table = m_session.comparison();
    if (!table)
        return m_session.isRunning(Job::Comparison) ? tr("Same splits for all. Fitting the first repeat…")
                                                    : tr("Same splits for all.");
    const FigureAxis target = axisOfColumn(table->target);
    QString text = tr("Target: %1. ").arg(shown(target.label()));
    const std::vector<std::string> notes = comparisonNotes(*table); // splits, features, grids; the rest as a tool tip
    text += shown(notes[0]);
    if (table->selection.by != FeatureSelection::By::None)
        text += QLatin1Char(' ') + shown(notes[1]);
    if (table->tunedRepeats < table->repeats)
        text += QLatin1Char(' ') + shown(notes[2]);
    if (table->stopped)
        text += tr(" Stopped early; finished repeats stand.");
    if (m_session.comparisonData() != m_session.learningData())
        text += tr(" The choice of target, rows or features has changed since.");
    return text;
}

void ComparePage::showComparison()
{
    showState();
    const auto table = m_session.comparison();
    const QString unit = table ? shown(axisOfColumn(table->target).unit) : QString();
    const std::vector<std::string> notes = table ? comparisonNotes(*table) : std::vector<std::string>();
    m_table->setNotes(notes);
    QStringList lines;
    for (const std::string& note : notes)
        lines << shown(note);
    m_caption->setToolTip(lines.join(QLatin1Char('\n')));
    m_model->setContents(methodColumns(unit), methodRows(table));
    m_table->fitColumns();
    markMethod();
}

void ComparePage::markMethod()
{
    if (const std::optional<std::size_t> method = chosenMethod(m_session))
        m_table->chooseRow(static_cast<int>(*method));
}

void ComparePage::selectMethod(int row)
{
    Selection selection = m_session.selection();
    selection.method = m_model->rows().at(static_cast<std::size_t>(row)).result().id;
    m_session.select(selection);
}

bool ComparePage::showsFigure() const
{
    return m_stack->currentIndex() == 1 && m_panels->current().showsFigure();
}

std::optional<Figure> ComparePage::currentFigure() const
{
    return showsFigure() ? m_panels->current().currentFigure() : std::nullopt;
}

FigureView* ComparePage::currentView() const
{
    return m_panels->current().currentView();
}

} // namespace wattline::ui
