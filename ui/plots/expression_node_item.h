// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <QFont>
#include <QGraphicsItem>
#include <QPalette>
#include <functional>
#include <string>
#include <vector>

namespace wattline::ui {

/// One node of an expression tree, centred on its position: functions as ovals, variables and constants as boxes, each
/// kind in a colour and a shape of its own.
class ExpressionNodeItem : public QGraphicsItem {
public:
    ExpressionNodeItem(const Node& node, const std::vector<std::string>& names, const QPalette& palette);

    /// The tool tip's text, asked for when the pointer arrives.
    std::function<QString()> describe;

    void setChosen(bool chosen);

    QRectF boundingRect() const override { return m_rect; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;

private:
    QString m_label;
    QFont m_font;
    QPalette m_palette;
    QColor m_outline;
    double m_radius = 0.0;
    QRectF m_rect;
    bool m_chosen = false;
};

} // namespace wattline::ui
