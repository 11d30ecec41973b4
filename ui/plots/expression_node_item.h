// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QGraphicsItem>
#include <QPalette>
#include <functional>
#include <optional>

namespace wattline::ui {

/// One node of an expression tree, centred on its position: functions as ovals, variables and constants as boxes; its
/// ground and the second line say what it contributes. A node whose subtree is collapsed stands on a pile.
class ExpressionNodeItem : public QGraphicsItem {
public:
    struct Look {
        QString label;
        QString contribution = {};           ///< empty: not known
        std::optional<double> strength = {}; ///< of the colour, -1 to 1
        bool isFunction = false;
        std::size_t collapsedNodes = 0; ///< in the subtree that it stands for
    };

    ExpressionNodeItem(Look look, const QPalette& palette);

    /// The tool tip's text, asked for when the pointer arrives.
    std::function<QString()> describe;

    void setChosen(bool chosen);
    const Look& look() const { return m_look; }

    QRectF boundingRect() const override { return m_rect; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;

private:
    QString firstLine() const;

    Look m_look;
    QFont m_font;
    QFont m_smallFont;
    QPalette m_palette;
    QColor m_ground;
    double m_radius = 0.0;
    QRectF m_rect;
    bool m_chosen = false;
};

} // namespace wattline::ui
