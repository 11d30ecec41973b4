// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/derivatives.h"

// The sets of run_tape.cpp.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/expression/run_reverse.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include "core/expression/vector_functions.inc"
#include "core/expression/vector_math.inc"

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

using D = hn::ScalableTag<double>;
using V = hn::Vec<D>;

/// adjoint * partial(arguments, value) into `out`.
template <class Partial>
HWY_INLINE void chain(const ReverseStep& step, std::size_t rows, double* out, Partial partial)
{
    if (out == nullptr)
        return;
    const D d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = 0; i < rows; i += lanes) {
        const V a = hn::LoadU(d, step.first + i * step.firstStep);
        const V b = hn::LoadU(d, step.second + i * step.secondStep);
        const V value = hn::LoadU(d, step.value + i);
        hn::StoreU(partial(d, hn::LoadU(d, step.adjoint + i), a, b, value), d, out + i);
    }
}

HWY_INLINE V sizeOfSign(D d, V x)
{
    const V one = hn::Set(d, 1.0);
    return hn::IfThenElseZero(hn::Ne(x, hn::Zero(d)), hn::IfThenElse(hn::Lt(x, hn::Zero(d)), hn::Neg(one), one));
}

HWY_INLINE auto actsOn(D d, V x)
{
    return hn::Gt(hn::Abs(x), hn::Set(d, ProtectedSize<double>));
}

void reverseArithmetic(const ReverseStep& s, std::size_t rows)
{
    switch (s.op) {
    case Op::Add:
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V, V) { return u; });
        chain(s, rows, s.secondAdjoint, [](D, V u, V, V, V) { return u; });
        break;
    case Op::Sub:
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V, V) { return u; });
        chain(s, rows, s.secondAdjoint, [](D, V u, V, V, V) { return hn::Neg(u); });
        break;
    case Op::Mul:
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V b, V) { return hn::Mul(u, b); });
        chain(s, rows, s.secondAdjoint, [](D, V u, V a, V, V) { return hn::Mul(u, a); });
        break;
    case Op::Div:
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V b, V) { return hn::Div(u, b); });
        chain(s, rows, s.secondAdjoint, [](D, V u, V, V b, V v) { return hn::Neg(hn::Div(hn::Mul(u, v), b)); });
        break;
    case Op::ProtectedDiv:
        chain(s, rows, s.firstAdjoint,
              [](D d, V u, V, V b, V) { return hn::IfThenElseZero(actsOn(d, b), hn::Div(u, b)); });
        chain(s, rows, s.secondAdjoint, [](D d, V u, V, V b, V v) {
            return hn::IfThenElseZero(actsOn(d, b), hn::Neg(hn::Div(hn::Mul(u, v), b)));
        });
        break;
    default: // Pow; by its exponent 0 where the base is 0
        chain(s, rows, s.firstAdjoint,
              [](D d, V u, V a, V b, V) { return hn::Mul(u, hn::Mul(b, Pow()(d, a, hn::Sub(b, hn::Set(d, 1.0))))); });
        chain(s, rows, s.secondAdjoint, [](D d, V u, V a, V, V v) {
            return hn::IfThenElseZero(hn::Ne(a, hn::Zero(d)), hn::Mul(u, hn::Mul(v, Log()(d, a))));
        });
        break;
    }
}

void reverseRootsAndLogs(const ReverseStep& s, std::size_t rows)
{
    switch (s.op) {
    case Op::ProtectedSqrt:
        chain(s, rows, s.firstAdjoint, [](D d, V u, V a, V, V v) {
            return hn::IfThenElseZero(hn::Ne(a, hn::Zero(d)), hn::Div(hn::Mul(u, sizeOfSign(d, a)), hn::Add(v, v)));
        });
        break;
    case Op::ProtectedLog:
        chain(s, rows, s.firstAdjoint,
              [](D d, V u, V a, V, V) { return hn::IfThenElseZero(actsOn(d, a), hn::Div(u, a)); });
        break;
    case Op::ProtectedInverse:
        chain(s, rows, s.firstAdjoint, [](D d, V u, V a, V, V v) {
            return hn::IfThenElseZero(actsOn(d, a), hn::Neg(hn::Mul(u, hn::Mul(v, v))));
        });
        break;
    case Op::Sqrt:
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V, V v) { return hn::Div(u, hn::Add(v, v)); });
        break;
    case Op::Log:
        chain(s, rows, s.firstAdjoint, [](D, V u, V a, V, V) { return hn::Div(u, a); });
        break;
    case Op::Exp:
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V, V v) { return hn::Mul(u, v); });
        break;
    default: // Square
        chain(s, rows, s.firstAdjoint, [](D, V u, V a, V, V) { return hn::Mul(u, hn::Add(a, a)); });
        break;
    }
}

