// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/expression/expression.h"

#include <vector>

namespace wattline::test {

/// A random formula of up to about 30 nodes over the given functions and the variables X0 ... below variableCount;
/// constants of every sign and size among the terminals.
inline Expression randomExpression(RandomStream& random, const std::vector<Op>& functions, std::size_t variableCount)
{
    Expression expression;
    std::size_t open = 0;
    std::size_t left = random.below(15);
    while (open != 1 || left > 0) {
        const Op op = functions[random.below(functions.size())];
        const auto arity = static_cast<std::size_t>(arityOf(op));
        if (open >= arity && (left == 0 ? open > 1 && arity == 2 : random.below(3) > 0)) {
            expression.nodes.push_back({op});
            open -= arity - 1;
            left -= left > 0 ? 1 : 0;
        } else if (left > 0 || open == 0) {
            if (random.below(3) == 0)
                expression.nodes.push_back({Op::Constant, 0, random.normal() * (random.below(2) == 0 ? 1.0 : 1e6)});
            else
                expression.nodes.push_back({Op::Variable, static_cast<std::uint16_t>(random.below(variableCount))});
            ++open;
        }
    }
    return expression;
}

} // namespace wattline::test
