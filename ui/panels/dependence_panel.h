// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/partial_dependence.h"
#include "ui/panels/figure_panel.h"
#include "ui/session.h"
#include "ui/tables/fit_columns.h"
#include "ui/tasks/latest_task.h"

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureOrTable;
class SortedTable;

/// How the studied formula depends on each feature that it reads: a table of the features, the one that moves the
/// prediction most first, and the dependence on the chosen one as a plot over the training rows or as a table. The
/// chosen feature is the one selected on every page. Computed while it can be seen.
class DependencePanel : public FigurePanel {
    Q_OBJECT

public:
    explicit DependencePanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    using Dependences = std::vector<PartialDependence>;

    QWidget* buildFeatures();
    QWidget* buildDependence();
    void connectSession();
    void compute();
    void showDependences(std::shared_ptr<const StudiedFormula> studied, Dependences dependences);
    void fillFeatures();
    void showFeature();
    void drawFeature();
    const PartialDependence* chosen() const;

    Session& m_session;
    LatestTask m_task;
    std::shared_ptr<const StudiedFormula> m_computed; ///< what is on show, or being computed
    std::shared_ptr<const RegressionData> m_rows;     ///< over which the dependences are
    Dependences m_dependences;                        ///< the greatest swing first
    bool m_filling = false;                           ///< a row is chosen by us, not by somebody
    QStackedWidget* m_stack = nullptr;
    RowModel<DependenceRow>* m_featureModel = nullptr;
    SortedTable* m_features = nullptr;
    FigureView* m_view = nullptr;
    RowModel<DependencePlace>* m_placeModel = nullptr;
    SortedTable* m_places = nullptr;
    FigureOrTable* m_dependence = nullptr;
};

} // namespace wattline::ui
