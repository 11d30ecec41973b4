// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include "core/report/figures.h"
#include "ui/pages/comparison_controls.h"
#include "ui/pages/empty_state.h"
#include "ui/pages/row_details.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/compare_work.h"

#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

ComparePage::ComparePage(Session& session, QWidget* parent) : Page(parent), m_session(session)
{
    m_empty = new EmptyState(tr("Train baselines on the same split as the formula."), tr("Train Baselines"));
    auto* noData = new EmptyState(tr("A comparison needs run metadata."), tr("Add Metadata CSV…"));
    connect(noData, &EmptyState::actionTriggered, this, &ComparePage::addMetadataRequested);
    m_stack = new QStackedWidget;
    m_stack->addWidget(noData);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildResults());
    m_caption = new QLabel;
    m_caption->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_controls = new ComparisonControls(session));
    layout->addWidget(m_caption);
    layout->addWidget(m_stack, 1);
    connectSession();
    showComparison();
}

QWidget* ComparePage::buildResults()
{
    m_model = new RowModel<MethodRow>(methodColumns(), this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Methods"));
    m_predictions = new FigureView;
    m_predictions->setAccessibleName(tr("Predicted against observed"));
    m_errors = new FigureView;
    m_errors->setAccessibleName(tr("Errors of the methods"));
    auto* details = new QScrollArea;
    details->setWidgetResizable(true);
    details->setWidget(new RowDetails(m_session));
    auto* lower = new QSplitter(Qt::Horizontal);
    lower->addWidget(m_predictions);
    lower->addWidget(details);
    lower->addWidget(m_errors);
    lower->setSizes({380, 280, 340});
    auto* results = new QSplitter(Qt::Vertical);
    results->addWidget(m_table);
    results->addWidget(lower);
    results->setChildrenCollapsible(false);
    results->setStretchFactor(1, 1);
    results->setSizes({200, 300});
    return results;
}

void ComparePage::connectSession()
{
    connect(&m_session, &Session::comparisonChanged, this, &ComparePage::showComparison);
    connect(&m_session, &Session::datasetChanged, this, &ComparePage::showState);
    connect(&m_session, &Session::choiceChanged, this, &ComparePage::showState);
    connect(&m_session, &Session::tasksChanged, this, &ComparePage::showState);
    connect(&m_session, &Session::selectionChanged, this, &ComparePage::markRow);
    connect(m_empty, &EmptyState::actionTriggered, this,
            [this] { trainBaselines(m_session, m_session.settings().comparison); });
    connect(m_table, &SortedTable::rowChosen, this, &ComparePage::showPredictions);
    connect(m_predictions, &FigureView::pointClicked, this, [this](std::size_t, std::size_t curve, std::size_t point) {
        Selection selection = m_session.selection();
        selection.datasetRow = m_predictions->figure().panels.front().curves.at(curve).rows.at(point);
        m_session.select(selection);
    });
}

void ComparePage::showState()
{
    const bool running = m_session.isRunning(Job::Comparison);
    const int filled = m_session.comparison() || running ? 2 : 1;
    m_stack->setCurrentIndex(m_session.dataset() || m_session.comparison() ? filled : 0);
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
    QString text = tr("Same splits for all: %1 of %2 training, %3 validation and %4 test rows. ")
                       .arg(table->repeats == 1 ? tr("1 repeat") : tr("%1 repeats").arg(table->repeats))
                       .arg(table->trainRows)
                       .arg(table->validationRows)
                       .arg(table->testRows);
    text += tr("Target: %1.").arg(shown(target.label()));
    if (!target.unit.empty())
        text += tr(" MSE in %1.").arg(shown(target.unit) + QStringLiteral("²"));
    if (table->stopped)
        text += tr(" Stopped early; finished repeats stand.");
    if (m_session.comparisonData() != m_session.learningData())
        text += tr(" The choice of target, rows or features has changed since.");
    return text;
}

void ComparePage::showComparison()
{
    showState();
    const bool fresh = m_model->rows().empty();
    m_model->setRows(methodRows(m_session.comparison()));
    m_table->fitColumns();
    const auto table = m_session.comparison();
    const std::string target = table ? table->target : std::string();
    m_errors->setFigure(table ? comparisonFigure(*table) : Figure{},
                        std::exchange(m_errorsOf, target) == target ? ViewRange::Keep : ViewRange::FitAll);
    if (fresh && !m_model->rows().empty())
        m_table->chooseRow(0);
    showPredictions();
}

void ComparePage::showPredictions()
{
    const auto table = m_session.comparison();
    const auto method = static_cast<std::size_t>(m_table->chosenRow().value_or(0));
    const bool any = table && method < table->methods.size();
    const auto wanted =
        any ? std::pair(table->target, table->methods[method].id) : std::pair<std::string, std::string>();
    const ViewRange range = std::exchange(m_predictionsOf, wanted) == wanted ? ViewRange::Keep : ViewRange::FitAll;
    m_predictions->setFigure(any ? predictedObservedFigure(*table, method) : Figure{}, range);
    markRow();
    emit currentFigureChanged();
}

void ComparePage::markRow()
{
    m_predictions->setMarkedPoint({});
    const auto wanted = m_session.selection().datasetRow;
    if (!wanted || m_predictions->figure().panels.empty())
        return;
    const auto& curves = m_predictions->figure().panels.front().curves;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        const auto found = std::find(curves[c].rows.begin(), curves[c].rows.end(), *wanted);
        if (found != curves[c].rows.end())
            m_predictions->setMarkedPoint(0, c, static_cast<std::size_t>(found - curves[c].rows.begin()));
    }
}

bool ComparePage::showsFigure() const
{
    return !m_predictions->figure().panels.empty();
}

std::optional<Figure> ComparePage::currentFigure() const
{
    return showsFigure() ? std::optional(m_predictions->figure()) : std::nullopt;
}

} // namespace wattline::ui
