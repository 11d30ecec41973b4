// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/figure_panel.h"
#include "ui/session.h"
#include "ui/tables/learning_columns.h"

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class EmptyState;
class FigureOrTable;
class LearningCurveControls;
class SortedTable;

/// How the error of methods on rows that were never seen falls with the number of rows to learn from: the settings, the
/// curve as a plot or as a table, and how it came about. A point stands for the splits of all repeats and leads to no
/// single run.
class LearningCurvePanel : public FigurePanel {
    Q_OBJECT

public:
    explicit LearningCurvePanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

private:
    QWidget* buildCurve();
    void connectSession();
    void showState();
    void showCurve();
    QString caption() const;

    Session& m_session;
    LearningCurveControls* m_controls = nullptr;
    QStackedWidget* m_stack = nullptr; ///< no data, no curve yet, the curve
    EmptyState* m_empty = nullptr;
    FigureOrTable* m_content = nullptr;
    FigureView* m_view = nullptr;
    RowModel<LearningRow>* m_model = nullptr;
    SortedTable* m_table = nullptr;
};

} // namespace wattline::ui
