// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/formula_actions.h"

#include "core/expression/edit.h"
#include "ui/dialogs/own_formula_dialog.h"
#include "ui/plots/expression_text.h"

#include <QMenu>
#include <QWidget>

namespace wattline::ui {

FormulaActions::FormulaActions(Session& session, QWidget* window)
    : QObject(window), m_session(session), m_functions(new QMenu(window))
{
    m_own = add(tr("&Test Own Formula…"), tr("Write a formula, or change this one as text, and see its errors"),
                [&session, window] { writeOwnFormula(session, window); });
    m_own->setShortcut(QKeySequence(tr("Ctrl+T")));
    m_simplify = add(tr("Si&mplify"), tr("Make the formula shorter without changing what it predicts"),
                     [this] { simplifyStudied(m_session, m_units); });
    m_refit = add(tr("&Refit Constants"), tr("Fit the constants anew to the training rows"),
                  [this] { refitStudied(m_session, m_units); });
    m_fold = add(tr("&Fold Node"), tr("Put the node's median over the training rows in its place"),
                 [this] { onNode([this](const FormulaPlace& place) { foldNode(m_session, place); }); });
    m_delete = add(tr("&Delete Node"), tr("Leave the node out; a function of one argument leaves its argument"),
                   [this] { onNode([this](const FormulaPlace& place) { deleteNode(m_session, place); }); });
    m_delete->setShortcut(QKeySequence::Delete);
    m_delete->setShortcutContext(Qt::WidgetShortcut); // of the tree and the table of nodes
    m_change = add(tr("&Change Function"), tr("Put another function of as many arguments in its place"), {});
    m_functions->setTitle(m_change->text());
    m_change->setMenu(m_functions);
    for (const auto changed : {&Session::studiedChanged, &Session::searchChanged, &Session::choiceChanged})
        connect(&m_session, changed, this, &FormulaActions::refresh);
    refresh();
}

QAction* FormulaActions::add(const QString& text, const QString& toolTip, std::function<void()> act)
{
    auto* action = new QAction(text, this);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    if (act)
        connect(action, &QAction::triggered, this, std::move(act));
    return action;
}

QList<QAction*> FormulaActions::actions() const
{
    return {m_own, m_simplify, m_refit, m_fold, m_delete, m_change};
}

void FormulaActions::setTarget(FormulaUnits units, std::optional<std::size_t> node)
{
    m_units = units;
    m_node = node;
    refresh();
    fillFunctions();
}

void FormulaActions::onNode(const std::function<void(const FormulaPlace&)>& edit) const
{
    if (m_node)
        edit({m_units, *m_node});
}

void FormulaActions::fillFunctions()
{
    m_functions->clear();
    if (!m_node || !m_session.studied())
        return;
    const Expression expression = inUnits(*m_session.studied(), m_units).formula;
    if (*m_node >= expression.nodes.size())
        return;
    for (const Op function : functionsInPlaceOf(expression.nodes[*m_node].op))
        m_functions->addAction(nodeLabel({function}, {}), this, [this, function] {
            onNode([this, function](const FormulaPlace& place) { changeFunction(m_session, place, function); });
        });
    m_change->setEnabled(!m_functions->isEmpty());
}

void FormulaActions::refresh()
{
    const bool studied = m_session.studied() != nullptr;
    m_own->setEnabled(studied || m_session.search().train || m_session.learningData());
    for (QAction* action : {m_simplify, m_refit})
        action->setEnabled(studied);
    for (QAction* action : {m_fold, m_delete})
        action->setEnabled(studied && m_node);
    m_change->setEnabled(studied && m_node && !m_functions->isEmpty());
}

} // namespace wattline::ui
