// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/assemble.h"
#include "core/expression/names.h"
#include "core/expression/print.h"

namespace wattline {

namespace {

PrintedPart textTerminal(const Node& node, const std::vector<std::string>& names)
{
    if (node.op == Op::Constant)
        return {formatNumber(node.constant)};
    return {quotedName(variableName(node.variable, names))};
}

PrintedPart call(Op op, const std::vector<PrintedPart>& arguments)
{
    std::string text = std::string(nameOf(op)) + "(" + arguments.front().text;
    if (arguments.size() == 2)
        text += ", " + arguments.back().text;
    return {text + ")"};
}

/// a - (b + c) keeps its parentheses, and so does a + (b + c): without them the text would be another tree.
PrintedPart infix(Op op, const std::vector<PrintedPart>& arguments)
{
    switch (op) {
    case Op::Add:
    case Op::Sub:
        return {bound(arguments[0], PrintedPart::Sum) + (op == Op::Add ? " + " : " - ") +
                    bound(arguments[1], PrintedPart::Product),
                PrintedPart::Sum};
    case Op::Mul:
        return {bound(arguments[0], PrintedPart::Product) + " * " + bound(arguments[1], PrintedPart::Atom),
                PrintedPart::Product};
    default:
        return call(op, arguments);
    }
}

} // namespace

std::string toText(const Expression& expression, const std::vector<std::string>& names)
{
    return assemble(
               expression, [&](const Node& node) { return textTerminal(node, names); }, infix)
        .text;
}

std::string toPrefix(const Expression& expression, const std::vector<std::string>& names)
{
    return assemble(
               expression, [&](const Node& node) { return textTerminal(node, names); }, call)
        .text;
}

} // namespace wattline
