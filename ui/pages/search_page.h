// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/formula_panel.h"
#include "ui/pages/page.h"
#include "ui/session.h"
#include "ui/tables/metrics_columns.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class FitnessChart;
class SearchPanels;
class SortedTable;

/// The search for a formula: starts and stops it, shows its progress live, and reads the best formula so far as
/// mathematics, text and tree, with its errors on training, validation and test rows when it has ended.
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
    /// Asks for other settings in a dialog; they take effect with the next search.
    void editSettings();

private:
    QWidget* buildControls();
    QWidget* buildProgress();
    void connectSession();

    void showDataset();
    void refreshSoon();
    void refresh();
    void showState();
    void showStatus();
    void showFormula();
    void showErrors();
    void showSettings();

    Session& m_session;
    QTimer m_refreshTimer;
    QStackedWidget* m_stack = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_stop = nullptr;
    QComboBox* m_preset = nullptr;
    QComboBox* m_target = nullptr;
    QLabel* m_searched = nullptr;
    QProgressBar* m_progress = nullptr;
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
