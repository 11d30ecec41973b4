// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/front_panel.h"

#include "core/evolution/knee.h"
#include "core/expression/print.h"
#include "core/report/front_figure.h"
#include "ui/pages/search_status.h"
#include "ui/panels/no_formula.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/copy_table.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/candidate_work.h"
#include "ui/work/formula_work.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr int RefreshMilliseconds = 100;
constexpr int LeastLines = 9; // of text, below which a plot cannot be read

} // namespace

FrontPanel::FrontPanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    auto* parts = new QSplitter(Qt::Vertical);
    parts->addWidget(buildPlot());
    parts->addWidget(buildTable());
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    m_stack = new QStackedWidget;
    m_stack->addWidget(new NoFormula(session, tr("A search offers formulas here, each the best of its length.")));
    m_stack->addWidget(parts);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);

    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMilliseconds);
    connect(&m_refreshTimer, &QTimer::timeout, this, &FrontPanel::refresh);
    connect(&m_session, &Session::searchChanged, this, &FrontPanel::refreshSoon);
    connect(&m_session, &Session::studiedChanged, this, &FrontPanel::refreshSoon);
    connect(&m_errors, &FrontErrors::changed, this, [this] {
        fillTable();
        m_table->fitColumns();
    });
    refresh();
}

QWidget* FrontPanel::buildPlot()
{
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Length and error of the candidates"));
    m_view->setMinimumHeight(LeastLines * fontMetrics().height());
    m_logarithmic = new QCheckBox(tr("Logarithmic error axis"));
    m_logarithmic->setAccessibleName(tr("Logarithmic error axis of the candidates"));
    auto* plot = new QWidget;
    auto* column = new QVBoxLayout(plot);
    column->setContentsMargins({});
    column->addWidget(m_view, 1);
    column->addWidget(m_logarithmic);
    connect(m_logarithmic, &QCheckBox::toggled, this, [this] {
        m_scaleIsChosen = true;
        drawFront();
    });
    connect(m_view, &FigureView::pointClicked, this,
            [this](std::size_t, std::size_t, std::size_t point) { choose(point); });
    return plot;
}

QWidget* FrontPanel::buildTable()
{
    m_model = new RowModel<CandidateRow>(candidateColumns(ShownError::MeanRelative), this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Candidates"));
    m_error = new QComboBox;
    m_error->setAccessibleName(tr("Error in the table of candidates"));
    m_error->addItem(tr("Mean relative error"), static_cast<int>(ShownError::MeanRelative));
    m_error->addItem(tr("Mean absolute error"), static_cast<int>(ShownError::MeanAbsolute));
    m_error->addItem(tr("Root mean squared error"), static_cast<int>(ShownError::RootMeanSquare));
    auto* label = new QLabel(tr("Table shows:"));
    label->setBuddy(m_error);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_error);
    row->addStretch();
    row->addWidget(copyTableButton(*m_table));
    auto* table = new QWidget;
    auto* column = new QVBoxLayout(table);
    column->setContentsMargins({});
    column->addLayout(row);
    column->addWidget(m_table, 1);
    connect(m_error, &QComboBox::currentIndexChanged, this, &FrontPanel::fillTable);
    connect(m_table, &SortedTable::rowChosen, this, [this](int place) {
        if (!m_filling)
            choose(static_cast<std::size_t>(place));
    });
    return table;
}

void FrontPanel::showEvent(QShowEvent* event)
{
    FigurePanel::showEvent(event);
    refresh();
}

void FrontPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() != Qt::NoModifier || (event->key() != Qt::Key_Comma && event->key() != Qt::Key_Period))
        return FigurePanel::keyPressEvent(event);
    step(event->key() == Qt::Key_Comma ? -1 : 1);
}

