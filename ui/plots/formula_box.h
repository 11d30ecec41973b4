// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/formula_layout.h"

#include <QFontMetricsF>

namespace wattline::ui {

/// How tightly the outermost operation of a box binds; a box inside a tighter one needs brackets.
enum class Binding { Sum, Product, Function, Atom };

/// A piece of a formula, placed relative to the left end of its own baseline: y grows downwards, so that everything
/// above the baseline is negative.
struct FormulaBox {
    double width = 0.0;
    double ascent = 0.0;  ///< above the baseline
    double descent = 0.0; ///< below it
    Binding binding = Binding::Atom;
    bool startsWithMinus = false;
    bool isSigned = false; ///< a number, or a product that begins with one, with a minus before it
    double smallest = 1.0; ///< scale of its smallest text
    std::vector<FormulaLayout::Text> texts;
    std::vector<QPainterPath> strokes;
    std::vector<std::pair<std::size_t, QRectF>> nodes;
    std::vector<double> breaks; ///< x of the signs between the terms of a sum: a line may begin with one

    QRectF rect() const { return {0.0, -ascent, width, ascent + descent}; }
    void moveBy(double dx, double dy);
    void scaleBy(double factor);
};

/// The box with its sum broken into lines of at most that width where it has signs to break at; later lines stand
/// `indent` to the right and `gap` below the one before.
FormulaBox inLines(FormulaBox box, double width, double indent, double gap);

/// Puts boxes together, as a typesetter does; each function takes the parts and gives the whole.
class FormulaTypesetter {
public:
    explicit FormulaTypesetter(const QFont& font);

    FormulaBox text(const QString& text) const;
    FormulaBox number(double value, int significantDigits) const;
    FormulaBox row(std::vector<FormulaBox> parts) const;
    FormulaBox fraction(FormulaBox numerator, FormulaBox denominator) const;
    FormulaBox root(FormulaBox inner) const;
    FormulaBox power(FormulaBox base, FormulaBox exponent) const;
    /// e to that power where it is one line high, else exp(...).
    FormulaBox exponential(FormulaBox exponent) const;
    /// With the mark of a protected function behind it.
    FormulaBox marked(FormulaBox inner) const;
    FormulaBox bracketed(FormulaBox inner) const;
    FormulaBox bars(FormulaBox inner) const; ///< the size of something
    /// A signed box without its minus.
    FormulaBox unsignedPart(FormulaBox box) const;
    /// In brackets where it binds less than `needed`.
    FormulaBox bound(FormulaBox inner, Binding needed) const;
    double em() const { return m_em; }

private:
    FormulaBox withScript(FormulaBox base, FormulaBox script) const;

    QFontMetricsF m_metrics;
    double m_em;
};

} // namespace wattline::ui
