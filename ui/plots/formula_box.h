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
    std::vector<FormulaLayout::Text> texts;
    QPainterPath strokes;
    std::vector<std::pair<std::size_t, QRectF>> nodes;

    QRectF rect() const { return {0.0, -ascent, width, ascent + descent}; }
    void moveBy(double dx, double dy);
};

/// Puts boxes together, as a typesetter does; each function takes the parts and gives the whole.
class FormulaTypesetter {
public:
    explicit FormulaTypesetter(const QFont& font);

    FormulaBox text(const QString& text) const;
    FormulaBox number(double value, int significantDigits) const;
    FormulaBox row(std::vector<FormulaBox> parts) const;
    FormulaBox fraction(FormulaBox numerator, FormulaBox denominator) const;
    FormulaBox root(FormulaBox inner) const;
    FormulaBox squared(FormulaBox base) const;
    FormulaBox power(FormulaBox base, FormulaBox exponent) const;
    FormulaBox bracketed(FormulaBox inner) const;
    FormulaBox bars(FormulaBox inner) const; ///< the size of something
    /// In brackets where it binds less than `needed`.
    FormulaBox bound(FormulaBox inner, Binding needed) const;

private:
    FormulaBox raised(const QString& text, double above) const;

    QFontMetricsF m_metrics;
    QFontMetricsF m_raisedMetrics;
    double m_em;
};

} // namespace wattline::ui
