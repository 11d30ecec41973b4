// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/formula_panel.h"
#include "ui/pages/page.h"
#include "ui/session.h"
#include "ui/tables/metrics_columns.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QStackedWidget;
class QTabWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class FitnessChart;
class SearchPanels;
class SortedTable;

/// The search for a formula: its controls, its progress live, and the studied formula as mathematics, text and tree
/// with its errors on training, validation and test rows. The tabs on the left speak of the search, those on the right
/// of the formula that is studied.
class SearchPage : public Page {
    Q_OBJECT

public:
    explicit SearchPage(Session& session, QWidget* parent = nullptr);

    QString title() const override { return tr("Formula Search"); }
    bool showsFigure() const override;
    std::optional<Figure> currentFigure() const override;
    FigureView* currentView() const override;
    /// The formula or its tree, while the keyboard is there.
    std::optional<PaperDrawing> currentDrawing() const override;
    QList<QAction*> formulaActions() const override { return m_formula->formulaActions(); }

private:
    QWidget* buildProgress();
    QWidget* buildErrors();
    void connectSession();

    void refreshSoon();
    void refresh();
    void showState();
    void showErrors();

    Session& m_session;
    QTimer m_refreshTimer;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_searched = nullptr;
    QLabel* m_status = nullptr;
    QCheckBox* m_logarithmic = nullptr;
    FitnessChart* m_chart = nullptr;
    RowModel<PartMetrics>* m_errorModel = nullptr;
    SortedTable* m_errors = nullptr;
    QLabel* m_errorCaption = nullptr;
    FormulaPanel* m_formula = nullptr;
    SearchPanels* m_panels = nullptr;
};

} // namespace wattline::ui
