// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/effects_panel.h"

#include "core/report/effect_report.h"
#include "core/report/figures.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/row_mark.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QComboBox>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr int WidestName = 150; // pixels of a level's or a factor's name; the tool tip has all of it

/// The factors that people ask for first; the others in the order of the data set.
std::string firstFactor(const std::vector<std::string>& factors)
{
    for (const char* wanted : {"optimizer", "learning_rate", "batch_size"}) {
        if (std::find(factors.begin(), factors.end(), wanted) != factors.end())
            return wanted;
    }
    return factors.empty() ? std::string() : factors.front();
}

} // namespace

EffectsPanel::EffectsPanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Effect of the factor"));
    m_nothing = new QLabel;
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    auto* parts = new QSplitter(Qt::Horizontal);
    parts->addWidget(m_view);
    parts->addWidget(buildTables());
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(0, 1);
    parts->setSizes({480, 500});
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(parts);
    m_factors = new QComboBox;
    m_factors->setAccessibleName(tr("Factor"));
    m_factors->setSizeAdjustPolicy(QComboBox::AdjustToContents); // they come later than the window
    auto* label = new QLabel(tr("Factor:"));
    label->setBuddy(m_factors);
    m_summary = new QLabel;
    m_summary->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_factors);
    row->addSpacing(12);
    row->addWidget(m_summary, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(row);
    column->addWidget(m_stack, 1);
    connectSession();
    showAnswer({});
}

QWidget* EffectsPanel::buildTables()
{
    m_levelModel = new RowModel<LevelRow>({}, this);
    m_levels = new SortedTable(m_levelModel);
    m_levels->setAccessibleName(tr("Levels of the factor"));
    m_sizeModel = new RowModel<SizeRow>(sizeColumns(), this);
    m_sizes = new SortedTable(m_sizeModel);
    m_sizes->setAccessibleName(tr("Sizes of effects"));
    auto* tables = new QSplitter(Qt::Vertical);
    tables->addWidget(m_levels);
    tables->addWidget(m_sizes);
    tables->setChildrenCollapsible(false);
    return tables;
}

void EffectsPanel::connectSession()
{
    connect(&m_session, &Session::datasetChanged, this, &EffectsPanel::compute);
    connect(&m_session, &Session::choiceChanged, this, &EffectsPanel::compute);
    connect(m_factors, &QComboBox::activated, this, [this] {
        m_factor = plain(m_factors->currentData().toString());
        compute();
    });
    connect(m_view, &FigureView::pointClicked, this, [this](std::size_t, std::size_t curve, std::size_t point) {
        const auto row = datasetRowAt(*m_view, curve, point);
        if (!row)
            return; // a mean is no row
        Selection selection = m_session.selection();
        selection.datasetRow = row;
        m_session.select(selection);
    });
    connect(&m_session, &Session::selectionChanged, this,
            [this] { markDatasetRow(*m_view, m_session.selection().datasetRow); });
}

void EffectsPanel::showEvent(QShowEvent* event)
{
    FigurePanel::showEvent(event);
    compute();
}

void EffectsPanel::compute()
{
    const Question question{m_session.dataset(), {m_factor, m_session.choice().target, m_session.choice().where}};
    if (question == m_asked)
        return;
    if (!question.dataset) {
        m_asked = {};
        return showAnswer({});
    }
    if (!isVisible())
        return; // computed when it is shown
    m_asked = question;
    const auto deliver = [this, question](const Result<Answer>& answer) {
        if (m_asked == question && answer)
            showAnswer(*answer);
    };
    m_task.ask(tr("Comparing the levels of a factor"),
               workOf<Answer>([question](const RunContext& context) { return answerTo(question, context); }, deliver));
}

Result<EffectsPanel::Answer> EffectsPanel::answerTo(Question question, const RunContext& context)
{
    const Dataset& dataset = question.dataset->dataset;
    Answer answer{possibleFactors(dataset, question.choice.target), {}, nullptr, {}};
    const auto isThere = std::find(answer.factors.begin(), answer.factors.end(), question.choice.factor);
    answer.factor = isThere == answer.factors.end() ? firstFactor(answer.factors) : *isThere;
    if (answer.factor.empty()) {
        answer.failure = "No column of this data set has between 2 and 50 values: there is nothing to compare.";
        return answer;
    }
    question.choice.factor = answer.factor;
    Result<EffectTable> table = factorEffects(dataset, question.choice, context);
    if (!table && table.error().kind == ErrorKind::Canceled)
        return table.error();
    if (table)
        answer.table = std::make_shared<const EffectTable>(*std::move(table));
    else
        answer.failure = table.error().message;
    return answer;
}

void EffectsPanel::showAnswer(const Answer& answer)
{
    fillFactors(answer);
    m_stack->setCurrentIndex(answer.table ? 1 : 0);
    m_nothing->setText(shown(answer.failure));
    m_view->setFigure(answer.table ? effectFigure(*answer.table) : Figure{});
    m_summary->setText(answer.table ? shown(effectSummary(*answer.table)) : QString());
    m_levelModel->setContents(answer.table ? levelColumns(*answer.table) : std::vector<TableColumn<LevelRow>>(),
                              answer.table ? levelRows(*answer.table) : std::vector<LevelRow>());
    m_sizeModel->setRows(answer.table ? sizeRows(*answer.table) : std::vector<SizeRow>());
    for (SortedTable* table : {m_levels, m_sizes}) {
        table->fitColumns();
        if (table->model()->columnCount() > 0 && table->columnWidth(0) > WidestName)
            table->setColumnWidth(0, WidestName);
    }
    markDatasetRow(*m_view, m_session.selection().datasetRow);
    emit currentFigureChanged();
}

void EffectsPanel::fillFactors(const Answer& answer)
{
    m_factors->clear();
    for (const std::string& factor : answer.factors)
        m_factors->addItem(shown(axisOfColumn(factor).quantity), shown(factor));
    m_factors->setCurrentIndex(m_factors->findData(shown(answer.factor)));
    m_factors->setEnabled(!answer.factors.empty());
}

} // namespace wattline::ui
