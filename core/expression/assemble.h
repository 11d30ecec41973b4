// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace wattline {

/// A printed subtree and how tightly its outermost sign binds.
struct PrintedPart {
    enum Binding { Sum = 1, Product = 2, Power = 3, Atom = 4 };
    std::string text;
    Binding binding = Atom;
    std::size_t depth = 0; ///< nesting of calls in the text
};

/// The text in parentheses where it binds less tightly than its place demands.
inline std::string bound(const PrintedPart& part, PrintedPart::Binding least)
{
    return part.binding < least ? "(" + part.text + ")" : part.text;
}

/// Prints a formula from its leaves up: terminal(node) and function(op, arguments) return a PrintedPart. No recursion,
/// so that the depth of a formula is no danger.
template <class Terminal, class Function>
PrintedPart assemble(const Expression& expression, const Terminal& terminal, const Function& function)
{
    std::vector<PrintedPart> stack;
    for (const Node& node : expression.nodes) {
        const auto arity = static_cast<std::size_t>(arityOf(node.op));
        if (arity == 0) {
            stack.push_back(terminal(node));
            continue;
        }
        std::vector<PrintedPart> arguments(std::make_move_iterator(stack.end() - static_cast<std::ptrdiff_t>(arity)),
                                           std::make_move_iterator(stack.end()));
        stack.resize(stack.size() - arity);
        PrintedPart part = function(node.op, arguments);
        for (const PrintedPart& argument : arguments) // which the function may have replaced by something shorter
            part.depth = std::max(part.depth, argument.depth + 1);
        stack.push_back(std::move(part));
    }
    return stack.back();
}

/// The variable's name, or X and its number where it has none.
inline std::string variableName(std::size_t variable, const std::vector<std::string>& names)
{
    return variable < names.size() ? names[variable] : "X" + std::to_string(variable);
}

} // namespace wattline
