// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_scene.h"

#include "ui/plots/expression_node_item.h"
#include "ui/plots/tree_layout.h"
#include "ui/style/palette.h"

#include <QGraphicsPathItem>
#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr double NodeGap = 14.0;
constexpr double LevelHeights = 2.2; // distance of levels, in heights of a node
constexpr double SceneMargin = 16.0;

} // namespace

ExpressionScene::ExpressionScene(QObject* parent) : QGraphicsScene(parent) {}

void ExpressionScene::setExpression(const Expression& expression, const std::vector<std::string>& names,
                                    const QPalette& palette, Describe describe)
{
    clear();
    m_items.clear();
    m_arguments.clear();
    m_chosen.reset();
    m_parents.assign(expression.nodes.size(), expression.nodes.empty() ? 0 : expression.nodes.size() - 1);
    if (!isWellFormed(expression))
        return setSceneRect({});
    std::vector<TreeLayoutNode> nodes;
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        m_arguments.push_back(argumentsOf(expression, i));
        for (std::size_t argument : m_arguments.back())
            m_parents[argument] = i;
        m_items.push_back(new ExpressionNodeItem(expression.nodes[i], names, palette));
        m_items.back()->describe = [describe, i] { return describe(i); };
        nodes.push_back({m_items.back()->boundingRect().width(), m_arguments.back()});
    }
    const std::vector<TreePosition> positions = tidyTree(nodes, NodeGap);
    const double levelHeight = LevelHeights * m_items.front()->boundingRect().height();
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        m_items[i]->setPos(positions[i].x, static_cast<double>(positions[i].level) * levelHeight);
        addItem(m_items[i]);
    }
    addEdges(expression, palette);
    setSceneRect(itemsBoundingRect().adjusted(-SceneMargin, -SceneMargin, SceneMargin, SceneMargin));
}

void ExpressionScene::addEdges(const Expression& expression, const QPalette& palette)
{
    QPainterPath path;
    for (std::size_t i = 0; i + 1 < expression.nodes.size(); ++i) {
        const QRectF parent = rectOf(m_parents[i]);
        const QRectF child = rectOf(i);
        path.moveTo(parent.center().x(), parent.bottom());
        path.lineTo(child.center().x(), child.top());
    }
    QColor ink = palette.color(QPalette::Text);
    ink.setAlphaF(0.55F);
    addPath(path, QPen(ink, 1.2))->setZValue(-1.0);
}

QRectF ExpressionScene::rectOf(std::size_t node) const
{
    return m_items.at(node)->sceneBoundingRect();
}

void ExpressionScene::setChosenNode(std::optional<std::size_t> node)
{
    if (m_chosen)
        m_items[*m_chosen]->setChosen(false);
    m_chosen = node && *node < m_items.size() ? node : std::nullopt;
    if (m_chosen)
        m_items[*m_chosen]->setChosen(true);
}

void ExpressionScene::choose(std::size_t node)
{
    setChosenNode(node);
    emit nodeChosen(node);
}

void ExpressionScene::mousePressEvent(QGraphicsSceneMouseEvent* event)
{
    const auto* item = dynamic_cast<ExpressionNodeItem*>(itemAt(event->scenePos(), {}));
    const auto found = std::find(m_items.begin(), m_items.end(), item);
    if (item == nullptr || found == m_items.end() || event->button() != Qt::LeftButton)
        return QGraphicsScene::mousePressEvent(event);
    choose(static_cast<std::size_t>(found - m_items.begin()));
    event->accept();
}

void ExpressionScene::keyPressEvent(QKeyEvent* event)
{
    if (m_items.empty())
        return QGraphicsScene::keyPressEvent(event);
    if (const auto next = neighbour(m_chosen.value_or(m_items.size() - 1), event->key())) {
        choose(m_chosen ? *next : m_items.size() - 1);
        return event->accept();
    }
    QGraphicsScene::keyPressEvent(event);
}

/// The node that an arrow key leads to; the node itself at the edge of the tree, nothing for any other key.
std::optional<std::size_t> ExpressionScene::neighbour(std::size_t node, int key) const
{
    const std::vector<std::size_t>& siblings = m_arguments[m_parents[node]];
    switch (key) {
    case Qt::Key_Up:
        return m_parents[node];
    case Qt::Key_Down:
        return m_arguments[node].empty() ? node : m_arguments[node].front();
    case Qt::Key_Left:
        return m_parents[node] == node ? node : siblings.front();
    case Qt::Key_Right:
        return m_parents[node] == node ? node : siblings.back();
    default:
        return {};
    }
}

} // namespace wattline::ui
