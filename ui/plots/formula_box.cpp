// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/formula_box.h"

#include "core/base/text.h"
#include "ui/style/text.h"

#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

const QString Minus = QStringLiteral("\u2212");

/// Takes the part into the whole, moved to (dx, dy) of the whole's baseline.
void absorb(FormulaBox& whole, FormulaBox part, double dx, double dy)
{
    part.moveBy(dx, dy);
    whole.texts.insert(whole.texts.end(), part.texts.begin(), part.texts.end());
    whole.nodes.insert(whole.nodes.end(), part.nodes.begin(), part.nodes.end());
    whole.strokes.addPath(part.strokes);
    whole.ascent = std::max(whole.ascent, part.ascent - dy);
    whole.descent = std::max(whole.descent, part.descent + dy);
}

} // namespace

void FormulaBox::moveBy(double dx, double dy)
{
    for (FormulaLayout::Text& piece : texts)
        piece.baseline += QPointF(dx, dy);
    for (auto& [node, rect] : nodes)
        rect.translate(dx, dy);
    strokes.translate(dx, dy);
}

FormulaTypesetter::FormulaTypesetter(const QFont& font)
    : m_metrics(font), m_raisedMetrics(raisedFont(font)), m_em(m_metrics.height() / 1.2)
{
}

FormulaBox FormulaTypesetter::text(const QString& text) const
{
    FormulaBox box;
    box.width = m_metrics.horizontalAdvance(text);
    box.ascent = m_metrics.ascent();
    box.descent = m_metrics.descent();
    box.texts.push_back({{0.0, 0.0}, text});
    return box;
}

FormulaBox FormulaTypesetter::number(double value, int significantDigits) const
{
    const QString written = numberText(std::abs(value), significantDigits);
    const QString sign = value < 0.0 ? Minus : QString();
    const qsizetype e = written.indexOf(QLatin1Char('e'));
    FormulaBox box;
    if (e < 0) {
        box = text(sign + written);
    } else {
        const QString exponent = QString::number(written.mid(e + 1).toInt()).replace(QLatin1Char('-'), Minus);
        box = row({text(sign + written.left(e) + QStringLiteral("\u202f·\u202f10")),
                   raised(exponent, m_metrics.capHeight())});
        box.binding = Binding::Product;
    }
    if (value < 0.0)
        box.binding = Binding::Sum;
    box.startsWithMinus = value < 0.0;
    return box;
}

FormulaBox FormulaTypesetter::row(std::vector<FormulaBox> parts) const
{
    FormulaBox whole;
    for (FormulaBox& part : parts) {
        const double width = part.width;
        absorb(whole, std::move(part), whole.width, 0.0);
        whole.width += width;
    }
    return whole;
}

FormulaBox FormulaTypesetter::fraction(FormulaBox numerator, FormulaBox denominator) const
{
    const double axis = m_metrics.xHeight() / 2.0; // of the bar, above the baseline
    const double gap = 0.18 * m_em;
    const double overhang = 0.15 * m_em;
    const double inner = std::max(numerator.width, denominator.width);
    FormulaBox whole;
    whole.width = inner + 4.0 * overhang;
    whole.strokes.moveTo(overhang, -axis);
    whole.strokes.lineTo(whole.width - overhang, -axis);
    const double numeratorX = (whole.width - numerator.width) / 2.0;
    const double numeratorY = -axis - gap - numerator.descent;
    const double denominatorX = (whole.width - denominator.width) / 2.0;
    const double denominatorY = -axis + gap + denominator.ascent;
    absorb(whole, std::move(numerator), numeratorX, numeratorY);
    absorb(whole, std::move(denominator), denominatorX, denominatorY);
    whole.binding = Binding::Product;
    return whole;
}

FormulaBox FormulaTypesetter::root(FormulaBox inner) const
{
    const double hook = 0.6 * m_em;
    const double gap = 0.15 * m_em;
    const double top = -inner.ascent - gap;
    const double bottom = inner.descent;
    FormulaBox whole;
    whole.width = hook + inner.width + 2.0 * gap;
    whole.strokes.moveTo(0.1 * m_em, bottom - 0.45 * (bottom - top));
    whole.strokes.lineTo(0.2 * m_em, bottom - 0.5 * (bottom - top));
    whole.strokes.lineTo(0.38 * m_em, bottom);
    whole.strokes.lineTo(hook, top);
    whole.strokes.lineTo(whole.width - 0.5 * gap, top);
    absorb(whole, std::move(inner), hook + gap, 0.0);
    whole.ascent = -top + gap;
    return whole;
}

FormulaBox FormulaTypesetter::raised(const QString& text, double above) const
{
    FormulaBox box;
    box.width = m_raisedMetrics.horizontalAdvance(text) + 0.05 * m_em;
    box.ascent = m_raisedMetrics.ascent();
    box.descent = m_raisedMetrics.descent();
    box.texts.push_back({{0.0, 0.0}, text, true});
    const double baseline = -0.6 * above;
    FormulaBox whole;
    whole.width = box.width;
    absorb(whole, std::move(box), 0.0, baseline);
    whole.descent = std::max(0.0, whole.descent);
    return whole;
}

FormulaBox FormulaTypesetter::squared(FormulaBox base) const
{
    base = bound(std::move(base), Binding::Atom);
    const double above = std::max(base.ascent - 0.3 * m_em, m_metrics.capHeight());
    return row({std::move(base), raised(QStringLiteral("2"), above)});
}

FormulaBox FormulaTypesetter::power(FormulaBox base, FormulaBox exponent) const
{
    base = bound(std::move(base), Binding::Atom);
    exponent.moveBy(0.0, -std::max(base.ascent - 0.3 * m_em, m_metrics.capHeight()) - exponent.descent);
    FormulaBox whole = row({std::move(base), std::move(exponent)});
    whole.binding = Binding::Function;
    return whole;
}

FormulaBox FormulaTypesetter::bracketed(FormulaBox inner) const
{
    const double side = 0.38 * m_em;
    const double bow = 0.22 * m_em;
    FormulaBox whole;
    whole.width = inner.width + 2.0 * side;
    const double top = -inner.ascent;
    const double bottom = inner.descent;
    const double middle = (top + bottom) / 2.0;
    const double left = side - 0.08 * m_em;
    const double right = whole.width - left;
    whole.strokes.moveTo(left, top);
    whole.strokes.quadTo(left - 1.6 * bow, middle, left, bottom);
    whole.strokes.moveTo(right, top);
    whole.strokes.quadTo(right + 1.6 * bow, middle, right, bottom);
    absorb(whole, std::move(inner), side, 0.0);
    return whole;
}

FormulaBox FormulaTypesetter::bars(FormulaBox inner) const
{
    const double side = 0.25 * m_em;
    FormulaBox whole;
    whole.width = inner.width + 2.0 * side;
    for (double x : {side / 2.0, whole.width - side / 2.0}) {
        whole.strokes.moveTo(x, -inner.ascent);
        whole.strokes.lineTo(x, inner.descent);
    }
    absorb(whole, std::move(inner), side, 0.0);
    return whole;
}

FormulaBox FormulaTypesetter::bound(FormulaBox inner, Binding needed) const
{
    return inner.binding < needed ? bracketed(std::move(inner)) : inner;
}

} // namespace wattline::ui
