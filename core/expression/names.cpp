// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/names.h"

#include "core/expression/print.h"

#include <algorithm>

namespace wattline {

std::string_view nameOf(Op op)
{
    switch (op) {
    case Op::Constant:
        return "constant";
    case Op::Variable:
        return "variable";
    case Op::Add:
        return "add";
    case Op::Sub:
        return "sub";
    case Op::Mul:
        return "mul";
    case Op::Div:
        return "div";
    case Op::Sqrt:
        return "sqrt";
    case Op::Log:
        return "log";
    case Op::Abs:
        return "abs";
    case Op::Neg:
        return "neg";
    case Op::Inverse:
        return "inv";
    case Op::Sin:
        return "sin";
    case Op::Cos:
        return "cos";
    case Op::Tan:
        return "tan";
    case Op::Sigmoid:
        return "sigmoid";
    }
    return "";
}

std::optional<Op> functionNamed(std::string_view name)
{
    for (Op op : Functions) {
        if (nameOf(op) == name)
            return op;
    }
    if (name == "sig")
        return Op::Sigmoid;
    if (name == "inverse")
        return Op::Inverse;
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
