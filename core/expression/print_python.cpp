// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/code.h"
#include "core/expression/print.h"

namespace wattline {

namespace {

const std::set<std::string> ReservedWords = {
    "False", "None",  "True",   "and",      "as",      "assert",  "async", "await", "break",  "class",   "continue",
    "def",   "del",   "elif",   "else",     "except",  "finally", "for",   "from",  "global", "if",      "import",
    "in",    "is",    "lambda", "nonlocal", "not",     "or",      "pass",  "raise", "return", "try",     "while",
    "with",  "yield", "np",     "sp",       "formula", "pdiv",    "psqrt", "plog",  "pinv",   "sigmoid", "square"};

const CodeLanguage& numpyCode()
{
    static const CodeLanguage language = {
        "np.",
        {{Op::Div, "np.divide"}, // Python's own raises where the divisor is 0
         {Op::Pow, "np.power"}},
        {{Op::ProtectedDiv, "\ndef pdiv(a, b):\n"
                            "    with np.errstate(divide=\"ignore\", invalid=\"ignore\", over=\"ignore\"):\n"
                            "        return np.where(np.abs(b) > 0.001, np.divide(a, b), 1.0)\n"},
         {Op::ProtectedSqrt, "\ndef psqrt(a):\n    return np.sqrt(np.abs(a))\n"},
         {Op::ProtectedLog, "\ndef plog(a):\n"
                            "    with np.errstate(divide=\"ignore\", invalid=\"ignore\"):\n"
                            "        return np.where(np.abs(a) > 0.001, np.log(np.abs(a)), 0.0)\n"},
         {Op::ProtectedInverse, "\ndef pinv(a):\n"
                                "    with np.errstate(divide=\"ignore\", invalid=\"ignore\", over=\"ignore\"):\n"
                                "        return np.where(np.abs(a) > 0.001, np.divide(1.0, a), 0.0)\n"},
         {Op::Sigmoid, "\ndef sigmoid(a):\n"
                       "    with np.errstate(over=\"ignore\", under=\"ignore\"):\n"
                       "        return 1.0 / (1.0 + np.exp(-a))\n"}},
        ReservedWords,
        "step_"};
    return language;
}

const CodeLanguage& sympyCode()
{
    static const CodeLanguage language = {
        "sp.",
        {{Op::Abs, "sp.Abs"}, {Op::Pow, "sp.Pow"}},
        {{Op::ProtectedDiv,
          "\ndef pdiv(a, b):\n"
          "    return sp.Piecewise((sp.sympify(a) / b, sp.Abs(b) > 0.001), (1.0, True), evaluate=False)\n"},
         {Op::ProtectedSqrt, "\ndef psqrt(a):\n    return sp.sqrt(sp.Abs(a))\n"},
         {Op::ProtectedLog,
          "\ndef plog(a):\n"
          "    return sp.Piecewise((sp.log(sp.Abs(a)), sp.Abs(a) > 0.001), (0.0, True), evaluate=False)\n"},
         {Op::ProtectedInverse,
          "\ndef pinv(a):\n"
          "    return sp.Piecewise((1 / sp.sympify(a), sp.Abs(a) > 0.001), (0.0, True), evaluate=False)\n"},
         {Op::Sigmoid, "\ndef sigmoid(a):\n    return 1 / (1 + sp.exp(-a))\n"},
         {Op::Square, "\ndef square(a):\n    return sp.Pow(a, 2)\n"}},
        ReservedWords,
        "step_"};
    return language;
}

/// A string literal of Python that stands for the text.
std::string quoted(const std::string& text)
{
    std::string literal = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            literal += '\\';
        if (c == '\n' || c == '\r')
            literal += c == '\n' ? "\\n" : "\\r";
        else
            literal += c;
    }
    return literal + "\"";
}

} // namespace

std::string toPython(const Expression& expression, const std::vector<std::string>& names)
{
    const Code code = codeOf(expression, names, numpyCode());
    std::string parameters;
    for (const auto& [variable, name] : code.identifiers)
        parameters += (parameters.empty() ? "" : ", ") + name;
    std::string text = "import numpy as np\n" + code.definitions + "\n\ndef formula(" + parameters + "):\n";
    text += linesOf(code.steps, "    ", "\n");
    return text + "    return " + code.result + "\n";
}

std::string toSympy(const Expression& expression, const std::vector<std::string>& names)
{
    const Code code = codeOf(expression, names, sympyCode());
    std::string text = "import sympy as sp\n" + code.definitions + "\n\n";
    for (const auto& [variable, name] : code.identifiers)
        text += name + " = sp.Symbol(" + quoted(variableName(variable, names)) + ", real=True)\n";
    text += linesOf(code.steps, "", "\n");
    return text + "formula = sp.sympify(" + code.result + ")\n";
}

} // namespace wattline
