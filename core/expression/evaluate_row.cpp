// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"

#include <cmath>

namespace wattline {

namespace {

constexpr double ProtectedSize = 0.001;

double unaryValue(Op op, double x)
{
    switch (op) {
    case Op::ProtectedSqrt:
        return std::sqrt(std::abs(x));
    case Op::ProtectedLog:
        return std::abs(x) > ProtectedSize ? std::log(std::abs(x)) : 0.0;
    case Op::Abs:
        return std::abs(x);
    case Op::Neg:
        return -x;
    case Op::ProtectedInverse:
        return std::abs(x) > ProtectedSize ? 1.0 / x : 0.0;
    case Op::Sin:
        return std::sin(x);
    case Op::Cos:
        return std::cos(x);
    case Op::Tan:
        return std::tan(x);
    case Op::Sqrt:
        return std::sqrt(x);
    case Op::Log:
        return std::log(x);
    case Op::Exp:
        return std::exp(x);
    case Op::Square:
        return x * x;
    case Op::Tanh:
        return std::tanh(x);
    default:
        return 1.0 / (1.0 + std::exp(-x));
    }
}

double binaryValue(Op op, double a, double b)
{
    switch (op) {
    case Op::Add:
        return a + b;
    case Op::Sub:
        return a - b;
    case Op::Mul:
        return a * b;
    case Op::Div:
        return a / b;
    case Op::Pow:
        return std::pow(a, b);
    default:
        return std::abs(b) > ProtectedSize ? a / b : 1.0;
    }
}

} // namespace

double evaluateRow(const Expression& expression, const double* row)
{
    std::vector<double> stack;
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Constant) {
            stack.push_back(node.constant);
        } else if (node.op == Op::Variable) {
            stack.push_back(row[node.variable]);
        } else if (arityOf(node.op) == 1) {
            stack.back() = unaryValue(node.op, stack.back());
        } else {
            const double second = stack.back();
            stack.pop_back();
            stack.back() = binaryValue(node.op, stack.back(), second);
        }
    }
    return stack.back();
}

} // namespace wattline
