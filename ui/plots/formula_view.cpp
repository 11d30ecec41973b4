// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/formula_view.h"

#include "ui/style/palette.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr double Margin = 12.0;
constexpr double ZoomStep = 1.2;
constexpr double ReadableZoom = 0.75;
constexpr double SmallestZoom = 0.2;
constexpr double LargestZoom = 5.0;

QFont formulaFont(const QFont& base)
{
    QFont font = base;
    font.setPointSizeF(1.3 * std::max(base.pointSizeF(), 8.0));
    return font;
}

} // namespace

FormulaView::FormulaView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Formula"));
    viewport()->setAutoFillBackground(true);
    viewport()->setBackgroundRole(QPalette::Base);
}

void FormulaView::setFormula(const Expression& expression, const std::vector<std::string>& names)
{
    m_expression = expression;
    m_names = names;
    m_marked.reset();
    if (m_zoomIsOwn)
        setZoom(m_zoom);
    else
        fit();
    viewport()->update();
}

void FormulaView::layOut(double zoom)
{
    FormulaSetting setting;
    setting.width = (viewport()->width() - 2.0 * Margin) / zoom;
    m_layout = layoutFormula(m_expression, m_names, formulaFont(font()), setting);
}

void FormulaView::setMarkedNode(std::optional<std::size_t> node)
{
    m_marked = node && *node < m_layout.nodeRects.size() ? node : std::nullopt;
    viewport()->update();
}

void FormulaView::zoomBy(double factor)
{
    m_zoomIsOwn = true;
    setZoom(m_zoom * factor);
}

void FormulaView::fit()
{
    m_zoomIsOwn = false;
    constexpr double LargestFit = 2.0;
    const auto fitting = [this] {
        const double across = (viewport()->width() - 2.0 * Margin) / m_layout.size.width();
        const double down = (viewport()->height() - 2.0 * Margin) / m_layout.size.height();
        return std::min(across, down);
    };
    // In one line where that is readable, else in lines of normal size, else as small as can be read.
    for (const double zoom : {LargestFit, 1.0, ReadableZoom}) {
        layOut(zoom);
        if (m_layout.size.isEmpty())
            break;
        if (const double largest = fitting(); largest >= std::min(zoom, 1.0))
            return setZoom(std::min(largest, zoom));
    }
    setZoom(ReadableZoom);
}

void FormulaView::setZoom(double zoom)
{
    m_zoom = std::clamp(zoom, SmallestZoom, LargestZoom);
    if (m_zoomIsOwn)
        layOut(m_zoom);
    updateScrollBars();
    viewport()->update();
}

void FormulaView::updateScrollBars()
{
    const QSizeF whole = m_layout.size * m_zoom + QSizeF(2.0 * Margin, 2.0 * Margin);
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(whole.width())) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(20);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(std::ceil(whole.height())) - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(20);
}

/// Where the layout's corner lies in the viewport: to the left, in the middle of the height where there is room.
QPointF FormulaView::origin() const
{
    const double free = viewport()->height() - m_layout.size.height() * m_zoom;
    return {Margin - horizontalScrollBar()->value(), std::max(Margin, free / 2.0) - verticalScrollBar()->value()};
}

void FormulaView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate(origin());
    painter.scale(m_zoom, m_zoom);
    if (m_marked) {
        QColor shade = palette().color(QPalette::Highlight);
        shade.setAlphaF(0.3F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(shade);
        painter.drawRoundedRect(m_layout.nodeRects[*m_marked].adjusted(-2, -1, 2, 1), 3, 3);
    }
    painter.setPen(palette().color(QPalette::Text));
    painter.setBrush(Qt::NoBrush);
    paintFormula(painter, m_layout);
}

void FormulaView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (m_zoomIsOwn)
        setZoom(m_zoom);
    else
        fit();
}

void FormulaView::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    zoomBy(std::pow(ZoomStep, event->angleDelta().y() / 120.0));
    event->accept();
}

void FormulaView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QAbstractScrollArea::mousePressEvent(event);
    if (const auto node = m_layout.nodeAt((event->position() - origin()) / m_zoom))
        emit nodeClicked(*node);
}

void FormulaView::mouseReleaseEvent(QMouseEvent* event)
{
    event->setAccepted(event->button() == Qt::LeftButton); // the end of a click that was taken
}

void FormulaView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
        return zoomBy(ZoomStep);
    case Qt::Key_Minus:
        return zoomBy(1.0 / ZoomStep);
    case Qt::Key_0:
        return fit();
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void FormulaView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setFormula(m_expression, m_names);
}

} // namespace wattline::ui
