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

PrintedPart call(Op op, const std::vector<PrintedPart>& arguments, FunctionNames names)
{
    std::string text = std::string(nameOf(op, names)) + "(" + arguments.front().text;
    if (arguments.size() == 2)
        text += ", " + arguments.back().text;
    return {text + ")"};
}

/// The base of a power: a number below zero would lend its sign to the power.
std::string base(const PrintedPart& part)
{
    return part.text.front() == '-' ? "(" + part.text + ")" : bound(part, PrintedPart::Atom);
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
    case Op::Div:
        return {bound(arguments[0], PrintedPart::Product) + (op == Op::Mul ? " * " : " / ") +
                    bound(arguments[1], PrintedPart::Power),
                PrintedPart::Product};
    case Op::Square:
        return {base(arguments[0]) + " ^ 2", PrintedPart::Power};
    case Op::Pow:
        if (arguments[1].text == "2") // which as a power is the square
            return call(op, arguments, FunctionNames::Ordinary);
        return {base(arguments[0]) + " ^ " + bound(arguments[1], PrintedPart::Atom), PrintedPart::Power};
    default:
        return call(op, arguments, FunctionNames::Ordinary);
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
    const auto terminal = [&](const Node& node) { return textTerminal(node, names); };
    const auto function = [](Op op, const std::vector<PrintedPart>& arguments) {
        return call(op, arguments, FunctionNames::Gplearn);
    };
    return assemble(expression, terminal, function).text;
}

} // namespace wattline
