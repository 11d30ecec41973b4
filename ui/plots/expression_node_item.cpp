// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_node_item.h"

#include "ui/plots/expression_shading.h"
#include "ui/style/text.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr double PenRoom = 2.0; // the outline of a chosen node stays inside the bounding rectangle
constexpr double PileStep = 3.0;

} // namespace

ExpressionNodeItem::ExpressionNodeItem(Look look, const QPalette& palette)
    : m_look(std::move(look)), m_palette(palette), m_ground(contributionColour(m_look.strength.value_or(0.0), palette))
{
    m_font.setPixelSize(QFontInfo(m_font).pixelSize()); // points would change with what is painted on
    m_smallFont = m_font;
    m_smallFont.setPixelSize(std::max(1, qRound(0.85 * m_font.pixelSize())));
    const QFontMetricsF metrics(m_font);
    const QFontMetricsF small(m_smallFont);
    const double height = 1.5 * metrics.height() + (m_look.contribution.isEmpty() ? 0.0 : small.height());
    const double text = std::max(metrics.horizontalAdvance(firstLine()), small.horizontalAdvance(m_look.contribution));
    const double width = std::max(1.6 * metrics.height(), text + 1.2 * metrics.height());
    m_radius = m_look.isFunction ? 0.5 * std::min(height, 1.8 * metrics.height()) : 3.0;
    m_rect = QRectF(-width / 2.0, -height / 2.0, width, height).adjusted(-PenRoom, -PenRoom, PenRoom, PenRoom);
    setAcceptHoverEvents(true);
}

QString ExpressionNodeItem::firstLine() const
{
    if (m_look.collapsedNodes == 0)
        return m_look.label;
    return QObject::tr("%1 … %2 nodes").arg(m_look.label).arg(m_look.collapsedNodes);
}

void ExpressionNodeItem::setChosen(bool chosen)
{
    m_chosen = chosen;
    update();
}

void ExpressionNodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const QRectF shape = m_rect.adjusted(PenRoom, PenRoom, -PenRoom, -PenRoom);
    QColor outline = m_palette.color(QPalette::Text);
    outline.setAlphaF(0.7F);
    const QPen thin(outline, 1.0, m_look.contribution == numberText(NAN) ? Qt::DashLine : Qt::SolidLine);
    painter->setPen(thin);
    if (m_look.collapsedNodes > 0) {
        painter->setBrush(m_palette.color(QPalette::Base));
        painter->drawRoundedRect(shape.adjusted(0.0, PileStep, 0.0, 0.0), m_radius, m_radius);
    }
    const QRectF front = m_look.collapsedNodes > 0 ? shape.adjusted(0.0, 0.0, 0.0, -PileStep) : shape;
    painter->setBrush(m_ground);
    if (m_chosen)
        painter->setPen(QPen(m_palette.color(QPalette::Text), 3.0));
    painter->drawRoundedRect(front, m_radius, m_radius);
    painter->setPen(inkOn(m_ground));
    painter->setFont(m_font);
    if (m_look.contribution.isEmpty())
        return painter->drawText(front, Qt::AlignCenter, firstLine());
    const double split = front.top() + 0.55 * front.height();
    painter->drawText(QRectF(front.left(), front.top(), front.width(), split - front.top()),
                      Qt::AlignHCenter | Qt::AlignBottom, firstLine());
    painter->setFont(m_smallFont);
    painter->drawText(QRectF(front.left(), split, front.width(), front.bottom() - split),
                      Qt::AlignHCenter | Qt::AlignTop, m_look.contribution);
}

void ExpressionNodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent*)
{
    if (describe)
        setToolTip(describe());
}

} // namespace wattline::ui
