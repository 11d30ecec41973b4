// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/names.h"

#include "core/base/text.h"
#include "core/expression/expression.h"

#include <algorithm>
#include <array>

namespace wattline {

namespace {

constexpr std::array Names = {"constant", "variable", "add",  "sub", "mul",    "pdiv", "psqrt",   "plog",
                              "abs",      "neg",      "pinv", "sin", "cos",    "tan",  "sigmoid", "div",
                              "sqrt",     "log",      "exp",  "pow", "square", "tanh"};

} // namespace

std::string_view protectionOf(Op op)
{
    switch (op) {
    case Op::ProtectedDiv:
        return "a / b where |b| > 0.001, else 1";
    case Op::ProtectedSqrt:
        return "sqrt(|a|)";
    case Op::ProtectedLog:
        return "ln(|a|) where |a| > 0.001, else 0";
    case Op::ProtectedInverse:
        return "1 / a where |a| > 0.001, else 0";
    default:
        return {};
    }
}

std::string_view nameOf(Op op, FunctionNames names)
{
    const std::string_view name = Names[static_cast<std::size_t>(op)];
    return names == FunctionNames::Gplearn && !protectionOf(op).empty() ? name.substr(1) : name;
}

std::optional<Op> functionNamed(std::string_view name, FunctionNames names)
{
    const std::string word = lowerCase(name);
    if (word == "sig")
        return Op::Sigmoid;
    if (word == "inverse" || word == "inv")
        return Op::ProtectedInverse;
    if (word == "ln")
        return Op::Log;
    if (word == "power")
        return Op::Pow;
    for (Op op : AllFunctions) { // gplearn's own stand before the ordinary ones of the same name
        if (nameOf(op, names) == word)
            return op;
    }
    return std::nullopt;
}

bool beginsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool continuesName(char c)
{
    return beginsName(c) || (c >= '0' && c <= '9');
}

std::string quotedName(std::string_view name)
{
    const bool plain =
        !name.empty() && beginsName(name.front()) && std::all_of(name.begin(), name.end(), continuesName);
    if (plain && !functionNamed(name))
        return std::string(name);
    std::string quoted = "`";
    for (char c : name)
        quoted.append(c == '`' ? 2 : 1, c);
    return quoted + "`";
}

} // namespace wattline