void FrontPanel::refreshSoon()
{
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void FrontPanel::refresh()
{
    if (!isVisible())
        return; // drawn when it is shown
    const SearchState& search = m_session.search();
    const std::shared_ptr<const Front> front = frontOf(search);
    const auto studied = m_session.studied();
    if (front == m_front && studied == m_studied && search.train == m_train)
        return;
    if (search.train != m_train) {
        m_view->setFigure({});
        m_scaleIsChosen = false;
        showScale(false);
    }
    m_train = search.train;
    m_front = front;
    m_studied = studied;
    // It goes on at most once in a search, and stays: a scale that comes and goes cannot be read.
    if (!m_scaleIsChosen && needsLogarithm(*m_front))
        showScale(true);
    m_stack->setCurrentIndex(m_front->empty() ? 0 : 1);
    drawFront();
    fillTable();
    m_errors.measure(m_front, search.train, search.validation);
}

void FrontPanel::showScale(bool logarithmic)
{
    const QSignalBlocker blocker(m_logarithmic);
    m_logarithmic->setChecked(logarithmic);
}

void FrontPanel::drawFront()
{
    const SearchState& search = m_session.search();
    if (m_front->empty() || !search.train) {
        m_view->setFigure({});
        return emit currentFigureChanged();
    }
    FrontPicture picture{.measure = errorMeasureOf(search),
                         .target = search.train->targetName,
                         .logarithmic = m_logarithmic->isChecked()};
    const std::optional<std::size_t> place = chosenPlace();
    if (place)
        picture.chosen = PlacedFormula{(*m_front)[*place].formula.length(), (*m_front)[*place].trainError};
    else if (m_studied && m_studied->train.rows == search.train) {
        if (const std::optional<double> error = trainErrorOf(*m_studied, picture.measure))
            picture.chosen = PlacedFormula{m_studied->formula.length(), *error};
    }
    Figure figure = frontFigure(*m_front, picture);
    holdAxes(figure, m_view->figure());
    const bool sameScale =
        !m_view->figure().panels.empty() && m_view->figure().panels.front().y.logarithmic == picture.logarithmic;
    m_view->setFigure(std::move(figure), sameScale ? ViewRange::Keep : ViewRange::FitAll);
    emit currentFigureChanged();
}

void FrontPanel::fillTable()
{
    const std::optional<std::size_t> knee = kneeOf(*m_front);
    const std::optional<std::size_t> chosen = chosenPlace();
    std::vector<CandidateRow> rows;
    for (std::size_t place = 0; m_train && place < m_front->size(); ++place) {
        const FormulaCandidate& candidate = (*m_front)[place];
        const bool isChosen = place == chosen;
        rows.push_back({candidate, shown(toText(candidate.rawFormula, m_train->featureNames)), m_errors.of(candidate),
                        isChosen ? shownTestErrors(m_session.search(), *m_session.studied()) : std::nullopt, isChosen,
                        place == knee});
    }
    m_filling = true;
    m_model->setContents(candidateColumns(static_cast<ShownError>(m_error->currentData().toInt())), std::move(rows));
    m_table->clearSelection(); // another candidate may stand in that row
    if (chosen)
        m_table->chooseRow(static_cast<int>(*chosen));
    m_filling = false;
}

std::optional<std::size_t> FrontPanel::chosenPlace() const
{
    const auto studied = m_session.studied(); // may be newer than what is drawn
    if (!studied || studied->train.rows != m_train)
        return std::nullopt;
    for (std::size_t place = 0; place < m_front->size(); ++place) {
        if (isStudied((*m_front)[place], studied.get()))
            return place;
    }
    return std::nullopt;
}

void FrontPanel::choose(std::size_t place)
{
    if (m_session.search().train != m_train)
        return; // what is on show is of a search that is no longer there, until it is drawn anew
    const bool isChosen =
        place == chosenPlace() && !m_session.studied()->followsSearch; // else the search might replace it
    if (place >= m_front->size() || isChosen)
        return;
    const auto compute = [formula = studiedCandidate(m_session.search(), (*m_front)[place])](const RunContext&) {
        return Result<StudiedFormula>(withErrors(formula));
    };
    const auto deliver = [this, train = m_train](Result<StudiedFormula> studied) {
        if (m_session.search().train == train)
            m_session.setStudied(std::make_shared<const StudiedFormula>(*std::move(studied)));
    };
    m_studying.ask(tr("Studying a candidate"), workOf<StudiedFormula>(compute, deliver));
}

void FrontPanel::step(int places)
{
    const std::optional<std::size_t> chosen = chosenPlace();
    const auto last = static_cast<int>(m_front->size()) - 1;
    const int from = chosen ? static_cast<int>(*chosen) : static_cast<int>(kneeOf(*m_front).value_or(0)) - places;
    if (last >= 0)
        choose(static_cast<std::size_t>(std::clamp(from + places, 0, last)));
}

} // namespace wattline::ui
