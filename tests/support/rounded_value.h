// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/interval_steps.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace wattline::test {

/// What a formula is on a row if every operation may be rounded by some ulp either way.
struct RoundedValue {
    enum class Kind {
        Defined,   ///< it surely has a value, which lies in range
        Undefined, ///< it surely is not a number, or infinite at a pole
        Unsure     ///< rounding decides, or a part overflows
    };
    Kind kind = Kind::Defined;
    Interval range;
};

inline Interval withUlps(Interval range, double ulps)
{
    const double width = ulps * std::numeric_limits<double>::epsilon();
    return {range.low - width * std::abs(range.low), range.high + width * std::abs(range.high)};
}

/// Whether the function has surely no value for arguments in these ranges.
inline bool surelyHasNoValue(Op op, Interval a, Interval b)
{
    const Interval zero = {0.0, 0.0};
    switch (op) {
    case Op::Sqrt:
        return a.high < 0.0;
    case Op::Log:
        return a.high < 0.0 || a == zero;
    case Op::Div:
        return b == zero;
    case Op::Pow:
        return a == zero && b.high < 0.0;
    default:
        return false;
    }
}

/// Whether the function of something that is not a number, or infinite, is so too.
inline bool handsOnTheUndefined(Op op, bool isFirst)
{
    switch (op) {
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::Neg:
    case Op::Abs:
    case Op::Square:
    case Op::Sqrt:
    case Op::ProtectedSqrt:
    case Op::Sin:
    case Op::Cos:
    case Op::Tan:
        return true;
    default:
        return op == Op::Div && isFirst;
    }
}

inline RoundedValue roundedFunction(Op op, const RoundedValue& a, const RoundedValue& b)
{
    using Kind = RoundedValue::Kind;
    const bool isBinary = arityOf(op) == 2;
    if (a.kind == Kind::Unsure || (isBinary && b.kind == Kind::Unsure))
        return {Kind::Unsure, WholeLine};
    if (a.kind == Kind::Undefined && (!isBinary || b.kind == Kind::Defined))
        return {handsOnTheUndefined(op, true) ? Kind::Undefined : Kind::Unsure, WholeLine};
    if (isBinary && b.kind == Kind::Undefined)
        return {a.kind == Kind::Defined && handsOnTheUndefined(op, false) ? Kind::Undefined : Kind::Unsure, WholeLine};
    if (surelyHasNoValue(op, a.range, b.range))
        return {Kind::Undefined, WholeLine};
    const Enclosure value = enclosureOf(op, {a.range}, {b.range});
    const Interval range = withUlps(value.range, 32.0);
    const double size = std::max(std::abs(range.low), std::abs(range.high));
    if (!value.isDefined || !(size < 1e300) || (size > 0.0 && size < 1e-290))
        return {Kind::Unsure, WholeLine};
    return {Kind::Defined, range};
}

/// The value of the formula on the row, with its constants themselves known to some ulp.
inline RoundedValue roundedValue(const Expression& expression, const std::vector<double>& row)
{
    std::vector<RoundedValue> stack;
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Constant) {
            const bool isWhole = std::floor(node.constant) == node.constant; // an exponent of 2 is just that
            stack.push_back({{}, withUlps({node.constant, node.constant}, isWhole ? 0.0 : 32.0)});
        } else if (node.op == Op::Variable) {
            stack.push_back({{}, {row[node.variable], row[node.variable]}});
        } else {
            const RoundedValue second = stack.back();
            if (arityOf(node.op) == 2)
                stack.pop_back();
            stack.back() = roundedFunction(node.op, stack.back(), second);
        }
    }
    return stack.back();
}

} // namespace wattline::test
