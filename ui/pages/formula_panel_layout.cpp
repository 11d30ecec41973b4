// SPDX-License-Identifier: GPL-3.0-or-later
// What the formula panel is put together from.
#include "ui/dialogs/export_dialog.h"
#include "ui/pages/empty_state.h"
#include "ui/pages/formula_actions.h"
#include "ui/pages/formula_panel.h"
#include "ui/plots/expression_legend.h"
#include "ui/plots/expression_view.h"
#include "ui/plots/formula_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>

namespace wattline::ui {

namespace {

constexpr double ZoomStep = 1.25;

QToolButton* toolButton(const QString& text, const QString& name)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    return button;
}

/// The view over a line with its zoom, and whatever buttons stand before that.
template <class View>
QWidget* zoomable(const QString& title, View* view, const QList<QToolButton*>& before = {})
{
    auto* smaller = toolButton(QStringLiteral("\u2212"), QObject::tr("Zoom Out: %1").arg(title));
    auto* larger = toolButton(QStringLiteral("+"), QObject::tr("Zoom In: %1").arg(title));
    auto* fit = toolButton(QObject::tr("Fit"), QObject::tr("Fit: %1").arg(title));
    QObject::connect(smaller, &QToolButton::clicked, view, [view] { view->zoomBy(1.0 / ZoomStep); });
    QObject::connect(larger, &QToolButton::clicked, view, [view] { view->zoomBy(ZoomStep); });
    QObject::connect(fit, &QToolButton::clicked, view, [view] { view->fit(); });
    auto* tools = new QHBoxLayout;
    for (QToolButton* button : before)
        tools->addWidget(button);
    tools->addStretch();
    for (QToolButton* button : {smaller, larger, fit})
        tools->addWidget(button);
    auto* whole = new QWidget;
    auto* layout = new QVBoxLayout(whole);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(view, 1);
    layout->addLayout(tools);
    return whole;
}

QPushButton* menuButton(const QString& text, QMenu* menu)
{
    auto* button = new QPushButton(text);
    menu->setParent(button, menu->windowFlags());
    button->setMenu(menu);
    return button;
}

} // namespace

void FormulaPanel::buildLayout()
{
    auto* full = new QWidget;
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins({});
    column->addWidget(buildHeader());
    column->addWidget(m_errors = new QLabel);
    column->addWidget(buildViews(), 1);
    column->addWidget(m_caption = new QLabel);
    for (QLabel* label : {m_errors, m_caption}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_errors->setAccessibleName(tr("Formula and its errors"));
    m_stack = new QStackedWidget;
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(full);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
}

QWidget* FormulaPanel::buildEmpty()
{
    auto* empty = new EmptyState(tr("There is no formula yet: start a search, or write one."), tr("Test Own Formula…"));
    QAction* own = m_actions->own();
    empty->setActionEnabled(own->isEnabled());
    connect(own, &QAction::changed, empty, [empty, own] { empty->setActionEnabled(own->isEnabled()); });
    connect(empty, &EmptyState::actionTriggered, own, &QAction::trigger);
    return empty;
}

QWidget* FormulaPanel::buildHeader()
{
    m_units = new QComboBox;
    m_units->addItem(tr("Features as measured"));
    m_units->addItem(tr("Features standardised"));
    m_units->setAccessibleName(tr("Units of the formula"));
    auto* edits = new QMenu;
    edits->setToolTipsVisible(true);
    edits->addActions(m_actions->actions());
    auto* copies = new QMenu;
    for (const Notation& notation : allNotations())
        copies->addAction(shown(std::string(notation.title)), this,
                          [this, &notation] { copyFormula(m_session, notation); });
    auto* print = new QPushButton(tr("E&xport…"));
    print->setToolTip(tr("Write the formula or the tree on show as a figure"));
    connect(print, &QPushButton::clicked, this, [this] {
        if (const std::optional<PaperDrawing> drawing = currentDrawing())
            exportByDialog(m_session, *drawing, window());
    });
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins({});
    row->addWidget(m_units);
    row->addStretch();
    row->addWidget(menuButton(tr("E&dit Formula"), edits));
    row->addWidget(menuButton(tr("Copy Formula As"), copies));
    row->addWidget(print);
    return header;
}

QWidget* FormulaPanel::buildTree()
{
    m_tree = new ExpressionView;
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->addActions(m_actions->actions());
    m_legend = new ExpressionLegend;
    auto* expand = toolButton(tr("Expand All"), tr("Open every collapsed part of the tree"));
    auto* collapse = toolButton(tr("Collapse"), tr("Collapse the smaller parts of a large tree"));
    connect(expand, &QToolButton::clicked, m_tree->tree(), &ExpressionScene::expandAll);
    connect(collapse, &QToolButton::clicked, m_tree, [this] {
        m_tree->tree()->collapseToReadable();
        m_tree->fit();
    });
    QWidget* whole = zoomable(tr("Tree"), m_tree, {expand, collapse});
    qobject_cast<QVBoxLayout*>(whole->layout())->insertWidget(1, m_legend);
    return whole;
}

QWidget* FormulaPanel::buildViews()
{
    m_mathematics = new FormulaView;
    m_nodeModel = new RowModel<NodeRow>(nodeColumns({}), this);
    m_nodes = new SortedTable(m_nodeModel);
    m_nodes->setAccessibleName(tr("Nodes of the formula"));
    m_nodes->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_nodes->addActions(m_actions->actions());
    m_card = new QTextBrowser;
    m_card->setAccessibleName(tr("Formula card"));
    m_card->setTabChangesFocus(true);
    m_text = new QPlainTextEdit;
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Formula as text"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_views = new QTabWidget;
    m_views->addTab(zoomable(tr("Formula"), m_mathematics), tr("Formula"));
    m_views->addTab(buildTree(), tr("Tree"));
    m_views->addTab(m_nodes, tr("Nodes"));
    m_views->addTab(m_card, tr("Card"));
    m_views->addTab(m_text, tr("Text"));
    return m_views;
}

} // namespace wattline::ui
