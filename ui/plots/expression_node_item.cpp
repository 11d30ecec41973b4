// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_node_item.h"

#include "core/expression/names.h"
#include "ui/style/palette.h"
#include "ui/style/text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace wattline::ui {

namespace {

constexpr double PenRoom = 2.0; // the outline of a chosen node stays inside the bounding rectangle

QString labelOf(const Node& node, const std::vector<std::string>& names)
{
    switch (node.op) {
    case Op::Constant:
        return numberText(node.constant, 4).replace(QLatin1Char('-'), QStringLiteral("\u2212"));
    case Op::Variable:
        return node.variable < names.size() ? shown(names[node.variable]) : QStringLiteral("X%1").arg(node.variable);
    case Op::Add:
        return QStringLiteral("+");
    case Op::Sub:
        return QStringLiteral("\u2212");
    case Op::Mul:
        return QStringLiteral("×");
    case Op::ProtectedDiv:
    case Op::Div:
        return QStringLiteral("÷");
    case Op::Pow:
        return QStringLiteral("^");
    default:
        return QString::fromLatin1(nameOf(node.op).data(), static_cast<qsizetype>(nameOf(node.op).size()));
    }
}

int colourOf(Op op)
{
    if (op == Op::Variable)
        return 2;
    return op == Op::Constant ? 4 : 0;
}

} // namespace

ExpressionNodeItem::ExpressionNodeItem(const Node& node, const std::vector<std::string>& names, const QPalette& palette)
    : m_label(labelOf(node, names)), m_palette(palette), m_outline(seriesColour(colourOf(node.op), groundOf(palette)))
{
    const QFontMetricsF metrics(m_font);
    const double height = 1.6 * metrics.height();
    const double width = std::max(height, metrics.horizontalAdvance(m_label) + 1.2 * metrics.height());
    m_radius = arityOf(node.op) > 0 ? height / 2.0 : 3.0;
    m_rect = QRectF(-width / 2.0, -height / 2.0, width, height);
    setAcceptHoverEvents(true);
}

void ExpressionNodeItem::setChosen(bool chosen)
{
    m_chosen = chosen;
    update();
}

void ExpressionNodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const QRectF shape = m_rect.adjusted(PenRoom, PenRoom, -PenRoom, -PenRoom);
    QColor fill = m_outline;
    fill.setAlphaF(m_chosen ? 0.45F : 0.12F);
    painter->setPen(QPen(m_outline, m_chosen ? 3.0 : 1.4));
    painter->setBrush(fill);
    painter->drawRoundedRect(shape, m_radius, m_radius);
    painter->setPen(m_palette.color(QPalette::Text));
    painter->setFont(m_font);
    painter->drawText(m_rect, Qt::AlignCenter, m_label);
}

void ExpressionNodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent*)
{
    if (describe)
        setToolTip(describe());
}

} // namespace wattline::ui
