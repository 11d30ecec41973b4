// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/code.h"

#include "core/base/text.h"
#include "core/expression/names.h"

namespace wattline {

namespace {

/// Parsers give up on deeply nested parentheses, so deeper parts get a line of their own.
constexpr std::size_t DeepestNesting = 16;

/// A literal of a floating-point number: an integer would divide and overflow differently.
PrintedPart literal(double value)
{
    std::string text = formatNumber(value);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return {value < 0.0 ? "(" + text + ")" : text};
}

std::string called(const std::string& function, const std::vector<PrintedPart>& arguments)
{
    std::string text = function + "(" + arguments.front().text;
    if (arguments.size() == 2)
        text += ", " + arguments.back().text;
    return text + ")";
}

/// The tree's own bracketing is kept: another one would round differently.
PrintedPart infix(Op op, const std::vector<PrintedPart>& arguments)
{
    constexpr auto Sum = PrintedPart::Sum;
    constexpr auto Product = PrintedPart::Product;
    const PrintedPart& first = arguments.front();
    const PrintedPart& last = arguments.back();
    switch (op) {
    case Op::Add:
        return {bound(first, Sum) + " + " + bound(last, Product), Sum};
    case Op::Sub:
        return {bound(first, Sum) + " - " + bound(last, Product), Sum};
    case Op::Mul:
        return {bound(first, Product) + " * " + bound(last, PrintedPart::Power), Product};
    case Op::Div:
        return {bound(first, Product) + " / " + bound(last, PrintedPart::Power), Product};
    default:
        return {"(-" + bound(first, PrintedPart::Atom) + ")"};
    }
}

bool isInfix(Op op)
{
    return op == Op::Add || op == Op::Sub || op == Op::Mul || op == Op::Div || op == Op::Neg;
}

PrintedPart applied(Op op, const std::vector<PrintedPart>& arguments, const CodeLanguage& language)
{
    if (const auto call = language.calls.find(op); call != language.calls.end())
        return {called(call->second, arguments)};
    if (isInfix(op))
        return infix(op, arguments);
    return {called((language.definitions.contains(op) ? "" : language.library) + std::string(nameOf(op)), arguments)};
}

} // namespace

std::map<std::size_t, std::string> identifiersOf(const Expression& expression, const std::vector<std::string>& names,
                                                 const std::function<bool(const std::string&)>& isReserved)
{
    std::map<std::size_t, std::string> identifiers;
    std::set<std::string> taken; // in lower case: some languages do not tell the cases apart
    for (std::size_t variable : variablesOf(expression)) {
        std::string name = variableName(variable, names);
        for (char& c : name)
            c = continuesName(c) ? c : '_';
        if (name.empty() || !beginsName(name.front()) || name.front() == '_')
            name.insert(0, 1, 'x');
        while (isReserved(name) || !taken.insert(lowerCase(name)).second)
            name += "_";
        identifiers[variable] = name;
    }
    return identifiers;
}

PrintedPart Steps::named(const PrintedPart& part)
{
    m_steps.emplace_back(m_prefix + std::to_string(m_steps.size() + 1), part.text);
    return {m_steps.back().first};
}

std::string linesOf(const std::vector<std::pair<std::string, std::string>>& steps, std::string_view begin,
                    std::string_view end)
{
    std::string lines;
    for (const auto& [name, value] : steps)
        lines.append(begin).append(name).append(" = ").append(value).append(end);
    return lines;
}

Code codeOf(const Expression& expression, const std::vector<std::string>& names, const CodeLanguage& language)
{
    Code code;
    const auto isReserved = [&](const std::string& name) {
        return language.reserved.contains(name) || name.starts_with(language.stepPrefix);
    };
    code.identifiers = identifiersOf(expression, names, isReserved);
    Steps steps(language.stepPrefix);
    std::set<Op> used;
    const auto terminal = [&](const Node& node) -> PrintedPart {
        return node.op == Op::Constant ? literal(node.constant) : PrintedPart{code.identifiers.at(node.variable)};
    };
    const auto function = [&](Op op, std::vector<PrintedPart>& parts) {
        used.insert(op);
        for (PrintedPart& part : parts) {
            if (part.depth >= DeepestNesting)
                part = steps.named(part);
        }
        return applied(op, parts, language);
    };
    code.result = assemble(expression, terminal, function).text;
    code.steps = steps.all();
    for (const auto& [op, definition] : language.definitions) {
        if (used.contains(op))
            code.definitions += "\n" + definition;
    }
    return code;
}

} // namespace wattline
