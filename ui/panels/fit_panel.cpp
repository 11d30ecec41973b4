// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/fit_panel.h"

#include "core/report/figures.h"
#include "ui/pages/search_status.h"
#include "ui/panels/figure_or_table.h"
#include "ui/panels/no_formula.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/row_mark.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/formula_work.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

/// The formula on its rows, each with the interval in which an observation is expected.
Result<FormulaFit> boundedFit(const StudiedFormula& studied, bool hasTestRows, const RunContext& context)
{
    std::vector<NamedRows> parts = {{plain(FitPanel::tr("Training")), studied.train.rows},
                                    {plain(FitPanel::tr("Validation")), studied.validation.rows}};
    if (hasTestRows)
        parts.push_back({plain(FitPanel::tr("Test")), studied.test.rows});
    Result<FormulaFit> fit = fitOf(studied.measured(), parts, context);
    if (!fit || context.stopRequested())
        return fit;
    return withIntervals(*std::move(fit), predictionBounds(studied.formula, studied.scaler,
                                                           {*studied.train.rows, studied.validation.rows.get()},
                                                           uncertaintySettingsOf(studied)));
}

} // namespace

FitPanel::FitPanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    m_model = new RowModel<FitRow>(fitColumns({}), this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Rows with their predictions"));
    m_content = new FigureOrTable(buildPlots(), m_table, tr("Fit as table"));
    addControls();
    m_stack = new QStackedWidget;
    m_stack->addWidget(new NoFormula(session, tr("How well a formula fits is shown here as soon as there is one.")));
    m_stack->addWidget(m_content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    connectSession();
    showState();
}

void FitPanel::addControls()
{
    m_against = new QComboBox;
    m_against->setAccessibleName(tr("Residuals against"));
    auto* label = new QLabel(tr("Residuals against:"));
    label->setBuddy(m_against);
    m_content->addControl(label);
    m_content->addControl(m_against);
    connect(m_against, &QComboBox::currentIndexChanged, this, &FitPanel::drawResiduals);
    connect(m_content, &FigureOrTable::tableToggled, this, [this, label](bool on) {
        label->setVisible(!on);
        m_against->setVisible(!on);
        fillTable();
    });
}

QWidget* FitPanel::buildPlots()
{
    m_fitView = new FigureView;
    m_fitView->setAccessibleName(tr("Predicted against observed, studied formula"));
    m_residuals = new FigureView;
    m_residuals->setAccessibleName(tr("Residuals of the studied formula"));
    m_current = m_fitView;
    auto* plots = new QSplitter(Qt::Vertical);
    for (FigureView* view : {m_fitView, m_residuals}) {
        view->installEventFilter(this);
        plots->addWidget(view);
        connect(view, &FigureView::pointClicked, this, [this, view](std::size_t, std::size_t curve, std::size_t point) {
            select(datasetRowAt(*view, curve, point));
        });
    }
    plots->setChildrenCollapsible(false);
    plots->setStretchFactor(0, 3);
    plots->setStretchFactor(1, 2);
    return plots;
}

void FitPanel::connectSession()
{
    connect(&m_session, &Session::studiedChanged, this, &FitPanel::compute);
    connect(&m_session, &Session::searchChanged, this, &FitPanel::compute); // it may have ended
    connect(&m_session, &Session::selectionChanged, this, &FitPanel::markRow);
    connect(m_table, &SortedTable::rowChosen, this, [this](int row) {
        if (!m_marking)
            select(m_model->rows().at(static_cast<std::size_t>(row)).datasetRow());
    });
}

void FitPanel::showEvent(QShowEvent* event)
{
    FigurePanel::showEvent(event);
    compute();
}

bool FitPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn && watched != m_current) {
        m_current = watched == m_residuals ? m_residuals : m_fitView;
        emit currentFigureChanged();
    }
    return FigurePanel::eventFilter(watched, event);
}

