// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/matrix_panel.h"

#include "core/report/correlation_figure.h"
#include "core/report/figures.h"
#include "ui/panels/figure_or_table.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QVBoxLayout>
#include <cmath>

namespace wattline::ui {

MatrixPanel::MatrixPanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    build();
    connect(&m_session, &Session::featureTableChanged, this, &MatrixPanel::compute);
    connect(m_view, &FigureView::positionClicked, this, [this](std::size_t, double x, double y) { chooseCell(x, y); });
    showMatrix(nullptr);
}

void MatrixPanel::build()
{
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Correlation matrix"));
    m_model = new RowModel<Line>({}, this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Correlation matrix in numbers"));
    m_content = new FigureOrTable(m_view, m_table, tr("Matrix as table"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_content);
}

void MatrixPanel::showEvent(QShowEvent* event)
{
    FigurePanel::showEvent(event);
    compute();
}

void MatrixPanel::compute()
{
    const auto ranked = m_session.featureData();
    if (ranked == m_computed)
        return;
    if (!ranked) {
        m_computed = nullptr;
        return showMatrix(nullptr);
    }
    if (!isVisible())
        return; // computed when it is shown
    m_computed = ranked;
    const auto work = [ranked](const RunContext& context) { return correlationMatrix(*ranked, context); };
    const auto deliver = [this, ranked](Result<CorrelationMatrix> matrix) {
        if (m_computed != ranked)
            return;
        if (matrix)
            return showMatrix(std::make_shared<const CorrelationMatrix>(*std::move(matrix)));
        showMatrix(nullptr);
        m_content->setCaption(shown(matrix.error().message));
    };
    m_task.ask(tr("Computing correlations"), workOf<CorrelationMatrix>(work, deliver));
}

void MatrixPanel::showMatrix(std::shared_ptr<const CorrelationMatrix> matrix)
{
    m_matrix = std::move(matrix);
    m_view->setFigure(m_matrix ? correlationFigure(*m_matrix) : Figure{});
    fillTable();
    m_content->setCaption(m_matrix
                              ? tr("Blue: the one falls as the other rises; orange: both rise together. Over %1 rows.")
                                    .arg(m_matrix->rows)
                              : tr("No table yet."));
    emit currentFigureChanged();
}

void MatrixPanel::fillTable()
{
    if (!m_matrix)
        return m_model->setContents({}, {});
    std::vector<TableColumn<Line>> columns = {
        {tr("Column"), ColumnKind::Words, [](const Line& line) {
             const auto name = static_cast<std::size_t>(line.row);
             return TableCell{shown(axisOfColumn(line.matrix->names[name]).quantity), static_cast<qlonglong>(line.row)};
         }}};
    std::vector<Line> lines;
    for (Eigen::Index i = 0; i < m_matrix->r.cols(); ++i) {
        lines.push_back({m_matrix, i});
        columns.push_back({shown(axisOfColumn(m_matrix->names[static_cast<std::size_t>(i)]).quantity),
                           ColumnKind::Number, [i](const Line& line) {
                               const double r = line.matrix->r(line.row, i);
                               return TableCell{numberText(r, 3), std::isfinite(r) ? r : -HUGE_VAL};
                           }});
    }
    m_model->setContents(std::move(columns), std::move(lines));
    m_table->fitColumns();
}

/// Of the cell's two columns the feature; where both are, that of the row.
void MatrixPanel::chooseCell(double x, double y)
{
    if (!m_matrix)
        return;
    for (const double place : {y, x}) {
        const long chosen = std::lround(place);
        if (chosen < 1 || chosen >= static_cast<long>(m_matrix->names.size()))
            continue; // the target stands first
        Selection selection = m_session.selection();
        selection.feature = m_matrix->names[static_cast<std::size_t>(chosen)];
        return m_session.select(selection);
    }
}

} // namespace wattline::ui
