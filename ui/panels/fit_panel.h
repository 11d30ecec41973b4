// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/fit_figures.h"
#include "ui/panels/figure_panel.h"
#include "ui/session.h"
#include "ui/tables/fit_columns.h"
#include "ui/tasks/latest_task.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureOrTable;
class SortedTable;

/// How well the studied formula fits: predicted against observed, and the residuals against the prediction or a
/// feature, for training, validation and, once the search has ended, test rows; or the same rows as a table. A point or
/// a line of the table selects its row on every page. Computed while it can be seen.
class FitPanel : public FigurePanel {
    Q_OBJECT

public:
    explicit FitPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_current; }

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addControls();
    QWidget* buildPlots();
    void connectSession();
    void compute();
    void showFit(std::shared_ptr<const FormulaFit> fit);
    void fillAgainst();
    void drawResiduals();
    void fillTable();
    void showState();
    void markRow();
    void select(std::optional<std::size_t> datasetRow);
    RowName names() const;

    Session& m_session;
    LatestTask m_task;
    std::shared_ptr<const StudiedFormula> m_computed; ///< what is on show, or being computed
    bool m_hasTestRows = false;                       ///< in what is computed
    std::shared_ptr<const FormulaFit> m_fit;
    bool m_marking = false; ///< the table's row is chosen by us, not by somebody
    QStackedWidget* m_stack = nullptr;
    FigureOrTable* m_content = nullptr;
    QComboBox* m_against = nullptr;
    FigureView* m_fitView = nullptr;
    FigureView* m_residuals = nullptr;
    FigureView* m_current = nullptr; ///< the one used last
    RowModel<FitRow>* m_model = nullptr;
    SortedTable* m_table = nullptr;
};

} // namespace wattline::ui
