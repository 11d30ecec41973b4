// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <QFont>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <optional>
#include <string>
#include <vector>

class QPainter;

namespace wattline::ui {

/// A formula set as mathematics: where each piece of text and each stroke goes, from the top left corner, in the units
/// of the font. A value, so that it can be drawn on the screen, on paper and in a test.
struct FormulaLayout {
    struct Text {
        QPointF baseline; ///< its left end
        QString text;
        bool raised = false; ///< an exponent, in the smaller font
    };
    QFont font;
    QSizeF size;
    std::vector<Text> texts;
    QPainterPath strokes;          ///< fraction bars, roots, brackets; drawn as lines
    std::vector<QRectF> nodeRects; ///< one a node of the expression: where its subexpression stands

    /// The node with the smallest rectangle around the point.
    std::optional<std::size_t> nodeAt(const QPointF& point) const;
};

/// Sets a well-formed expression: division as a fraction, square roots and logarithms with the bars that their
/// protected forms imply, x · x as a square, powers of ten as such, as few brackets as keep the meaning. Constants are
/// rounded to the given number of significant digits. The same expression and font give the same layout.
FormulaLayout layoutFormula(const Expression& expression, const std::vector<std::string>& names, const QFont& font,
                            int significantDigits = 4);

/// Draws the layout in the painter's present pen colour, its top left corner at the origin.
void paintFormula(QPainter& painter, const FormulaLayout& layout);

/// The font of exponents.
QFont raisedFont(const QFont& font);

} // namespace wattline::ui
