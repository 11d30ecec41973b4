// SPDX-License-Identifier: GPL-3.0-or-later
// The protected functions on vectors of doubles; included once per instruction set by run_tape.cpp, hence no ordinary
// include guard. Highway's mathematics does not guard its domains, so every function here says where it may not be
// trusted and what stands in its place: values follow numpy over the whole range, NaN and infinities included.
#if defined(WATTLINE_VECTOR_FUNCTIONS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef WATTLINE_VECTOR_FUNCTIONS_INL_H
#undef WATTLINE_VECTOR_FUNCTIONS_INL_H
#else
#define WATTLINE_VECTOR_FUNCTIONS_INL_H
#endif

#include <cmath>
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<double>;
using V = hn::Vec<D>;

/// Division, logarithm and inverse act only above this size.
inline constexpr double ProtectedSize = 0.001;
/// Beyond this size three-part reductions by pi lose bits; the C library takes over.
inline constexpr double LargestReducedAngle = 30000.0;

struct Copy {
    HWY_INLINE V operator()(D, V x) const { return x; }
};

struct Add {
    HWY_INLINE V operator()(D, V a, V b) const { return hn::Add(a, b); }
};

struct Sub {
    HWY_INLINE V operator()(D, V a, V b) const { return hn::Sub(a, b); }
};

struct Mul {
    HWY_INLINE V operator()(D, V a, V b) const { return hn::Mul(a, b); }
};

struct Div {
    HWY_INLINE V operator()(D d, V a, V b) const
    {
        const auto acts = hn::Gt(hn::Abs(b), hn::Set(d, ProtectedSize));
        return hn::IfThenElse(acts, hn::Div(a, b), hn::Set(d, 1.0));
    }
};

struct Sqrt {
    HWY_INLINE V operator()(D, V x) const { return hn::Sqrt(hn::Abs(x)); }
};

struct Log {
    HWY_INLINE V operator()(D d, V x) const
    {
        const V size = hn::Abs(x);
        const auto acts = hn::Gt(size, hn::Set(d, ProtectedSize));
        const auto infinite = hn::Eq(size, hn::Set(d, std::numeric_limits<double>::infinity()));
        return hn::IfThenElseZero(acts, hn::IfThenElse(infinite, size, hn::Log(d, size)));
    }
};

struct Abs {
    HWY_INLINE V operator()(D, V x) const { return hn::Abs(x); }
};

struct Neg {
    HWY_INLINE V operator()(D, V x) const { return hn::Neg(x); }
};

struct Inverse {
    HWY_INLINE V operator()(D d, V x) const
    {
        const auto acts = hn::Gt(hn::Abs(x), hn::Set(d, ProtectedSize));
        return hn::IfThenElseZero(acts, hn::Div(hn::Set(d, 1.0), x));
    }
};

/// The values of `function` lane by lane, in lanes where x is not an angle that the vector form reduces exactly.
template <class Function>
HWY_NOINLINE V withLargeAngles(D d, V x, V value, Function function)
{
    HWY_ALIGN double angles[hn::MaxLanes(D())];
    HWY_ALIGN double values[hn::MaxLanes(D())];
    hn::Store(x, d, angles);
    hn::Store(value, d, values);
    for (std::size_t i = 0; i < hn::Lanes(d); ++i) {
        if (!(std::abs(angles[i]) <= LargestReducedAngle))
            values[i] = function(angles[i]);
    }
    return hn::Load(d, values);
}

HWY_INLINE bool allReducible(D d, V x)
{
    return hn::AllTrue(d, hn::Le(hn::Abs(x), hn::Set(d, LargestReducedAngle)));
}

struct Sin {
    HWY_INLINE V operator()(D d, V x) const
    {
        // Highway turns -0 into +0.
        const V value = hn::IfThenElse(hn::Eq(x, hn::Zero(d)), x, hn::Sin(d, x));
        if (HWY_LIKELY(allReducible(d, x)))
            return value;
        return withLargeAngles(d, x, value, [](double angle) { return std::sin(angle); });
    }
};

struct Cos {
    HWY_INLINE V operator()(D d, V x) const
    {
        const V value = hn::Cos(d, x);
        if (HWY_LIKELY(allReducible(d, x)))
            return value;
        return withLargeAngles(d, x, value, [](double angle) { return std::cos(angle); });
    }
};

/// Lambert's continued fraction of the tangent, cut after the ninth partial denominator: r P(r^2) / Q(r^2), whose
/// relative error for |r| <= pi/4 is below 1e-18. Highway has no tangent; sine by cosine would double the error.
struct Tan {
    HWY_INLINE V operator()(D d, V x) const
    {
        const V quarter = hn::Round(hn::Mul(x, hn::Set(d, 0.63661977236758134308)));
        // pi/2 in four parts, the first two short enough for their products with `quarter` to be exact.
        V r = hn::NegMulAdd(quarter, hn::Set(d, 0.5 * 3.1415926218032836914), x);
        r = hn::NegMulAdd(quarter, hn::Set(d, 0.5 * 3.1786509424591713469e-8), r);
        r = hn::NegMulAdd(quarter, hn::Set(d, 0.5 * 1.2246467864107188502e-16), r);
        r = hn::NegMulAdd(quarter, hn::Set(d, 0.5 * 1.2736634327021899816e-24), r);
        const V z = hn::Mul(r, r);
        V p = hn::MulAdd(z, hn::Set(d, 1.0), hn::Set(d, -990.0));
        p = hn::MulAdd(p, z, hn::Set(d, 135135.0));
        p = hn::MulAdd(p, z, hn::Set(d, -4729725.0));
        p = hn::Mul(hn::MulAdd(p, z, hn::Set(d, 34459425.0)), r);
        V q = hn::MulAdd(z, hn::Set(d, 45.0), hn::Set(d, -13860.0));
        q = hn::MulAdd(q, z, hn::Set(d, 945945.0));
        q = hn::MulAdd(q, z, hn::Set(d, -16216200.0));
        q = hn::MulAdd(q, z, hn::Set(d, 34459425.0));
        // An odd number of quarter turns swaps the fraction: tan(r + pi/2) = -1 / tan(r).
        const V half = hn::Mul(quarter, hn::Set(d, 0.5));
        const auto odd = hn::Ne(hn::Round(half), half);
        const V fraction = hn::Div(hn::IfThenElse(odd, hn::Neg(q), p), hn::IfThenElse(odd, p, q));
        const V value = hn::IfThenElse(hn::Eq(x, hn::Zero(d)), x, fraction); // the reduction turns -0 into +0
        if (HWY_LIKELY(allReducible(d, x)))
            return value;
        return withLargeAngles(d, x, value, [](double angle) { return std::tan(angle); });
    }
};

struct Sigmoid {
    HWY_INLINE V operator()(D d, V x) const
    {
        // exp(720) is infinite and exp(-720) vanishes beside 1; Highway's exp goes wrong farther out.
        const V limited = hn::Min(hn::Max(hn::Neg(x), hn::Set(d, -720.0)), hn::Set(d, 720.0));
        const V one = hn::Set(d, 1.0);
        const V value = hn::Div(one, hn::Add(one, hn::Exp(d, limited)));
        return hn::IfThenElse(hn::IsNaN(x), x, value);
    }
};

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
