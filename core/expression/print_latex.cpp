// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/assemble.h"
#include "core/expression/names.h"
#include "core/expression/print.h"

#include <algorithm>

namespace wattline {

namespace {

std::string escapedText(const std::string& name)
{
    std::string escaped;
    for (char c : name) {
        switch (c) {
        case '\\':
            escaped += "\\textbackslash{}";
            break;
        case '~':
            escaped += "\\textasciitilde{}";
            break;
        case '^':
            escaped += "\\textasciicircum{}";
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
        default:
            escaped += c;
        }
    }
    return escaped;
}

/// Plain words upright; what else a name may hold is text within mathematics.
PrintedPart latexName(const std::string& name)
{
    const bool isWord = std::all_of(name.begin(), name.end(), continuesName);
    return {(isWord ? "\\mathrm{" : "\\text{") + escapedText(name) + "}"};
}

/// A number as mathematics: 1.2e-05 becomes 1.2 \cdot 10^{-5}. One below zero binds like a sum, so that brackets keep
/// it apart from a sign before it.
PrintedPart latexNumber(double value, int significantDigits)
{
    std::string text = significantDigits == AllDigits ? formatNumber(value) : formatShort(value, significantDigits);
    PrintedPart::Binding binding = value < 0.0 ? PrintedPart::Sum : PrintedPart::Atom;
    if (const std::size_t e = text.find('e'); e != std::string::npos) {
        const std::string exponent = formatNumber(parseNumber(text.substr(e + 1)).value_or(0.0));
        text = text.substr(0, e) + " \\cdot 10^{" + exponent + "}";
        if (binding == PrintedPart::Atom)
            binding = PrintedPart::Product;
    }
    return {text, binding};
}

/// Brackets that are as high as what they hold.
std::string bracketed(const std::string& text)
{
    const bool isHigh = text.find("\\frac") != std::string::npos || text.find('^') != std::string::npos ||
                        text.find("\\left") != std::string::npos || text.find("\\sqrt") != std::string::npos;
    return isHigh ? "\\left(" + text + "\\right)" : "(" + text + ")";
}

std::string held(const PrintedPart& part, PrintedPart::Binding least)
{
    return part.binding < least ? bracketed(part.text) : part.text;
}

bool hasSign(const PrintedPart& part)
{
    return part.text.front() == '-';
}

/// The right-hand side of a sign or of a dot.
std::string behind(const PrintedPart& part, PrintedPart::Binding least)
{
    return hasSign(part) ? bracketed(part.text) : held(part, least);
}

std::string called(const std::string& function, const std::vector<PrintedPart>& arguments)
{
    return function + "\\left(" + arguments.front().text +
           (arguments.size() == 2 ? ", " + arguments.back().text : std::string()) + "\\right)";
}

/// Signs in front need no brackets: neither in a sum nor in a product.
std::string ahead(const PrintedPart& part, PrintedPart::Binding least)
{
    const bool isSignedNumber = hasSign(part) && part.text.find_first_of("+ ", 1) == std::string::npos;
    return isSignedNumber ? part.text : held(part, least);
}

PrintedPart latexFunction(Op op, const std::vector<PrintedPart>& arguments)
{
    const PrintedPart& first = arguments.front();
    const PrintedPart& last = arguments.back();
    switch (op) {
    case Op::Add:
        return {first.text + " + " + behind(last, PrintedPart::Sum), PrintedPart::Sum};
    case Op::Sub:
        return {first.text + " - " + behind(last, PrintedPart::Product), PrintedPart::Sum};
    case Op::Mul:
        return {ahead(first, PrintedPart::Product) + " \\cdot " + behind(last, PrintedPart::Product),
                PrintedPart::Product};
    case Op::Div:
        return {"\\frac{" + first.text + "}{" + last.text + "}", PrintedPart::Product};
    case Op::ProtectedSqrt:
        return {"\\sqrt{\\left|" + first.text + "\\right|}"};
    case Op::Abs:
        return {"\\left|" + first.text + "\\right|"};
    case Op::Neg:
        return {"-" + behind(first, PrintedPart::Product), PrintedPart::Sum};
    case Op::Sqrt:
        return {"\\sqrt{" + first.text + "}"};
    case Op::Log:
        return {called("\\ln", arguments), PrintedPart::Power};
    case Op::Exp:
        return {"e^{" + first.text + "}", PrintedPart::Power};
    case Op::Square:
        return {held(first, PrintedPart::Atom) + "^{2}", PrintedPart::Power};
    case Op::Pow:
        return {held(first, PrintedPart::Atom) + "^{" + last.text + "}", PrintedPart::Power};
    case Op::Sigmoid:
        return {called("\\sigma", arguments), PrintedPart::Power};
    case Op::ProtectedDiv:
    case Op::ProtectedLog:
    case Op::ProtectedInverse:
        return {called("\\operatorname{" + std::string(nameOf(op)) + "}", arguments), PrintedPart::Power};
    default:
        return {called("\\" + std::string(nameOf(op)), arguments), PrintedPart::Power};
    }
}

/// What the functions of our own mean that occur in the formula.
std::string latexDefinitions(const Expression& expression)
{
    const auto occurs = [&](Op op) {
        return std::any_of(expression.nodes.begin(), expression.nodes.end(),
                           [op](const Node& node) { return node.op == op; });
    };
    const std::string otherwise = " & \\text{otherwise} \\end{cases}";
    std::string text;
    const auto define = [&](const std::string& definition) {
        text += (text.empty() ? " \\quad\\text{where}\\quad " : ",\\quad ") + definition;
    };
    if (occurs(Op::ProtectedDiv))
        define("\\operatorname{pdiv}(a, b) = \\begin{cases} a / b & |b| > 0.001 \\\\ 1" + otherwise);
    if (occurs(Op::ProtectedLog))
        define("\\operatorname{plog}(a) = \\begin{cases} \\ln |a| & |a| > 0.001 \\\\ 0" + otherwise);
    if (occurs(Op::ProtectedInverse))
        define("\\operatorname{pinv}(a) = \\begin{cases} 1 / a & |a| > 0.001 \\\\ 0" + otherwise);
    if (occurs(Op::Sigmoid))
        define("\\sigma(a) = \\frac{1}{1 + e^{-a}}");
    return text;
}

} // namespace

std::string toLatex(const Expression& expression, const std::vector<std::string>& names, int significantDigits)
{
    const auto terminal = [&](const Node& node) -> PrintedPart {
        if (node.op == Op::Constant)
            return latexNumber(node.constant, significantDigits);
        return latexName(variableName(node.variable, names));
    };
    return assemble(expression, terminal, latexFunction).text + latexDefinitions(expression);
}

} // namespace wattline
