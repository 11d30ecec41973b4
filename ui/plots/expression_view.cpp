// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_view.h"

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
}

void ExpressionView::setExpression(const Expression& expression, const std::vector<std::string>& names,
                                   ExpressionScene::Describe describe)
{
    m_expression = expression;
    m_names = names;
    m_describe = std::move(describe);
    m_tree->setExpression(m_expression, m_names, palette(), m_describe);
    if (!m_zoomIsOwn)
        fit();
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
        centerOn(m_tree->rectOf(m_expression.nodes.size() - 1).center());
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
    if (event->type() == QEvent::PaletteChange && m_tree != nullptr) {
        const auto chosen = m_tree->chosenNode();
        m_tree->setExpression(m_expression, m_names, palette(), m_describe);
        m_tree->setChosenNode(chosen);
    }
}

} // namespace wattline::ui
