// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_scene.h"

#include "core/expression/edit.h"
#include "ui/plots/expression_node_item.h"
#include "ui/plots/expression_shading.h"
#include "ui/plots/expression_text.h"
#include "ui/plots/tree_layout.h"

#include <QGraphicsPathItem>
#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr double NodeGap = 10.0;
constexpr double LevelHeights = 1.6; // distance of levels, in heights of a node
constexpr double SceneMargin = 16.0;
constexpr std::size_t ReadableNodes = 60;

} // namespace

ExpressionScene::ExpressionScene(QObject* parent) : QGraphicsScene(parent) {}

void ExpressionScene::setTree(ShownTree tree, const QPalette& palette)
{
    m_tree = std::move(tree);
    m_palette = palette;
    m_chosen.reset();
    m_arguments.clear();
    m_parents.clear();
    m_collapsed.clear();
    if (isWellFormed(m_tree.expression)) {
        for (std::size_t i = 0; i < m_tree.expression.nodes.size(); ++i)
            m_arguments.push_back(argumentsOf(m_tree.expression, i));
        m_parents = parentsOf(m_tree.expression);
        m_collapsed = collapsedFor(m_tree.expression, ReadableNodes);
    }
    rebuild();
}

void ExpressionScene::setContributions(std::optional<FormulaContributions> contributions)
{
    m_tree.contributions = std::move(contributions);
    rebuild();
}

void ExpressionScene::setPalette(const QPalette& palette)
{
    m_palette = palette;
    rebuild();
}

void ExpressionScene::setCollapsedNodes(std::set<std::size_t> nodes)
{
    m_collapsed = std::move(nodes);
    if (m_chosen && !isVisible(*m_chosen)) {
        while (!isVisible(*m_chosen))
            m_chosen = m_parents[*m_chosen];
        emit nodeChosen(*m_chosen);
    }
    rebuild();
}

void ExpressionScene::collapseToReadable()
{
    setCollapsedNodes(collapsedFor(m_tree.expression, ReadableNodes));
}

void ExpressionScene::expandAll()
{
    setCollapsedNodes({});
}

bool ExpressionScene::isVisible(std::size_t node) const
{
    for (; m_parents[node] != node; node = m_parents[node]) {
        if (isCollapsed(m_parents[node]))
            return false;
    }
    return true;
}

void ExpressionScene::rebuild()
{
    clear();
    m_items.assign(m_parents.size(), nullptr);
    if (m_parents.empty())
        return setSceneRect({});
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (isVisible(i))
            m_items[i] = makeItem(i);
    }
    placeItems();
    addEdges();
    if (m_chosen)
        m_items[*m_chosen]->setChosen(true);
    setSceneRect(itemsBoundingRect().adjusted(-SceneMargin, -SceneMargin, SceneMargin, SceneMargin));
}

ExpressionNodeItem* ExpressionScene::makeItem(std::size_t node) const
{
    ExpressionNodeItem::Look look;
    look.label = nodeLabel(m_tree.expression.nodes[node], m_tree.names);
    look.isFunction = !m_arguments[node].empty();
    if (isCollapsed(node))
        look.collapsedNodes = node + 1 - subtreeBegin(m_tree.expression, node);
    if (m_tree.contributions) {
        const ContributionScale scale(*m_tree.contributions, m_tree.targetUnit);
        const double change = m_tree.contributions->nodes.at(node).change;
        look.contribution = scale.text(change);
        look.strength = scale.strength(change);
    }
    auto* item = new ExpressionNodeItem(std::move(look), m_palette);
    item->describe = [describe = m_tree.describe, node] { return describe ? describe(node) : QString(); };
    return item;
}

