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

class ComparePanels;
class ComparisonControls;
class EmptyState;
class SortedTable;

/// All models on the same splits: the table, filled repeat by repeat, and below it panels of figures. The row chosen in
/// the table is the selected method of the session.
class ComparePage : public Page {
    Q_OBJECT

public:
    explicit ComparePage(Session& session, QWidget* parent = nullptr);

    QString title() const override { return tr("Compare"); }
    bool showsFigure() const override;
    /// Of the panel in front.
    std::optional<Figure> currentFigure() const override;
    FigureView* currentView() const override;

private:
    QWidget* buildResults();
    void connectSession();

    void showState();
    void showComparison();
    void markMethod();
    void selectMethod(int row);
    QString caption() const;

    Session& m_session;
    QStackedWidget* m_stack = nullptr;
    QStackedWidget* m_upper = nullptr; ///< the way to a comparison, or its table
    EmptyState* m_empty = nullptr;
    ComparisonControls* m_controls = nullptr;
    QLabel* m_caption = nullptr;
    RowModel<MethodRow>* m_model = nullptr;
    SortedTable* m_table = nullptr;
    ComparePanels* m_panels = nullptr;
};

} // namespace wattline::ui
