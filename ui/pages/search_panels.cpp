// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_panels.h"

#include "ui/panels/dependence_panel.h"
#include "ui/panels/fit_panel.h"
#include "ui/panels/front_panel.h"

#include <QTabWidget>

namespace wattline::ui {

namespace {

QTabWidget* tabsOf(std::initializer_list<std::pair<QWidget*, QString>> pages)
{
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    for (const auto& [page, title] : pages)
        tabs->addTab(page, title);
    return tabs;
}

} // namespace

SearchPanels::SearchPanels(Session& session, QWidget* progress, QWidget* formula, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
{
    auto* front = new FrontPanel(session);
    auto* fit = new FitPanel(session);
    auto* dependence = new DependencePanel(session);
    addWidget(tabsOf({{progress, tr("Progress")}, {front, tr("Candidates")}}));
    addWidget(tabsOf({{formula, tr("Formula")}, {fit, tr("Fit")}, {dependence, tr("Dependence")}}));
    setChildrenCollapsible(false);
    setStretchFactor(0, 2);
    setStretchFactor(1, 3);
    setSizes({420, 560});
    for (QWidget* panel : {static_cast<QWidget*>(front), progress, formula, static_cast<QWidget*>(fit),
                           static_cast<QWidget*>(dependence)})
        m_inFocus.watch(panel);
    for (FigurePanel* panel :
         {static_cast<FigurePanel*>(front), static_cast<FigurePanel*>(fit), static_cast<FigurePanel*>(dependence)})
        connect(panel, &FigurePanel::currentFigureChanged, this, &SearchPanels::currentFigureChanged);
    connect(&m_inFocus, &PanelInFocus::changed, this, &SearchPanels::currentFigureChanged);
}

FigurePanel* SearchPanels::panelInFocus() const
{
    return qobject_cast<FigurePanel*>(m_inFocus.current());
}

} // namespace wattline::ui