/// Only what is seen takes part in the layout: a collapsed node is a leaf there.
void ExpressionScene::placeItems()
{
    std::vector<TreeLayoutNode> nodes;
    std::vector<std::size_t> places(m_items.size());
    std::vector<ExpressionNodeItem*> seen;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i] == nullptr)
            continue;
        TreeLayoutNode node{m_items[i]->boundingRect().width(), {}};
        for (std::size_t argument : m_arguments[i]) {
            if (!isCollapsed(i))
                node.children.push_back(places[argument]);
        }
        places[i] = nodes.size();
        nodes.push_back(std::move(node));
        seen.push_back(m_items[i]);
    }
    const std::vector<TreePosition> positions = tidyTree(nodes, NodeGap);
    const double levelHeight = LevelHeights * m_items.back()->boundingRect().height();
    for (std::size_t i = 0; i < seen.size(); ++i) {
        seen[i]->setPos(positions[i].x, static_cast<double>(positions[i].level) * levelHeight);
        addItem(seen[i]);
    }
}

void ExpressionScene::addEdges()
{
    QPainterPath path;
    for (std::size_t i = 0; i + 1 < m_items.size(); ++i) {
        if (m_items[i] == nullptr)
            continue;
        const QRectF parent = rectOf(m_parents[i]);
        const QRectF child = rectOf(i);
        path.moveTo(parent.center().x(), parent.bottom());
        path.lineTo(child.center().x(), child.top());
    }
    QColor ink = m_palette.color(QPalette::Text);
    ink.setAlphaF(0.55F);
    addPath(path, QPen(ink, 1.2))->setZValue(-1.0);
}

QRectF ExpressionScene::rectOf(std::size_t node) const
{
    while (m_items.at(node) == nullptr)
        node = m_parents[node];
    return m_items[node]->sceneBoundingRect();
}

void ExpressionScene::setChosenNode(std::optional<std::size_t> node)
{
    if (m_chosen)
        m_items[*m_chosen]->setChosen(false);
    m_chosen = node && *node < m_items.size() ? node : std::nullopt;
    if (!m_chosen)
        return;
    if (isVisible(*m_chosen))
        return m_items[*m_chosen]->setChosen(true);
    for (std::size_t hidden = *m_chosen; m_parents[hidden] != hidden; hidden = m_parents[hidden])
        m_collapsed.erase(m_parents[hidden]);
    rebuild();
}

void ExpressionScene::choose(std::size_t node)
{
    setChosenNode(node);
    emit nodeChosen(node);
}

void ExpressionScene::toggle(std::size_t node)
{
    if (m_arguments[node].empty())
        return;
    std::set<std::size_t> collapsed = m_collapsed;
    if (collapsed.erase(node) == 0)
        collapsed.insert(node);
    setCollapsedNodes(std::move(collapsed));
}

std::optional<std::size_t> ExpressionScene::nodeAt(const QPointF& place) const
{
    const auto* item = dynamic_cast<ExpressionNodeItem*>(itemAt(place, {}));
    const auto found = std::find(m_items.begin(), m_items.end(), item);
    if (item == nullptr || found == m_items.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_items.begin());
}

void ExpressionScene::mousePressEvent(QGraphicsSceneMouseEvent* event)
{
    const auto node = nodeAt(event->scenePos());
    const bool chooses = event->button() == Qt::LeftButton || event->button() == Qt::RightButton; // for the menu
    if (!node || !chooses)
        return QGraphicsScene::mousePressEvent(event);
    choose(*node);
    event->accept();
}

void ExpressionScene::mouseDoubleClickEvent(QGraphicsSceneMouseEvent* event)
{
    const auto node = nodeAt(event->scenePos());
    if (!node || event->button() != Qt::LeftButton)
        return QGraphicsScene::mouseDoubleClickEvent(event);
    toggle(*node);
    event->accept();
}

void ExpressionScene::keyPressEvent(QKeyEvent* event)
{
    if (m_items.empty())
        return QGraphicsScene::keyPressEvent(event);
    if (event->key() == Qt::Key_Space && m_chosen) {
        toggle(*m_chosen);
        return event->accept();
    }
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
        return m_arguments[node].empty() || isCollapsed(node) ? node : m_arguments[node].front();
    case Qt::Key_Left:
        return m_parents[node] == node ? node : siblings.front();
    case Qt::Key_Right:
        return m_parents[node] == node ? node : siblings.back();
    default:
        return {};
    }
}

} // namespace wattline::ui
