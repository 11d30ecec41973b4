// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/formula_layout.h"

#include "ui/plots/formula_box.h"
#include "ui/style/text.h"

#include <QFontInfo>
#include <QObject>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <cassert>
#include <cmath>

namespace wattline::ui {

namespace {

/// Sets one node after the other in postfix order, the boxes of its arguments waiting on a stack.
class Setting {
public:
    Setting(const Expression& expression, const std::vector<std::string>& names, const QFont& font, int digits)
        : m_expression(expression), m_names(names), m_set(font), m_digits(digits)
    {
    }

    FormulaBox whole()
    {
        for (std::size_t i = 0; i < m_expression.nodes.size(); ++i) {
            FormulaBox box = boxOf(i);
            box.nodes.emplace_back(i, box.rect());
            m_stack.push_back(std::move(box));
        }
        assert(m_stack.size() == 1);
        return std::move(m_stack.back());
    }

private:
    FormulaBox boxOf(std::size_t i)
    {
        const Node& node = m_expression.nodes[i];
        switch (arityOf(node.op)) {
        case 0:
            return terminal(node);
        case 1:
            return unary(node.op, popped());
        default:
            break;
        }
        FormulaBox right = popped();
        FormulaBox left = popped();
        return binary(i, std::move(left), std::move(right));
    }

    FormulaBox terminal(const Node& node) const
    {
        if (node.op == Op::Constant)
            return m_set.number(node.constant, m_digits);
        const std::size_t v = node.variable;
        return m_set.text(v < m_names.size() ? shown(m_names[v]) : QStringLiteral("X%1").arg(v));
    }

    FormulaBox unary(Op op, FormulaBox inner) const
    {
        switch (op) {
        case Op::ProtectedSqrt:
            return m_set.root(m_set.bars(std::move(inner)));
        case Op::ProtectedLog:
            return asFunction(
                m_set.row({m_set.marked(m_set.text(QStringLiteral("ln"))), m_set.bars(std::move(inner))}));
        case Op::Sqrt:
            return m_set.root(std::move(inner));
        case Op::Log:
            return called(QStringLiteral("ln"), std::move(inner));
        case Op::Exp:
            return m_set.exponential(std::move(inner));
        case Op::Tanh:
            return called(QStringLiteral("tanh"), std::move(inner));
        case Op::Square:
            return squared(std::move(inner));
        case Op::Abs:
            return m_set.bars(std::move(inner));
        case Op::ProtectedInverse:
            return m_set.marked(m_set.fraction(m_set.text(QStringLiteral("1")), std::move(inner)));
        case Op::Neg:
            return negated(std::move(inner));
        case Op::Sin:
            return called(QStringLiteral("sin"), std::move(inner));
        case Op::Cos:
            return called(QStringLiteral("cos"), std::move(inner));
        case Op::Tan:
            return called(QStringLiteral("tan"), std::move(inner));
        default:
            return called(QStringLiteral("σ"), std::move(inner));
        }
    }

    FormulaBox binary(std::size_t i, FormulaBox left, FormulaBox right) const
    {
        switch (m_expression.nodes[i].op) {
        case Op::Add:
            return sum(std::move(left), std::move(right));
        case Op::Sub:
            return joined(std::move(left), QStringLiteral(" \u2212 "), m_set.bound(std::move(right), Binding::Product),
                          Binding::Sum);
        case Op::ProtectedDiv:
            return m_set.marked(m_set.fraction(std::move(left), std::move(right)));
        case Op::Div:
            return m_set.fraction(std::move(left), std::move(right));
        case Op::Pow:
            return m_set.power(std::move(left), std::move(right));
        default:
            return product(i, std::move(left), std::move(right));
        }
    }

    FormulaBox sum(FormulaBox left, FormulaBox right) const
    {
        if (right.isSigned)
            return joined(std::move(left), QStringLiteral(" \u2212 "), m_set.unsignedPart(std::move(right)),
                          Binding::Sum);
        if (right.startsWithMinus)
            right = m_set.bracketed(std::move(right));
        return joined(std::move(left), QStringLiteral(" + "), std::move(right), Binding::Sum);
    }

    FormulaBox product(std::size_t i, FormulaBox left, FormulaBox right) const
    {
        const std::vector<std::size_t> arguments = argumentsOf(m_expression, i);
        if (subtree(m_expression, arguments[0]) == subtree(m_expression, arguments[1])) {
            // Drawn once, so both arguments stand at the same place.
            FormulaBox base = std::move(left);
            const std::size_t offset = arguments[1] - arguments[0];
            const std::size_t count = base.nodes.size();
            for (std::size_t n = 0; n < count; ++n)
                base.nodes.emplace_back(base.nodes[n].first + offset, base.nodes[n].second);
            return squared(std::move(base));
        }
        const bool isSigned = left.isSigned; // a minus needs no brackets at the beginning
        FormulaBox box = joined(isSigned ? std::move(left) : m_set.bound(std::move(left), Binding::Product),
                                QStringLiteral("\u2009·\u2009"), m_set.bound(std::move(right), Binding::Product),
                                isSigned ? Binding::Sum : Binding::Product);
        box.breaks.clear();
        box.isSigned = isSigned;
        return box;
    }

