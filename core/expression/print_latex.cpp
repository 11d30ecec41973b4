// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/assemble.h"
#include "core/expression/names.h"
#include "core/expression/print.h"

namespace wattline {

namespace {

std::string latexName(const std::string& name)
{
    std::string escaped;
    for (char c : name) {
        switch (c) {
        case '\\':
            escaped += "\\backslash{}";
            break;
        case '~':
        case '^':
            escaped += std::string("\\") + c + "{}";
            break;
        case '_':
        case '%':
        case '&':
        case '#':
        case '$':
        case '{':
        case '}':
            escaped += '\\';
            escaped += c;
            break;
        case ' ':
            escaped += "\\ ";
            break;
        default:
            escaped += c;
        }
    }
    return "\\mathrm{" + escaped + "}";
}

/// A number as mathematics: 1.2e-05 becomes 1.2 \cdot 10^{-5}. One below zero binds like a sum, so that parentheses
/// keep it apart from a sign before it.
PrintedPart latexNumber(double value, int significantDigits)
{
    std::string text = formatShort(value, significantDigits);
    PrintedPart::Binding binding = value < 0.0 ? PrintedPart::Sum : PrintedPart::Atom;
    if (const std::size_t e = text.find('e'); e != std::string::npos) {
        const std::string exponent = formatNumber(parseNumber(text.substr(e + 1)).value_or(0.0));
        text = text.substr(0, e) + " \\cdot 10^{" + exponent + "}";
        if (binding == PrintedPart::Atom)
            binding = PrintedPart::Product;
    }
    return {text, binding};
}

std::string called(const std::string& function, const PrintedPart& argument)
{
    return function + "\\left(" + argument.text + "\\right)";
}

PrintedPart latexFunction(Op op, const std::vector<PrintedPart>& arguments)
{
    const PrintedPart& first = arguments.front();
    const PrintedPart& last = arguments.back();
    switch (op) {
    case Op::Add:
    case Op::Sub:
        return {bound(first, PrintedPart::Sum) + (op == Op::Add ? " + " : " - ") + bound(last, PrintedPart::Product),
                PrintedPart::Sum};
    case Op::Mul:
        return {bound(first, PrintedPart::Product) + " \\cdot " + bound(last, PrintedPart::Product),
                PrintedPart::Product};
    case Op::ProtectedDiv:
    case Op::Div:
        return {"\\frac{" + first.text + "}{" + last.text + "}"};
    case Op::ProtectedInverse:
        return {"\\frac{1}{" + first.text + "}"};
    case Op::ProtectedSqrt:
        return {"\\sqrt{\\left|" + first.text + "\\right|}"};
    case Op::ProtectedLog:
        return {"\\ln\\left|" + first.text + "\\right|"};
    case Op::Abs:
        return {"\\left|" + first.text + "\\right|"};
    case Op::Neg:
        return {"-" + bound(first, PrintedPart::Product), PrintedPart::Sum};
    case Op::Sqrt:
        return {"\\sqrt{" + first.text + "}"};
    case Op::Log:
        return {called("\\ln", first)};
    case Op::Square:
        return {bound(first, PrintedPart::Atom) + "^{2}", PrintedPart::Power};
    case Op::Pow:
        return {bound(first, PrintedPart::Atom) + "^{" + last.text + "}", PrintedPart::Power};
    case Op::Sigmoid:
        return {called("\\sigma", first)};
    default:
        return {called("\\" + std::string(nameOf(op)), first)};
    }
}

} // namespace

std::string toLatex(const Expression& expression, const std::vector<std::string>& names, int significantDigits)
{
    const auto terminal = [&](const Node& node) -> PrintedPart {
        if (node.op == Op::Constant)
            return latexNumber(node.constant, significantDigits);
        return {latexName(variableName(node.variable, names))};
    };
    return assemble(expression, terminal, latexFunction).text;
}

} // namespace wattline
