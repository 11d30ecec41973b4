// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/formula_work.h"

#include <QAction>
#include <QList>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace wattline::ui {

/// What can be done to the studied formula and to a node of it: the same actions in the window's menu, at the panel and
/// in the tree.
class FormulaActions : public QObject {
    Q_OBJECT

public:
    /// `window` is the parent of the dialog for one's own formula.
    FormulaActions(Session& session, QWidget* window);

    /// What the actions act on: the units on show, and the chosen node if there is one.
    void setTarget(FormulaUnits units, std::optional<std::size_t> node);

    /// In the order of a menu.
    QList<QAction*> actions() const;
    QAction* own() const { return m_own; }

private:
    QAction* add(const QString& text, const QString& toolTip, std::function<void()> act);
    void fillFunctions();
    void refresh();
    void onNode(const std::function<void(const FormulaPlace&)>& edit) const;

    Session& m_session;
    FormulaUnits m_units = FormulaUnits::Measured;
    std::optional<std::size_t> m_node;
    QAction* m_own = nullptr;
    QAction* m_simplify = nullptr;
    QAction* m_refit = nullptr;
    QAction* m_fold = nullptr;
    QAction* m_delete = nullptr;
    QAction* m_change = nullptr;
    QMenu* m_functions = nullptr;
};

} // namespace wattline::ui