    FormulaBox squared(FormulaBox base) const { return m_set.power(std::move(base), m_set.text(QStringLiteral("2"))); }

    FormulaBox negated(FormulaBox inner) const
    {
        FormulaBox box =
            m_set.row({m_set.text(QStringLiteral("\u2212")), m_set.bound(std::move(inner), Binding::Product)});
        box.binding = Binding::Sum;
        box.startsWithMinus = true;
        return box;
    }

    FormulaBox called(const QString& function, FormulaBox inner) const
    {
        return asFunction(m_set.row({m_set.text(function), m_set.bracketed(std::move(inner))}));
    }

    static FormulaBox asFunction(FormulaBox box)
    {
        box.binding = Binding::Function;
        return box;
    }

    FormulaBox joined(FormulaBox left, const QString& sign, FormulaBox right, Binding binding) const
    {
        const bool startsWithMinus = left.startsWithMinus && left.binding == Binding::Sum;
        std::vector<double> breaks;
        FormulaBox signBox = m_set.text(sign);
        if (binding == Binding::Sum) {
            breaks = left.breaks;
            breaks.push_back(left.width);
            for (const double place : right.breaks)
                breaks.push_back(left.width + signBox.width + place);
        }
        FormulaBox box = m_set.row({std::move(left), std::move(signBox), std::move(right)});
        box.breaks = std::move(breaks);
        box.binding = binding;
        box.startsWithMinus = startsWithMinus;
        return box;
    }

    FormulaBox popped()
    {
        FormulaBox box = std::move(m_stack.back());
        m_stack.pop_back();
        return box;
    }

    const Expression& m_expression;
    const std::vector<std::string>& m_names;
    FormulaTypesetter m_set;
    int m_digits;
    std::vector<FormulaBox> m_stack;
};

} // namespace

std::optional<std::size_t> FormulaLayout::nodeAt(const QPointF& point) const
{
    std::optional<std::size_t> best;
    const auto area = [](const QRectF& rect) { return rect.width() * rect.height(); };
    for (std::size_t i = 0; i < nodeRects.size(); ++i) {
        if (nodeRects[i].contains(point) && (!best || area(nodeRects[i]) < area(nodeRects[*best])))
            best = i;
    }
    return best;
}

FormulaLayout layoutFormula(const Expression& expression, const std::vector<std::string>& names, const QFont& font,
                            const FormulaSetting& setting)
{
    FormulaLayout layout;
    layout.font = font;
    layout.font.setPixelSize(QFontInfo(font).pixelSize()); // points would change with what is painted on
    if (!isWellFormed(expression))
        return layout;
    FormulaBox box = Setting(expression, names, layout.font, setting.significantDigits).whole();
    const QFontMetricsF metrics(layout.font);
    const double margin = metrics.averageCharWidth() / 2.0; // room for the pen and for slanted ends
    box = inLines(std::move(box), setting.width - 2.0 * margin, metrics.height(), 0.4 * metrics.height());
    box.moveBy(margin, box.ascent + margin);
    layout.size = {box.width + 2.0 * margin, box.ascent + box.descent + 2.0 * margin};
    layout.texts = std::move(box.texts);
    for (const QPainterPath& stroke : box.strokes)
        layout.strokes.addPath(stroke);
    layout.nodeRects.resize(expression.nodes.size());
    for (const auto& [node, rect] : box.nodes)
        layout.nodeRects[node] = rect;
    return layout;
}

QString protectedRules(const Expression& expression)
{
    const auto has = [&expression](Op op) {
        return std::any_of(expression.nodes.begin(), expression.nodes.end(),
                           [op](const Node& node) { return node.op == op; });
    };
    QStringList rules;
    if (has(Op::ProtectedDiv))
        rules << QObject::tr("a/b is 1 where b is within ±0.001");
    if (has(Op::ProtectedInverse))
        rules << QObject::tr("1/a is 0 where a is within ±0.001");
    if (has(Op::ProtectedLog))
        rules << QObject::tr("ln|a| is 0 where a is within ±0.001");
    return rules.isEmpty() ? QString() : QStringLiteral("† ") + rules.join(QStringLiteral("; ")) + QLatin1Char('.');
}

void paintFormula(QPainter& painter, const FormulaLayout& layout, std::optional<double> lineWidth)
{
    painter.setFont(layout.font);
    for (const FormulaLayout::Text& piece : layout.texts) {
        const QTransform before = painter.transform();
        painter.translate(piece.baseline);
        painter.scale(piece.scale, piece.scale);
        painter.drawText(QPointF(), piece.text);
        painter.setTransform(before);
    }
    QPen pen = painter.pen();
    pen.setWidthF(lineWidth.value_or(std::max(1.0, QFontMetricsF(layout.font).height() / 16.0)));
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.strokePath(layout.strokes, pen);
}

} // namespace wattline::ui
