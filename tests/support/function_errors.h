// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace wattline::test {

/// How many numbers of the type lie between two values; 0 for two NaN, more than any count for one.
template <class T>
std::uint64_t ulpsBetween(T a, T b)
{
    using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) && std::isnan(b) ? 0 : std::numeric_limits<std::uint64_t>::max();
    const auto place = [](T x) { // grows with x, without a step at zero
        const auto bits = std::bit_cast<Bits>(x);
        constexpr Bits Sign = Bits{1} << (8 * sizeof(T) - 1);
        return std::uint64_t{bits >= Sign ? static_cast<Bits>(Sign - (bits - Sign)) : static_cast<Bits>(Sign + bits)};
    };
    return place(a) > place(b) ? place(a) - place(b) : place(b) - place(a);
}

/// The function of the first columns.
inline Expression applied(Op op)
{
    if (arityOf(op) == 1)
        return {{{Op::Variable, 0}, {op}}};
    return {{{Op::Variable, 0}, {Op::Variable, 1}, {op}}};
}

/// How far a function of the evaluator may be from the C library's, in ulp: the figures of docs/methods.md.
inline std::uint64_t ulpsAllowed(Op op, double x, double y)
{
    switch (op) {
    case Op::Sin:
    case Op::Cos:
    case Op::Tan:
    case Op::Log:
    case Op::ProtectedLog:
    case Op::Exp:
    case Op::Sigmoid:
    case Op::Tanh:
        return 4;
    case Op::Pow:
        return 4 + static_cast<std::uint64_t>(std::fmin(2250.0, 3.0 * std::abs(std::log(std::abs(x)) * y)));
    default:
        return 0;
    }
}

/// The same for floats against the plain function of the same arguments; a sigmoid that is no normal float may be 0.
inline bool isAllowedAsFloat(float value, double expected)
{
    if (std::abs(expected) < std::numeric_limits<float>::min() && value == 0.0F)
        return true;
    return ulpsBetween(value, static_cast<float>(expected)) <= 4;
}

/// A number of any kind: of every size and sign, near multiples of half pi, ordinary, near 1, or a special one.
inline double anyNumber(RandomStream& random)
{
    constexpr double Infinity = std::numeric_limits<double>::infinity();
    static constexpr std::array Special = {Infinity, -Infinity, std::numeric_limits<double>::quiet_NaN(),
                                           0.0,      -0.0,      5e-324,
                                           -5e-324,  2.2e-308,  1e-310,
                                           -3e-309,  1.7e308,   -1.7e308,
                                           -1e22,    0.001,     -0.001,
                                           709.78,   -745.1,    88.72,
                                           -103.9,   1e5,       1.0,
                                           -1.0,     2.0,       0.5};
    switch (random.below(6)) {
    case 0:
        return std::bit_cast<double>(random.next());
    case 1:
        return static_cast<double>(random.below(20000)) * 1.5707963267948966 + 1e-9 * random.normal();
    case 2:
        return 800.0 * (random.uniform() - 0.5) * 2.0;
    case 3:
        return 1.0 + 0.1 * random.normal();
    case 4:
        return 3.0 * random.normal();
    default:
        return Special[random.below(Special.size())];
    }
}

inline Eigen::MatrixXd anyNumbers(RandomStream& random, Eigen::Index rows, Eigen::Index columns)
{
    Eigen::MatrixXd numbers(rows, columns);
    for (double& value : numbers.reshaped())
        value = anyNumber(random);
    return numbers;
}

} // namespace wattline::test