void FitPanel::compute()
{
    const auto studied = m_session.studied();
    const bool hasTestRows = studied && !withholdsTestRows(m_session.search(), *studied);
    if (studied == m_computed && hasTestRows == m_hasTestRows)
        return;
    if (!studied || studied->train.rows->rows() == 0) {
        m_computed = studied;
        m_hasTestRows = hasTestRows;
        return showFit(nullptr);
    }
    if (!isVisible())
        return; // computed when it is shown
    m_computed = studied;
    m_hasTestRows = hasTestRows;
    const auto work = [studied, hasTestRows](const RunContext& context) {
        return boundedFit(*studied, hasTestRows, context);
    };
    const auto deliver = [this, studied, hasTestRows](Result<FormulaFit> fit) {
        if (fit && m_session.studied() == studied && hasTestRows == m_hasTestRows)
            showFit(std::make_shared<const FormulaFit>(*std::move(fit)));
    };
    m_task.ask(tr("Fitting the formula"), workOf<FormulaFit>(work, deliver));
}

void FitPanel::showFit(std::shared_ptr<const FormulaFit> fit)
{
    const bool sameRows = fit && m_fit && fit->parts.front().part.rows == m_fit->parts.front().part.rows;
    m_fit = std::move(fit);
    const ViewRange range = sameRows ? ViewRange::Keep : ViewRange::FitAll;
    m_fitView->setFigure(m_fit ? fitFigure(*m_fit, names()) : Figure(), range);
    if (!sameRows)
        fillAgainst();
    drawResiduals();
    fillTable();
    showState();
}

void FitPanel::fillAgainst()
{
    const QSignalBlocker blocker(m_against);
    const QString before = m_against->currentData().toString();
    m_against->clear();
    if (!m_fit)
        return;
    m_against->addItem(tr("Prediction"), QString());
    for (const std::string& feature : m_fit->parts.front().part.rows->featureNames)
        m_against->addItem(shown(axisOfColumn(feature).quantity), shown(feature));
    m_against->setCurrentIndex(std::max(0, m_against->findData(before)));
}

void FitPanel::drawResiduals()
{
    std::optional<std::size_t> feature;
    if (m_against->currentIndex() > 0)
        feature = static_cast<std::size_t>(m_against->currentIndex() - 1);
    Figure figure = m_fit ? residualFigure(*m_fit, feature, names()) : Figure();
    const ViewRange range = figure.title == m_residuals->figure().title ? ViewRange::Keep : ViewRange::FitAll;
    m_residuals->setFigure(std::move(figure), range);
    markRow();
    emit currentFigureChanged();
}

void FitPanel::fillTable()
{
    if (!m_content->showsTable())
        return; // filled when it is asked for
    const bool fresh = m_model->rows().empty();
    m_marking = true;
    m_model->setContents(fitColumns(m_fit ? targetUnitOf(*m_fit->parts.front().part.rows) : QString()),
                         fitRows(m_fit, m_session.dataset().get()));
    m_marking = false;
    if (fresh)
        m_table->fitColumns();
    markRow();
}

void FitPanel::showState()
{
    m_stack->setCurrentIndex(m_fit ? 1 : 0);
}

void FitPanel::markRow()
{
    const std::optional<std::size_t> wanted = m_session.selection().datasetRow;
    for (FigureView* view : {m_fitView, m_residuals})
        markDatasetRow(*view, wanted);
    const std::vector<FitRow>& rows = m_model->rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const FitRow& row) { return wanted && row.datasetRow() == wanted; });
    m_marking = true;
    if (found == rows.end())
        m_table->clearSelection();
    else
        m_table->chooseRow(static_cast<int>(found - rows.begin()));
    m_marking = false;
}

void FitPanel::select(std::optional<std::size_t> datasetRow)
{
    Selection selection = m_session.selection();
    selection.datasetRow = datasetRow;
    m_session.select(selection);
}

RowName FitPanel::names() const
{
    return [built = m_session.dataset()](std::size_t row) { return plain(rowName(built.get(), row)); };
}

} // namespace wattline::ui
