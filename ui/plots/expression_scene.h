// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/formula_analysis.h"

#include <QGraphicsScene>
#include <QPalette>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wattline::ui {

class ExpressionNodeItem;

/// A formula as a tree shows it.
struct ShownTree {
    Expression expression;
    std::vector<std::string> names;
    std::optional<FormulaContributions> contributions = {}; ///< what colours the nodes; none while it is not known
    QString targetUnit = {};                                ///< of absolute errors among them
    /// What the tool tip of a node says; asked for when the pointer comes to rest on it.
    std::function<QString(std::size_t node)> describe = {};
};

/// A formula as a tree, root on top. A click chooses a node; the arrow keys walk from the chosen one to its parent,
/// arguments and neighbour. A double click or the space bar collapses a subtree into one node and opens it again; of a
/// large formula the smaller subtrees are collapsed at first.
class ExpressionScene : public QGraphicsScene {
    Q_OBJECT

public:
    explicit ExpressionScene(QObject* parent = nullptr);

    void setTree(ShownTree tree, const QPalette& palette);
    const ShownTree& shown() const { return m_tree; }
    void setContributions(std::optional<FormulaContributions> contributions);
    void setPalette(const QPalette& palette);

    /// Marks a node, or none, without a signal; opens what hides it.
    void setChosenNode(std::optional<std::size_t> node);
    std::optional<std::size_t> chosenNode() const { return m_chosen; }

    bool isCollapsed(std::size_t node) const { return m_collapsed.count(node) > 0; }
    const std::set<std::size_t>& collapsedNodes() const { return m_collapsed; }
    void setCollapsedNodes(std::set<std::size_t> nodes);
    /// Collapses the smaller subtrees of a large formula, or nothing of a small one.
    void collapseToReadable();
    void expandAll();

    /// Whether no collapsed node stands for it.
    bool isVisible(std::size_t node) const;
    /// Where a node is drawn, or the collapsed one that stands for it.
    QRectF rectOf(std::size_t node) const;

signals:
    void nodeChosen(std::size_t node);

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseDoubleClickEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rebuild();
    void placeItems();
    void addEdges();
    ExpressionNodeItem* makeItem(std::size_t node) const;
    std::optional<std::size_t> nodeAt(const QPointF& place) const;
    void choose(std::size_t node);
    void toggle(std::size_t node);
    std::optional<std::size_t> neighbour(std::size_t node, int key) const;

    ShownTree m_tree;
    QPalette m_palette;
    std::vector<ExpressionNodeItem*> m_items; ///< null for what a collapsed node hides
    std::vector<std::vector<std::size_t>> m_arguments;
    std::vector<std::size_t> m_parents; ///< the root is its own
    std::set<std::size_t> m_collapsed;
    std::optional<std::size_t> m_chosen;
};

/// Which subtrees to collapse so that about so many nodes are seen: the largest are opened first.
std::set<std::size_t> collapsedFor(const Expression& expression, std::size_t seenNodes);

} // namespace wattline::ui
