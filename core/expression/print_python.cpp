// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/assemble.h"
#include "core/expression/names.h"
#include "core/expression/print.h"

#include <array>
#include <map>
#include <set>

namespace wattline {

namespace {

/// Python's parser gives up on deeply nested parentheses, so deeper parts get a line of their own.
constexpr std::size_t DeepestNesting = 16;

/// The protected functions, spelled out; each is written only where the formula calls it.
const std::map<Op, const char*>& definitions()
{
    static const std::map<Op, const char*> text = {
        {Op::ProtectedDiv, "def _pdiv(a, b):\n"
                           "    with np.errstate(divide=\"ignore\", invalid=\"ignore\", over=\"ignore\"):\n"
                           "        return np.where(np.abs(b) > 0.001, np.divide(a, b), 1.0)\n"},
        {Op::ProtectedSqrt, "def _psqrt(a):\n    return np.sqrt(np.abs(a))\n"},
        {Op::ProtectedLog, "def _plog(a):\n"
                           "    with np.errstate(divide=\"ignore\", invalid=\"ignore\"):\n"
                           "        return np.where(np.abs(a) > 0.001, np.log(np.abs(a)), 0.0)\n"},
        {Op::ProtectedInverse, "def _pinv(a):\n"
                               "    with np.errstate(divide=\"ignore\", invalid=\"ignore\", over=\"ignore\"):\n"
                               "        return np.where(np.abs(a) > 0.001, np.divide(1.0, a), 0.0)\n"},
        {Op::Sigmoid, "def _sigmoid(a):\n"
                      "    with np.errstate(over=\"ignore\", under=\"ignore\"):\n"
                      "        return 1.0 / (1.0 + np.exp(-a))\n"}};
    return text;
}

/// A literal that Python reads as a float: an integer would divide and overflow differently.
std::string pythonNumber(double value)
{
    if (value != value || value - value != 0.0)
        return "float(\"" + formatNumber(value) + "\")";
    std::string text = formatNumber(value);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return text;
}

/// Argument names: the variables' names as far as Python allows them, each once.
std::map<std::size_t, std::string> argumentNames(const Expression& expression, const std::vector<std::string>& names)
{
    static const std::set<std::string> reserved = {
        "False",    "None",   "True",  "and",  "as",     "assert",   "async",   "await",  "break", "class",
        "continue", "def",    "del",   "elif", "else",   "except",   "finally", "for",    "from",  "global",
        "if",       "import", "in",    "is",   "lambda", "nonlocal", "not",     "or",     "pass",  "raise",
        "return",   "try",    "while", "with", "yield",  "np",       "float",   "formula"};
    std::map<std::size_t, std::string> arguments;
    std::set<std::string> taken = reserved;
    for (std::size_t variable : variablesOf(expression)) {
        std::string name = variableName(variable, names);
        for (char& c : name)
            c = continuesName(c) ? c : '_';
        if (name.empty() || !beginsName(name.front()) || name.front() == '_')
            name.insert(0, 1, 'x');
        while (!taken.insert(name).second)
            name += "_";
        arguments[variable] = name;
    }
    return arguments;
}

PrintedPart pythonFunction(Op op, const std::vector<PrintedPart>& arguments)
{
    const auto sum = PrintedPart::Sum;
    const auto product = PrintedPart::Product;
    switch (op) {
    case Op::Add:
        return {bound(arguments[0], sum) + " + " + bound(arguments[1], product), sum};
    case Op::Sub:
        return {bound(arguments[0], sum) + " - " + bound(arguments[1], product), sum};
    case Op::Mul:
        return {bound(arguments[0], product) + " * " + bound(arguments[1], PrintedPart::Atom), product};
    case Op::ProtectedDiv:
        return {"_pdiv(" + arguments[0].text + ", " + arguments[1].text + ")"};
    case Op::Div:
        return {"np.divide(" + arguments[0].text + ", " + arguments[1].text + ")"};
    case Op::Pow:
        return {"np.power(" + arguments[0].text + ", " + arguments[1].text + ")"};
    case Op::Neg:
        return {"np.negative(" + arguments[0].text + ")"};
    default: {
        const std::string prefix = definitions().contains(op) ? "_" : "np.";
        return {prefix + std::string(nameOf(op)) + "(" + arguments[0].text + ")"};
    }
    }
}

std::string usedDefinitions(const Expression& expression)
{
    std::set<Op> used;
    for (const Node& node : expression.nodes)
        used.insert(node.op);
    std::string text;
    for (const auto& [op, definition] : definitions()) {
        if (used.contains(op))
            text += std::string("\n\n") + definition;
    }
    return text;
}

} // namespace

std::string toPython(const Expression& expression, const std::vector<std::string>& names)
{
    const std::map<std::size_t, std::string> arguments = argumentNames(expression, names);
    std::string lines;
    std::size_t lineCount = 0;
    const auto terminal = [&](const Node& node) -> PrintedPart {
        if (node.op == Op::Constant)
            return {pythonNumber(node.constant)};
        return {arguments.at(node.variable)};
    };
    const auto function = [&](Op op, std::vector<PrintedPart>& parts) {
        for (PrintedPart& part : parts) {
            if (part.depth < DeepestNesting)
                continue;
            const std::string name = "_t" + std::to_string(lineCount++);
            lines += "    " + name + " = " + part.text + "\n";
            part = {name};
        }
        return pythonFunction(op, parts);
    };
    const PrintedPart result = assemble(expression, terminal, function);
    std::string parameters;
    for (const auto& [variable, name] : arguments)
        parameters += (parameters.empty() ? "" : ", ") + name;
    return "import numpy as np\n" + usedDefinitions(expression) + "\n\ndef formula(" + parameters + "):\n" + lines +
           "    return " + result.text + "\n";
}

} // namespace wattline
