// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_panels.h"

#include "ui/pages/row_details.h"
#include "ui/panels/importance_panel.h"
#include "ui/panels/learning_curve_panel.h"
#include "ui/panels/method_errors_panel.h"
#include "ui/panels/method_residuals_panel.h"
#include "ui/panels/study_panel.h"
#include "ui/panels/transfer_panel.h"

#include <QTabWidget>

namespace wattline::ui {

ComparePanels::ComparePanels(Session& session, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent), m_tabs(new QTabWidget)
{
    m_tabs->setDocumentMode(true);
    addPanel(new MethodErrorsPanel(session), tr("Errors"));
    addPanel(new PredictedPanel(session), tr("Predicted"));
    addPanel(new MethodResidualsPanel(session), tr("Residuals"));
    m_ofComparison = m_tabs->count();
    addPanel(new ImportancePanel(session), tr("Importance"));
    addPanel(new TransferPanel(session), tr("Transfer"));
    addPanel(new StudyPanel(session), tr("Study"));
    addPanel(new LearningCurvePanel(session), tr("Learning Curve"));
    addWidget(m_tabs);
    addWidget(new RowDetails(session));
    setChildrenCollapsible(false);
    setStretchFactor(0, 1);
    setSizes({760, 260});
    connect(m_tabs, &QTabWidget::currentChanged, this, &ComparePanels::currentFigureChanged);
    const auto refresh = [this, &session] { enableComparison(session.comparison() != nullptr); };
    connect(&session, &Session::comparisonChanged, this, refresh);
    refresh();
}

void ComparePanels::enableComparison(bool any)
{
    if (m_tabs->isTabEnabled(0) == any)
        return;
    const int current = m_tabs->currentIndex();
    if (!any && current < m_ofComparison)
        m_before = current;
    for (int tab = 0; tab < m_ofComparison; ++tab)
        m_tabs->setTabEnabled(tab, any);
    if (any && current == m_ofComparison)
        m_tabs->setCurrentIndex(m_before);
    else if (current < m_ofComparison)
        m_tabs->setCurrentIndex(m_ofComparison);
}

void ComparePanels::addPanel(FigurePanel* panel, const QString& title)
{
    m_tabs->addTab(panel, title);
    connect(panel, &FigurePanel::currentFigureChanged, this, &ComparePanels::currentFigureChanged);
}

FigurePanel& ComparePanels::current() const
{
    return *qobject_cast<FigurePanel*>(m_tabs->currentWidget()); // each tab is one
}

} // namespace wattline::ui
