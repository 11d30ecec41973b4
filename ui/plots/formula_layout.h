// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <QFont>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <limits>
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
        double scale = 1.0; ///< of the font: below 1 in exponents
    };
    QFont font;
    QSizeF size;
    std::vector<Text> texts;
    QPainterPath strokes;          ///< fraction bars, roots, brackets; drawn as lines
    std::vector<QRectF> nodeRects; ///< one a node of the expression: where its subexpression stands

    /// The node with the smallest rectangle around the point.
    std::optional<std::size_t> nodeAt(const QPointF& point) const;
};

/// How a formula is set.
struct FormulaSetting {
    int significantDigits = 4;                              ///< of constants
    double width = std::numeric_limits<double>::infinity(); ///< a sum that is wider is broken into lines
};

/// Sets a well-formed expression: division as a fraction, powers with their exponents raised and smaller, square roots
/// and logarithms with the bars that their protected forms imply, x · x as a square, powers of ten as such, as few
/// brackets as keep the meaning. A dagger follows where a protected function has a rule that its signs do not show:
/// protectedRules() tells it. The same expression and font give the same layout.
FormulaLayout layoutFormula(const Expression& expression, const std::vector<std::string>& names, const QFont& font,
                            const FormulaSetting& setting = {});

/// What the daggers stand for, a sentence for each protected function that occurs; empty where none does.
QString protectedRules(const Expression& expression);

/// Draws the layout in the painter's present pen colour, its top left corner at the origin, on whatever the painter
/// draws on. Lines are so wide, or in proportion to the font.
void paintFormula(QPainter& painter, const FormulaLayout& layout, std::optional<double> lineWidth = {});

} // namespace wattline::ui
