// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_text.h"

#include "core/expression/names.h"
#include "core/expression/print.h"
#include "ui/style/text.h"

namespace wattline::ui {

QString nodeLabel(const Node& node, const std::vector<std::string>& names)
{
    switch (node.op) {
    case Op::Constant:
        return numberText(node.constant, 4).replace(QLatin1Char('-'), QStringLiteral("\u2212"));
    case Op::Variable:
        return node.variable < names.size() ? shown(names[node.variable]) : QStringLiteral("X%1").arg(node.variable);
    case Op::Add:
        return QStringLiteral("+");
    case Op::Sub:
        return QStringLiteral("\u2212");
    case Op::Mul:
        return QStringLiteral("×");
    case Op::Div:
        return QStringLiteral("÷");
    case Op::ProtectedDiv:
        return QStringLiteral("÷†");
    case Op::Pow:
        return QStringLiteral("^");
    default:
        return shown(std::string(nameOf(node.op)));
    }
}

QString shortText(const Expression& expression, const std::vector<std::string>& names, qsizetype longest)
{
    Expression rounded = expression;
    for (Node& node : rounded.nodes) {
        if (node.op == Op::Constant)
            node.constant = numberText(node.constant, 4).toDouble();
    }
    const QString text = shown(toText(rounded, names));
    return text.size() <= longest ? text : text.left(longest - 1) + QStringLiteral("…");
}

} // namespace wattline::ui
