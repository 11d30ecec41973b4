// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/simplify.h"

#include <bit>

namespace wattline {

namespace {

/// splitmix64's finaliser: every bit of the answer depends on every bit of the argument.
std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    return mixed(mixed(a) ^ b);
}

/// A part whose root may be gathered with its parent: what a sum adds and takes away, or what a product multiplies and
/// divides by, each a sum of hashes, so that neither order nor bracketing counts.
struct Part {
    enum class Kind : std::uint8_t { Whole, Sum, Product };
    Kind kind = Kind::Whole;
    std::uint64_t with = 0;
    std::uint64_t against = 0;

    std::uint64_t hash() const
    {
        return kind == Kind::Whole ? with : mixed(mixed(static_cast<std::uint64_t>(kind), with), against);
    }

    /// The part as one of the given kind.
    Part as(Kind wanted) const { return kind == wanted ? *this : Part{wanted, mixed(hash()), 0}; }
};

Part gathered(Part::Kind kind, const Part& first, const Part& second, bool isReversed)
{
    const Part a = first.as(kind);
    const Part b = second.as(kind);
    return {kind, a.with + (isReversed ? b.against : b.with), a.against + (isReversed ? b.with : b.against)};
}

Part terminal(const Node& node, ConstantValues values)
{
    constexpr std::uint64_t AnyConstant = 0x5ca1ab1eU;
    if (node.op == Op::Variable)
        return {Part::Kind::Whole, mixed(static_cast<std::uint64_t>(Op::Variable), node.variable)};
    const double value = node.constant == 0.0 ? 0.0 : node.constant; // -0 is 0
    const auto bits = values == ConstantValues::AreIgnored ? AnyConstant : std::bit_cast<std::uint64_t>(value);
    return {Part::Kind::Whole, mixed(static_cast<std::uint64_t>(Op::Constant), bits)};
}

Part functionOf(Op op, const Part& first, const Part& second)
{
    switch (op) {
    case Op::Add:
    case Op::Sub:
        return gathered(Part::Kind::Sum, first, second, op == Op::Sub);
    case Op::Neg:
        return gathered(Part::Kind::Sum, {Part::Kind::Sum}, first, true);
    case Op::Mul:
    case Op::Div:
        return gathered(Part::Kind::Product, first, second, op == Op::Div);
    default: {
        const std::uint64_t ofFirst = mixed(static_cast<std::uint64_t>(op), first.hash());
        return {Part::Kind::Whole, arityOf(op) == 2 ? mixed(ofFirst, second.hash()) : ofFirst};
    }
    }
}

} // namespace

std::uint64_t canonicalHash(const Expression& expression, ConstantValues values)
{
    std::vector<Part> stack;
    for (const Node& node : expression.nodes) {
        if (arityOf(node.op) == 0) {
            stack.push_back(terminal(node, values));
            continue;
        }
        Part second;
        if (arityOf(node.op) == 2) {
            second = stack.back();
            stack.pop_back();
        }
        stack.back() = functionOf(node.op, stack.back(), second);
    }
    return stack.back().hash();
}

} // namespace wattline
