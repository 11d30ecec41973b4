// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <QGraphicsScene>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wattline::ui {

class ExpressionNodeItem;

/// A formula as a tree, root on top. A click chooses a node; the arrow keys walk from the chosen one to its parent,
/// arguments and neighbour.
class ExpressionScene : public QGraphicsScene {
    Q_OBJECT

public:
    /// What the tool tip of a node says; asked for when the pointer comes to rest on it.
    using Describe = std::function<QString(std::size_t node)>;

    explicit ExpressionScene(QObject* parent = nullptr);

    void setExpression(const Expression& expression, const std::vector<std::string>& names, const QPalette& palette,
                       Describe describe);

    /// Marks a node, or none, without a signal.
    void setChosenNode(std::optional<std::size_t> node);
    std::optional<std::size_t> chosenNode() const { return m_chosen; }

    /// Where a node is drawn.
    QRectF rectOf(std::size_t node) const;

signals:
    void nodeChosen(std::size_t node);

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(std::size_t node);
    std::optional<std::size_t> neighbour(std::size_t node, int key) const;
    void addEdges(const Expression& expression, const QPalette& palette);

    std::vector<ExpressionNodeItem*> m_items;
    std::vector<std::vector<std::size_t>> m_arguments;
    std::vector<std::size_t> m_parents; ///< the root is its own
    std::optional<std::size_t> m_chosen;
};

} // namespace wattline::ui
