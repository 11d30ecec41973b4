// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/correlation_matrix.h"
#include "ui/panels/figure_panel.h"
#include "ui/session.h"
#include "ui/tables/row_model.h"
#include "ui/tasks/latest_task.h"

namespace wattline::ui {

class FigureOrTable;
class SortedTable;

/// Pearson's r among the target and all ranked features, as coloured cells or as a table. A click on a cell selects its
/// feature on every page. Computed while it can be seen.
class MatrixPanel : public FigurePanel {
    Q_OBJECT

public:
    explicit MatrixPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// One line of the table: a column of the matrix's.
    struct Line {
        std::shared_ptr<const CorrelationMatrix> matrix;
        Eigen::Index row = 0;
    };

    void build();
    void compute();
    void showMatrix(std::shared_ptr<const CorrelationMatrix> matrix);
    void fillTable();
    void chooseCell(double x, double y);

    Session& m_session;
    LatestTask m_task;
    std::shared_ptr<const RegressionData> m_computed; ///< what is on show, or being computed
    std::shared_ptr<const CorrelationMatrix> m_matrix;
    FigureView* m_view = nullptr;
    RowModel<Line>* m_model = nullptr;
    SortedTable* m_table = nullptr;
    FigureOrTable* m_content = nullptr;
};

} // namespace wattline::ui
