// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/session.h"
#include "ui/tables/method_columns.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class ComparisonControls;
class EmptyState;
class SortedTable;

/// All models on the same splits: the table, filled repeat by repeat, the errors side by side, and predicted against
/// observed for the method chosen in the table.
class ComparePage : public Page {
    Q_OBJECT

public:
    explicit ComparePage(Session& session, QWidget* parent = nullptr);

    QString title() const override { return tr("Compare"); }
    bool showsFigure() const override;
    /// Predicted against observed for the chosen method.
    std::optional<Figure> currentFigure() const override;
    FigureView* currentView() const override { return m_predictions; }

private:
    QWidget* buildResults();
    void connectSession();

    void showState();
    void showComparison();
    void showPredictions();
    void markRow();
    QString caption() const;

    Session& m_session;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    ComparisonControls* m_controls = nullptr;
    QLabel* m_caption = nullptr;
    RowModel<MethodRow>* m_model = nullptr;
    SortedTable* m_table = nullptr;
    FigureView* m_predictions = nullptr;
    FigureView* m_errors = nullptr;
    std::string m_errorsOf;                              ///< the target of the errors on show
    std::pair<std::string, std::string> m_predictionsOf; ///< target and method of the predictions on show
};

} // namespace wattline::ui
