// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_panels.h"

#include "ui/pages/row_details.h"
#include "ui/panels/learning_curve_panel.h"
#include "ui/panels/method_errors_panel.h"
#include "ui/panels/method_residuals_panel.h"

#include <QScrollArea>
#include <QTabWidget>

namespace wattline::ui {

ComparePanels::ComparePanels(Session& session, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent), m_tabs(new QTabWidget)
{
    m_tabs->setDocumentMode(true);
    addPanel(new MethodErrorsPanel(session), tr("Errors"));
    addPanel(new PredictedPanel(session), tr("Predicted"));
    addPanel(new MethodResidualsPanel(session), tr("Residuals"));
    addPanel(new LearningCurvePanel(session), tr("Learning Curve"));
    auto* details = new QScrollArea;
    details->setWidgetResizable(true);
    details->setWidget(new RowDetails(session));
    addWidget(m_tabs);
    addWidget(details);
    setChildrenCollapsible(false);
    setStretchFactor(0, 1);
    setSizes({760, 260});
    connect(m_tabs, &QTabWidget::currentChanged, this, &ComparePanels::currentFigureChanged);
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
