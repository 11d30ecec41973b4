// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/interval_steps.h"

#include "core/expression/interval_arithmetic.h"

#include <numbers>

namespace wattline {

using namespace interval;

namespace {

/// Division, logarithm and inverse of gplearn act only above this size.
constexpr double ProtectedSize = 0.001;
/// How far sine and cosine may be off; near their zeros that is many units of the last place.
constexpr double WaveError = 4.0 * Epsilon;
/// Beyond this the place within a period is not worth asking for.
constexpr double LargestAngle = 1e6;

/// The parts of b whose size exceeds the protected one, and the value that stands elsewhere.
Interval protectedQuotient(Interval a, Interval b, double elsewhere)
{
    Interval range = {Infinity, -Infinity};
    if (sizeOf(b).low <= ProtectedSize)
        range = {elsewhere, elsewhere};
    if (b.high > ProtectedSize)
        range = hull(range, quotientOf(a, {std::max(b.low, ProtectedSize), b.high}));
    if (b.low < -ProtectedSize)
        range = hull(range, quotientOf(a, {b.low, std::min(b.high, -ProtectedSize)}));
    return range;
}

Interval protectedLog(Interval a)
{
    const Interval size = sizeOf(a);
    if (size.high <= ProtectedSize)
        return {0.0, 0.0};
    const Interval range = widened({std::log(std::max(size.low, ProtectedSize)), std::log(size.high)});
    return size.low <= ProtectedSize ? hull(range, {0.0, 0.0}) : range;
}

/// Whether some offset + k * period lies in the range, or so near that rounding decides.
bool containsMultiple(Interval range, double offset, double period)
{
    const double slack = 1e-9 * (1.0 + std::max(std::abs(range.low), std::abs(range.high)));
    const double next = offset + std::ceil((range.low - slack - offset) / period) * period;
    return next <= range.high + slack;
}

Interval waveOf(Interval a, double (*function)(double), double crest)
{
    constexpr double Turn = 2.0 * std::numbers::pi;
    if (!(sizeOf(a).high <= LargestAngle))
        return {-1.0 - WaveError, 1.0 + WaveError};
    const Interval ends = hullOf({function(a.low), function(a.high)});
    const double high = containsMultiple(a, crest, Turn) ? 1.0 : ends.high;
    const double low = containsMultiple(a, crest + std::numbers::pi, Turn) ? -1.0 : ends.low;
    return {low - WaveError, high + WaveError};
}

Enclosure tangentOf(Interval a)
{
    constexpr double HalfTurn = std::numbers::pi;
    if (!(sizeOf(a).high <= LargestAngle) || containsMultiple(a, 0.5 * HalfTurn, HalfTurn))
        return {WholeLine, false};
    return {widened({std::tan(a.low), std::tan(a.high)})};
}

double sigmoid(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

Interval exponentialOf(Interval a)
{
    const Interval range = widened({std::exp(a.low), std::exp(a.high)});
    return {std::max(range.low, 0.0), range.high};
}

/// The evaluator's power is off by (4 + 3 |y log x|) ulp at most (vector_math.inc).
Interval powerCorners(Interval a, Interval b)
{
    const auto worst = [](double x, double y) {
        const double size = std::abs(y * std::log(x));
        return std::isfinite(size) ? size : 0.0;
    };
    const double reach =
        std::max({worst(a.low, b.low), worst(a.low, b.high), worst(a.high, b.low), worst(a.high, b.high)});
    const Interval corners =
        hullOf({std::pow(a.low, b.low), std::pow(a.low, b.high), std::pow(a.high, b.low), std::pow(a.high, b.high)});
    return widened(corners, FunctionUlps + 3.0 * reach);
}

Enclosure wholePowerOf(Interval a, double exponent)
{
    if (exponent < 0.0 && containsZero(a))
        return {WholeLine, false};
    const bool isEven = std::fmod(exponent, 2.0) == 0.0;
    const Interval base = isEven ? sizeOf(a) : a;
    if (base.low >= 0.0)
        return {powerCorners(base, {exponent, exponent})};
    const Interval whole = {exponent, exponent};
    if (base.high <= 0.0) // odd from here on: the sign stays
        return {negated(powerCorners(negated(base), whole))};
    return {{-powerCorners({0.0, -base.low}, whole).high, powerCorners({0.0, base.high}, whole).high}};
}

Enclosure powerOf(Interval a, Interval b)
{
    if (b.low == b.high && std::floor(b.low) == b.low)
        return wholePowerOf(a, b.low);
    const bool isDefined = a.low > 0.0 || (a.low == 0.0 && b.low >= 0.0);
    if (!isDefined)
        return {WholeLine, false};
    return {powerCorners(a, b)};
}

Enclosure unaryEnclosure(Op op, Interval a)
{
    switch (op) {
    case Op::Abs:
        return {sizeOf(a)};
    case Op::Neg:
        return {negated(a)};
    case Op::Square:
        return {squareOf(a)};
    case Op::ProtectedSqrt:
        return {{std::sqrt(sizeOf(a).low), std::sqrt(sizeOf(a).high)}};
    case Op::Sqrt:
        return {{std::sqrt(std::max(a.low, 0.0)), std::sqrt(std::max(a.high, 0.0))}, a.low >= 0.0};
    case Op::ProtectedLog:
        return {protectedLog(a)};
    case Op::Log:
        return {widened({a.low > 0.0 ? std::log(a.low) : -Infinity, a.high > 0.0 ? std::log(a.high) : Infinity}),
                a.low > 0.0};
    case Op::ProtectedInverse:
        return {protectedQuotient({1.0, 1.0}, a, 0.0)};
    case Op::Exp:
        return {exponentialOf(a)};
    case Op::Sin:
        return {waveOf(a, std::sin, 0.5 * std::numbers::pi)};
    case Op::Cos:
        return {waveOf(a, std::cos, 0.0)};
    case Op::Tan:
        return tangentOf(a);
    case Op::Tanh:
        return {widened({std::tanh(a.low), std::tanh(a.high)})};
    default:
        return {clamped(widened({sigmoid(a.low), sigmoid(a.high)}), 0.0, 1.0)};
    }
}

Enclosure binaryEnclosure(Op op, Interval a, Interval b)
{
    switch (op) {
    case Op::Add:
        return {sumOf(a, b)};
    case Op::Sub:
        return {sumOf(a, negated(b))};
    case Op::Mul:
        return {productOf(a, b)};
    case Op::Div:
        return containsZero(b) ? Enclosure{WholeLine, false} : Enclosure{quotientOf(a, b)};
    case Op::Pow:
        return powerOf(a, b);
    default:
        return {protectedQuotient(a, b, 1.0)};
    }
}

} // namespace

Enclosure enclosureOf(Op op, const Enclosure& first, const Enclosure& second)
{
    // A part without a value may be anything to what comes after it, since protected functions make numbers of NaN.
    const Interval a = first.isDefined ? first.range : WholeLine;
    if (arityOf(op) == 1) {
        Enclosure value = unaryEnclosure(op, a);
        value.isDefined = value.isDefined && first.isDefined;
        return value;
    }
    Enclosure value = binaryEnclosure(op, a, second.isDefined ? second.range : WholeLine);
    value.isDefined = value.isDefined && first.isDefined && second.isDefined;
    return value;
}

Enclosure enclosureOfTwice(Op op, const Enclosure& argument)
{
    if (!argument.isDefined)
        return enclosureOf(op, argument, argument);
    switch (op) {
    case Op::Sub:
        return {{0.0, 0.0}};
    case Op::Mul:
        return {squareOf(argument.range)};
    case Op::Div:
        return containsZero(argument.range) ? Enclosure{WholeLine, false} : Enclosure{{1.0, 1.0}};
    case Op::ProtectedDiv:
        return {{1.0, 1.0}};
    default:
        return enclosureOf(op, argument, argument);
    }
}

} // namespace wattline
