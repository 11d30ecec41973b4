// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wattline {

/// The functions and terminals of an expression. The protected ones are those of gplearn 0.4.2: division, log and
/// inverse act only where the (second) argument's size is above 0.001 and give 1, 0, 0 otherwise; sqrt and log take the
/// size of their argument. Sigmoid is 1 / (1 + exp(-x)). All others are the ordinary ones of IEEE arithmetic and the C
/// library: NaN outside their domain, infinite at a pole.
enum class Op : std::uint8_t {
    Constant,
    Variable,
    Add,
    Sub,
    Mul,
    ProtectedDiv,
    ProtectedSqrt,
    ProtectedLog,
    Abs,
    Neg,
    ProtectedInverse,
    Sin,
    Cos,
    Tan,
    Sigmoid,
    Div,
    Sqrt,
    Log,
    Exp,
    Pow,
    Square,
    Tanh
};

/// The thirteen functions of the paper's settings, in gplearn's order.
inline constexpr std::array PaperFunctions = {
    Op::Add,          Op::Sub, Op::Mul,    Op::ProtectedDiv,     Op::ProtectedSqrt,
    Op::ProtectedLog, Op::Abs, Op::Neg,    Op::ProtectedInverse, Op::Sin,
    Op::Cos,          Op::Tan, Op::Sigmoid};

/// Every function there is.
inline constexpr std::array AllFunctions = {Op::Add,          Op::Sub,           Op::Mul,
                                            Op::ProtectedDiv, Op::ProtectedSqrt, Op::ProtectedLog,
                                            Op::Abs,          Op::Neg,           Op::ProtectedInverse,
                                            Op::Sin,          Op::Cos,           Op::Tan,
                                            Op::Sigmoid,      Op::Div,           Op::Sqrt,
                                            Op::Log,          Op::Exp,           Op::Pow,
                                            Op::Square,       Op::Tanh};

/// How many arguments an operation takes: 0, 1 or 2.
int arityOf(Op op);

/// One node of an expression.
struct Node {
    Op op = Op::Constant;
    std::uint16_t variable = 0; ///< column of the features, for Op::Variable
    double constant = 0.0;      ///< for Op::Constant

    bool operator==(const Node&) const = default;
};

/// A formula: a tree stored flat in postfix order, arguments before their function, so that the last node is the root.
struct Expression {
    std::vector<Node> nodes;

    /// Number of nodes, gplearn's "length".
    std::size_t length() const { return nodes.size(); }
    bool operator==(const Expression&) const = default;
};

/// True where the nodes form exactly one tree.
bool isWellFormed(const Expression& expression);

/// Edges from the root to the deepest leaf: a single terminal has depth 0 (gplearn's "depth").
std::size_t depthOf(const Expression& expression);

/// The first node of the subtree whose root is at `root`; the subtree is the half-open range [begin, root + 1).
std::size_t subtreeBegin(const Expression& expression, std::size_t root);

/// The roots of the arguments of the node at `root`, first argument first.
std::vector<std::size_t> argumentsOf(const Expression& expression, std::size_t root);

/// The subtree as a formula of its own.
Expression subtree(const Expression& expression, std::size_t root);

/// The columns that occur, ascending, each once.
std::vector<std::size_t> variablesOf(const Expression& expression);

/// The formula with every variable v replaced by (v - mean[v]) / scale[v], by ordinary division: from standardised to
/// raw units.
Expression inRawUnits(const Expression& expression, const std::vector<double>& mean, const std::vector<double>& scale);

} // namespace wattline
