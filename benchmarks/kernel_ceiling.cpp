// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/kernel_ceiling.h"

#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "benchmarks/kernel_ceiling.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include "core/expression/vector_functions.inc"
#include "core/expression/vector_math.inc"

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

template <class T>
struct Arrays {
    std::size_t times;
    std::size_t rows;
    const T* a;
    const T* b;
    T* out;
};

/// Keeps the compiler from leaving out all repetitions but one.
template <class T>
HWY_INLINE void touch(T* values)
{
    asm volatile("" : : "g"(values) : "memory");
}

template <class Function, class T>
HWY_NOINLINE void unary(Function function, const Arrays<T>& arrays)
{
    const hn::ScalableTag<T> d;
    for (std::size_t time = 0; time < arrays.times; ++time) {
        for (std::size_t i = 0; i < arrays.rows; i += hn::Lanes(d))
            hn::Store(function(d, hn::Load(d, arrays.a + i)), d, arrays.out + i);
        touch(arrays.out);
    }
}

template <class Function, class T>
HWY_NOINLINE void binary(Function function, const Arrays<T>& arrays)
{
    const hn::ScalableTag<T> d;
    for (std::size_t time = 0; time < arrays.times; ++time) {
        for (std::size_t i = 0; i < arrays.rows; i += hn::Lanes(d))
            hn::Store(function(d, hn::Load(d, arrays.a + i), hn::Load(d, arrays.b + i)), d, arrays.out + i);
        touch(arrays.out);
    }
}

template <class T>
void loop(Op op, const Arrays<T>& arrays)
{
    switch (op) {
    case Op::Add:
        return binary(Add(), arrays);
    case Op::Sub:
        return binary(Sub(), arrays);
    case Op::Mul:
        return binary(Mul(), arrays);
    case Op::ProtectedDiv:
        return binary(ProtectedDiv(), arrays);
    case Op::ProtectedSqrt:
        return unary(ProtectedSqrt(), arrays);
    case Op::ProtectedLog:
        return unary(ProtectedLog(), arrays);
    case Op::Abs:
        return unary(Abs(), arrays);
    case Op::Neg:
        return unary(Neg(), arrays);
    case Op::ProtectedInverse:
        return unary(ProtectedInverse(), arrays);
    case Op::Sin:
        return unary(Sin(), arrays);
    case Op::Cos:
        return unary(Cos(), arrays);
    case Op::Tan:
        return unary(Tan(), arrays);
    case Op::Sigmoid:
        return unary(Sigmoid(), arrays);
    case Op::Div:
        return binary(Div(), arrays);
    case Op::Sqrt:
        return unary(Sqrt(), arrays);
    case Op::Log:
        return unary(Log(), arrays);
    case Op::Exp:
        return unary(Exp(), arrays);
    case Op::Pow:
        return binary(Pow(), arrays);
    case Op::Square:
        return unary(Square(), arrays);
    case Op::Tanh:
        return unary(Tanh(), arrays);
    default:
        return;
    }
}

void loopDoubles(Op op, std::size_t times, std::size_t rows, const double* const* in, double* out)
{
    loop(op, Arrays<double>{times, rows, in[0], in[1], out});
}

void loopFloats(Op op, std::size_t times, std::size_t rows, const float* const* in, float* out)
{
    loop(op, Arrays<float>{times, rows, in[0], in[1], out});
}

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wattline {

HWY_EXPORT(loopDoubles);
HWY_EXPORT(loopFloats);

void loopOver(Op op, std::size_t times, std::size_t rows, const double* const* in, double* out)
{
    HWY_DYNAMIC_DISPATCH(loopDoubles)(op, times, rows, in, out);
}

void loopOver(Op op, std::size_t times, std::size_t rows, const float* const* in, float* out)
{
    HWY_DYNAMIC_DISPATCH(loopFloats)(op, times, rows, in, out);
}

} // namespace wattline
#endif
