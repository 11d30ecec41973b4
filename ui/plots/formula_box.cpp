// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/formula_box.h"

#include "core/base/text.h"
#include "ui/style/text.h"

#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

const QString Minus = QStringLiteral("\u2212");
constexpr double ScriptScale = 0.7;
constexpr double SmallestScale = 0.5; // scripts of scripts stay readable

/// Takes the part into the whole, moved to (dx, dy) of the whole's baseline.
void absorb(FormulaBox& whole, FormulaBox part, double dx, double dy)
{
    part.moveBy(dx, dy);
    whole.texts.insert(whole.texts.end(), part.texts.begin(), part.texts.end());
    whole.nodes.insert(whole.nodes.end(), part.nodes.begin(), part.nodes.end());
    whole.strokes.insert(whole.strokes.end(), part.strokes.begin(), part.strokes.end());
    whole.smallest = std::min(whole.smallest, part.smallest);
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
    for (QPainterPath& stroke : strokes)
        stroke.translate(dx, dy);
}

void FormulaBox::scaleBy(double factor)
{
    for (double* length : {&width, &ascent, &descent, &smallest})
        *length *= factor;
    for (FormulaLayout::Text& piece : texts) {
        piece.baseline *= factor;
        piece.scale *= factor;
    }
    for (auto& [node, rect] : nodes)
        rect = QRectF(rect.topLeft() * factor, rect.size() * factor);
    for (QPainterPath& stroke : strokes)
        stroke = QTransform::fromScale(factor, factor).map(stroke);
    breaks.clear(); // a script stays in one line
}

FormulaTypesetter::FormulaTypesetter(const QFont& font) : m_metrics(font), m_em(m_metrics.height() / 1.2) {}

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
        box = withScript(text(sign + written.left(e) + QStringLiteral("\u202f·\u202f10")), text(exponent));
        box.binding = Binding::Product;
    }
    if (value < 0.0)
        box.binding = Binding::Sum;
    box.startsWithMinus = value < 0.0;
    box.isSigned = value < 0.0;
    return box;
}

FormulaBox FormulaTypesetter::unsignedPart(FormulaBox box) const
{
    const auto first = std::min_element(box.texts.begin(), box.texts.end(),
                                        [](const auto& a, const auto& b) { return a.baseline.x() < b.baseline.x(); });
    const double width = m_metrics.horizontalAdvance(Minus);
    first->text.remove(0, Minus.size());
    first->baseline.rx() += width;
    box.moveBy(-width, 0.0);
    for (auto& [node, rect] : box.nodes)
        rect.setLeft(std::max(0.0, rect.left()));
    box.width -= width;
    box.startsWithMinus = false;
    box.isSigned = false;
    box.binding = Binding::Product;
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
    QPainterPath stroke;
    whole.width = inner + 4.0 * overhang;
    stroke.moveTo(overhang, -axis);
    stroke.lineTo(whole.width - overhang, -axis);
    whole.strokes.push_back(stroke);
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
    QPainterPath stroke;
    whole.width = hook + inner.width + 2.0 * gap;
    stroke.moveTo(0.1 * m_em, bottom - 0.45 * (bottom - top));
    stroke.lineTo(0.2 * m_em, bottom - 0.5 * (bottom - top));
    stroke.lineTo(0.38 * m_em, bottom);
    stroke.lineTo(hook, top);
    stroke.lineTo(whole.width - 0.5 * gap, top);
    whole.strokes.push_back(stroke);
    absorb(whole, std::move(inner), hook + gap, 0.0);
    whole.ascent = -top + gap;
    return whole;
}

FormulaBox FormulaTypesetter::withScript(FormulaBox base, FormulaBox script) const
{
    script.scaleBy(std::clamp(SmallestScale / script.smallest, ScriptScale, 1.0));
    const double raise = std::max(base.ascent - 0.5 * m_em, script.descent + 0.5 * m_metrics.xHeight());
    FormulaBox whole;
    const double gap = 0.05 * m_em;
    const double scriptX = base.width + gap;
    whole.width = scriptX + script.width + gap;
    absorb(whole, std::move(base), 0.0, 0.0);
    absorb(whole, std::move(script), scriptX, -raise);
    return whole;
}

FormulaBox FormulaTypesetter::power(FormulaBox base, FormulaBox exponent) const
{
    FormulaBox whole = withScript(bound(std::move(base), Binding::Atom), std::move(exponent));
    whole.binding = Binding::Function; // so that a power of it gets brackets
    return whole;
}

FormulaBox FormulaTypesetter::exponential(FormulaBox exponent) const
{
    if (exponent.ascent + exponent.descent < 1.5 * m_metrics.height())
        return power(text(QStringLiteral("e")), std::move(exponent));
    FormulaBox whole = row({text(QStringLiteral("exp")), bracketed(std::move(exponent))});
    whole.binding = Binding::Function;
    return whole;
}

FormulaBox FormulaTypesetter::marked(FormulaBox inner) const
{
    const Binding binding = inner.binding;
    FormulaBox mark = text(QStringLiteral("†"));
    mark.scaleBy(ScriptScale);
    const double x = inner.width;
    const double raise = 0.35 * m_em;
    FormulaBox whole;
    whole.width = x + mark.width;
    absorb(whole, std::move(inner), 0.0, 0.0);
    absorb(whole, std::move(mark), x, -raise);
    whole.binding = binding;
    return whole;
}

FormulaBox FormulaTypesetter::bracketed(FormulaBox inner) const
{
    const double side = 0.38 * m_em;
    const double bow = 0.22 * m_em;
    FormulaBox whole;
    QPainterPath stroke;
    whole.width = inner.width + 2.0 * side;
    const double top = -inner.ascent;
    const double bottom = inner.descent;
    const double middle = (top + bottom) / 2.0;
    const double left = side - 0.08 * m_em;
    const double right = whole.width - left;
    stroke.moveTo(left, top);
    stroke.quadTo(left - 1.6 * bow, middle, left, bottom);
    stroke.moveTo(right, top);
    stroke.quadTo(right + 1.6 * bow, middle, right, bottom);
    whole.strokes.push_back(stroke);
    absorb(whole, std::move(inner), side, 0.0);
    return whole;
}

FormulaBox FormulaTypesetter::bars(FormulaBox inner) const
{
    const double side = 0.25 * m_em;
    FormulaBox whole;
    whole.width = inner.width + 2.0 * side;
    for (double x : {side / 2.0, whole.width - side / 2.0}) {
        QPainterPath bar(QPointF(x, -inner.ascent));
        bar.lineTo(x, inner.descent);
        whole.strokes.push_back(bar);
    }
    absorb(whole, std::move(inner), side, 0.0);
    return whole;
}

FormulaBox FormulaTypesetter::bound(FormulaBox inner, Binding needed) const
{
    return inner.binding < needed ? bracketed(std::move(inner)) : inner;
}

} // namespace wattline::ui