void reverseOthers(const ReverseStep& s, std::size_t rows)
{
    switch (s.op) {
    case Op::Abs:
        chain(s, rows, s.firstAdjoint, [](D d, V u, V a, V, V) { return hn::Mul(u, sizeOfSign(d, a)); });
        break;
    case Op::Neg:
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V, V) { return hn::Neg(u); });
        break;
    case Op::Sin:
        chain(s, rows, s.firstAdjoint, [](D d, V u, V a, V, V) { return hn::Mul(u, Cos()(d, a)); });
        break;
    case Op::Cos:
        chain(s, rows, s.firstAdjoint, [](D d, V u, V a, V, V) { return hn::Neg(hn::Mul(u, Sin()(d, a))); });
        break;
    case Op::Tan:
        chain(s, rows, s.firstAdjoint,
              [](D d, V u, V, V, V v) { return hn::Mul(u, hn::MulAdd(v, v, hn::Set(d, 1.0))); });
        break;
    case Op::Sigmoid:
        chain(s, rows, s.firstAdjoint,
              [](D d, V u, V, V, V v) { return hn::Mul(u, hn::Mul(v, hn::Sub(hn::Set(d, 1.0), v))); });
        break;
    case Op::Tanh:
        chain(s, rows, s.firstAdjoint,
              [](D d, V u, V, V, V v) { return hn::Mul(u, hn::NegMulAdd(v, v, hn::Set(d, 1.0))); });
        break;
    default: // a terminal that is a whole expression
        chain(s, rows, s.firstAdjoint, [](D, V u, V, V, V) { return u; });
        break;
    }
}

void reverseStep(const ReverseStep& step, std::size_t rows)
{
    switch (step.op) {
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::Div:
    case Op::ProtectedDiv:
    case Op::Pow:
        return reverseArithmetic(step, rows);
    case Op::ProtectedSqrt:
    case Op::ProtectedLog:
    case Op::ProtectedInverse:
    case Op::Sqrt:
    case Op::Log:
    case Op::Exp:
    case Op::Square:
        return reverseRootsAndLogs(step, rows);
    default:
        return reverseOthers(step, rows);
    }
}

HWY_INLINE double product(const double* a, const double* b, std::size_t rows)
{
    const D d;
    const std::size_t lanes = hn::Lanes(d);
    HWY_ALIGN double sums[LaneGroup<double>] = {};
    for (std::size_t lane = 0; lane < LaneGroup<double>; lane += lanes) {
        V sum = hn::Zero(d);
        for (std::size_t i = lane; i < rows; i += LaneGroup<double>)
            sum = hn::MulAdd(hn::LoadU(d, a + i), hn::LoadU(d, b + i), sum);
        hn::Store(sum, d, sums + lane);
    }
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void productsOf(const double* columns, std::size_t stride, std::size_t rows, const double* residuals, double* matrix,
                double* vector, std::size_t count)
{
    for (std::size_t c = 0; c < count; ++c) {
        for (std::size_t r = 0; r <= c; ++r)
            matrix[c * count + r] += product(columns + r * stride, columns + c * stride, rows);
        vector[c] += product(columns + c * stride, residuals, rows);
    }
}

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wattline {

HWY_EXPORT(reverseStep);
HWY_EXPORT(productsOf);

void reverse(const ReverseStep& step, std::size_t rows)
{
    HWY_DYNAMIC_DISPATCH(reverseStep)(step, rows);
}

void addProducts(const double* columns, std::size_t stride, std::size_t rows, const double* residuals,
                 Eigen::MatrixXd& matrix, Eigen::VectorXd& vector)
{
    HWY_DYNAMIC_DISPATCH(productsOf)
    (columns, stride, rows, residuals, matrix.data(), vector.data(), static_cast<std::size_t>(vector.size()));
}

} // namespace wattline
#endif
