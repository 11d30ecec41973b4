// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/figure_panel.h"
#include "ui/panels/front_errors.h"
#include "ui/session.h"
#include "ui/tables/candidate_columns.h"
#include "ui/tasks/latest_task.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// The formulas that the search offers: length against error, and the same as a table. A click on a point, a row of the
/// table, or the keys , and . over the plot choose the one that is studied. It follows a running search up to ten times
/// a second while it can be seen; what is zoomed stays, and axes only grow.
class FrontPanel : public FigurePanel {
    Q_OBJECT

public:
    explicit FrontPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildPlot();
    QWidget* buildTable();
    void refreshSoon();
    void refresh();
    void showScale(bool logarithmic);
    void drawFront();
    void fillTable();
    std::optional<std::size_t> chosenPlace() const;
    void choose(std::size_t place);
    void step(int places);

    Session& m_session;
    QTimer m_refreshTimer;
    FrontErrors m_errors;
    LatestTask m_studying;        ///< the chosen candidate
    bool m_scaleIsChosen = false; ///< by somebody, not by the errors
    bool m_filling = false;       ///< the table's row is chosen by us, not by somebody
    std::shared_ptr<const Front> m_front = std::make_shared<const Front>(); ///< on show
    std::shared_ptr<const RegressionData> m_train;                          ///< of its search
    std::shared_ptr<const StudiedFormula> m_studied;                        ///< marked as chosen
    QStackedWidget* m_stack = nullptr;
    FigureView* m_view = nullptr;
    QCheckBox* m_logarithmic = nullptr;
    QComboBox* m_error = nullptr;
    RowModel<CandidateRow>* m_model = nullptr;
    SortedTable* m_table = nullptr;
};

} // namespace wattline::ui
