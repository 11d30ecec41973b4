// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/code.h"
#include "core/expression/print.h"

namespace wattline {

namespace {

const CodeLanguage& cCode()
{
    static const CodeLanguage language = {
        "",
        {{Op::Abs, "fabs"}},
        {{Op::ProtectedDiv,
          "static double pdiv(double a, double b)\n{\n    return fabs(b) > 0.001 ? a / b : 1.0;\n}\n"},
         {Op::ProtectedSqrt, "static double psqrt(double a)\n{\n    return sqrt(fabs(a));\n}\n"},
         {Op::ProtectedLog, "static double plog(double a)\n{\n    return fabs(a) > 0.001 ? log(fabs(a)) : 0.0;\n}\n"},
         {Op::ProtectedInverse, "static double pinv(double a)\n{\n    return fabs(a) > 0.001 ? 1.0 / a : 0.0;\n}\n"},
         {Op::Sigmoid, "static double sigmoid(double a)\n{\n    return 1.0 / (1.0 + exp(-a));\n}\n"},
         {Op::Square, "static double square(double a)\n{\n    return a * a;\n}\n"}},
        {"auto",     "break",   "case",         "char",          "const",    "continue", "default",   "do",
         "double",   "else",    "enum",         "extern",        "float",    "for",      "goto",      "if",
         "inline",   "int",     "long",         "register",      "restrict", "return",   "short",     "signed",
         "sizeof",   "static",  "struct",       "switch",        "typedef",  "union",    "unsigned",  "void",
         "volatile", "while",   "bool",         "true",          "false",    "nullptr",  "constexpr", "typeof",
         "alignas",  "alignof", "thread_local", "static_assert", "formula",  "pdiv",     "psqrt",     "plog",
         "pinv",     "sigmoid", "square",       "fabs",          "sin",      "cos",      "tan",       "sqrt",
         "log",      "exp",     "pow",          "tanh",          "NAN",      "INFINITY", "HUGE_VAL",  "linux",
         "unix"},
        "step_"};
    return language;
}

} // namespace

std::string toC(const Expression& expression, const std::vector<std::string>& names)
{
    const Code code = codeOf(expression, names, cCode());
    std::string parameters;
    for (const auto& [variable, name] : code.identifiers)
        parameters += (parameters.empty() ? "double " : ", double ") + name;
    std::string text = "#include <math.h>\n" + code.definitions + "\ndouble formula(" +
                       (parameters.empty() ? "void" : parameters) + ")\n{\n";
    text += linesOf(code.steps, "    const double ", ";\n");
    return text + "    return " + code.result + ";\n}\n";
}

} // namespace wattline
