// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_view.h"

#include <QAccessible>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr double ZoomStep = 1.2;
constexpr double SmallestZoom = 0.05;
constexpr double LargestZoom = 5.0;

} // namespace

ExpressionView::ExpressionView(QWidget* parent) : QGraphicsView(parent), m_tree(new ExpressionScene(this))
{
    setScene(m_tree);
    setAccessibleName(tr("Expression tree"));
    setRenderHint(QPainter::Antialiasing);
    setDragMode(QGraphicsView::ScrollHandDrag);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    connect(m_tree, &ExpressionScene::nodeChosen, this, [this](std::size_t node) {
        ensureVisible(m_tree->rectOf(node));
        tellChosen();
    });
}

void ExpressionView::setTree(ShownTree tree)
{
    m_tree->setTree(std::move(tree), palette());
    if (!m_zoomIsOwn)
        fit();
    tellChosen();
}

void ExpressionView::setChosenNode(std::optional<std::size_t> node)
{
    if (node == m_tree->chosenNode())
        return;
    m_tree->setChosenNode(node);
    if (m_tree->chosenNode())
        ensureVisible(m_tree->rectOf(*m_tree->chosenNode()));
    tellChosen();
}

void ExpressionView::tellChosen()
{
    const auto node = m_tree->chosenNode();
    const ShownTree& tree = m_tree->shown();
    setAccessibleDescription(node && tree.describe ? tree.describe(*node) : tr("No node is chosen."));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void ExpressionView::zoomBy(double factor)
{
    m_zoomIsOwn = true;
    const double zoom = std::clamp(transform().m11() * factor, SmallestZoom, LargestZoom);
    scale(zoom / transform().m11(), zoom / transform().m11());
}

void ExpressionView::fit()
{
    constexpr double ReadableZoom = 0.65;
    m_zoomIsOwn = false;
    if (m_tree->sceneRect().isEmpty())
        return;
    fitInView(m_tree->sceneRect(), Qt::KeepAspectRatio);
    const double zoom = std::clamp(transform().m11(), ReadableZoom, 1.0);
    setTransform(QTransform::fromScale(zoom, zoom));
    if (zoom == ReadableZoom)
        centerOn(m_tree->rectOf(m_tree->shown().expression.nodes.size() - 1).center());
}

void ExpressionView::wheelEvent(QWheelEvent* event)
{
    zoomBy(std::pow(ZoomStep, event->angleDelta().y() / 120.0));
    event->accept();
}

void ExpressionView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
        return zoomBy(ZoomStep);
    case Qt::Key_Minus:
        return zoomBy(1.0 / ZoomStep);
    case Qt::Key_0:
        return fit();
    default:
        QGraphicsView::keyPressEvent(event);
    }
}

void ExpressionView::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    if (!m_zoomIsOwn)
        fit();
}

void ExpressionView::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_tree != nullptr)
        m_tree->setPalette(palette());
}

} // namespace wattline::ui
