// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"
#include "core/expression/tape.h"

// AVX-512, AVX2 and SSE4 besides the baseline; the other AVX-512 sets gain nothing for doubles.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/expression/run_tape.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include "core/expression/vector_functions.inc"
#include "core/expression/vector_math.inc"

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

/// An argument in memory: constants stand still while columns and slots advance.
template <class T>
struct Source {
    const T* values;
    std::size_t step;
};

/// Room for a constant as a vector.
template <class T>
struct Spread {
    HWY_ALIGN T values[LaneGroup<T>];
};

template <class T>
HWY_INLINE Source<T> sourceOf(Operand operand, const double* constants, const TapeBlock<T>& block, Spread<T>& spread)
{
    switch (operand.kind) {
    case Operand::Kind::Column:
        return {block.columns + operand.index * block.columnStride, 1};
    case Operand::Kind::Constant: {
        const hn::ScalableTag<T> d;
        hn::Store(hn::Set(d, static_cast<T>(constants[operand.index])), d, spread.values);
        return {spread.values, 0};
    }
    default:
        return {block.slotValues + operand.index * block.slotStride, 1};
    }
}

/// Rows in memory: padded, so that no vector is cut.
template <class T>
HWY_INLINE std::size_t paddedRows(const TapeBlock<T>& block)
{
    return (block.rows + LaneGroup<T> - 1) / LaneGroup<T> * LaneGroup<T>;
}

template <class Function, class T>
HWY_INLINE void apply(Function function, std::size_t rows, Source<T> x, T* out)
{
    const hn::ScalableTag<T> d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = 0; i < rows; i += lanes)
        hn::StoreU(function(d, hn::LoadU(d, x.values + i * x.step)), d, out + i);
}

template <class Function, class T>
HWY_INLINE void apply(Function function, std::size_t rows, Source<T> a, Source<T> b, T* out)
{
    const hn::ScalableTag<T> d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = 0; i < rows; i += lanes)
        hn::StoreU(function(d, hn::LoadU(d, a.values + i * a.step), hn::LoadU(d, b.values + i * b.step)), d, out + i);
}

template <class T>
HWY_INLINE void applyOp(Op op, std::size_t rows, Source<T> a, Source<T> b, T* out)
{
    switch (op) {
    case Op::Add:
        return apply(Add(), rows, a, b, out);
    case Op::Sub:
        return apply(Sub(), rows, a, b, out);
    case Op::Mul:
        return apply(Mul(), rows, a, b, out);
    case Op::ProtectedDiv:
        return apply(ProtectedDiv(), rows, a, b, out);
    case Op::ProtectedSqrt:
        return apply(ProtectedSqrt(), rows, a, out);
    case Op::ProtectedLog:
        return apply(ProtectedLog(), rows, a, out);
    case Op::Abs:
        return apply(Abs(), rows, a, out);
    case Op::Neg:
        return apply(Neg(), rows, a, out);
    case Op::ProtectedInverse:
        return apply(ProtectedInverse(), rows, a, out);
    case Op::Sin:
        return apply(Sin(), rows, a, out);
    case Op::Cos:
        return apply(Cos(), rows, a, out);
    case Op::Tan:
        return apply(Tan(), rows, a, out);
    case Op::Sigmoid:
        return apply(Sigmoid(), rows, a, out);
    case Op::Div:
        return apply(Div(), rows, a, b, out);
    case Op::Sqrt:
        return apply(Sqrt(), rows, a, out);
    case Op::Log:
        return apply(Log(), rows, a, out);
    case Op::Exp:
        return apply(Exp(), rows, a, out);
    case Op::Pow:
        return apply(Pow(), rows, a, b, out);
    case Op::Square:
        return apply(Square(), rows, a, out);
    case Op::Tanh:
        return apply(Tanh(), rows, a, out);
    default:
        return apply(Copy(), rows, a, out); // a terminal that is a whole program
    }
}

/// LaneGroup partial sums, added up in one order whatever the width of the vectors.
template <class T>
HWY_INLINE T sumOfAbsoluteErrors(const T* values, const TapeBlock<T>& block)
{
    const hn::ScalableTag<T> d;
    const std::size_t lanes = hn::Lanes(d);
    HWY_ALIGN T sums[LaneGroup<T>] = {};
    const std::size_t whole = block.rows / LaneGroup<T> * LaneGroup<T>;
    for (std::size_t lane = 0; lane < LaneGroup<T>; lane += lanes) {
        auto sum = hn::Zero(d);
        for (std::size_t i = lane; i < whole; i += LaneGroup<T>)
            sum = hn::Add(sum, hn::Abs(hn::Sub(hn::LoadU(d, values + i), hn::LoadU(d, block.target + i))));
        hn::Store(sum, d, sums + lane);
    }
    for (std::size_t i = whole; i < block.rows; ++i)
        sums[i - whole] += std::abs(values[i] - block.target[i]);
    for (std::size_t width = LaneGroup<T> / 2; width > 0; width /= 2) {
        for (std::size_t i = 0; i < width; ++i)
            sums[i] = sums[2 * i] + sums[2 * i + 1];
    }
    return sums[0];
}

template <class T>
void run(std::span<const Instruction> instructions, const double* constants, const TapeBlock<T>& block)
{
    const std::size_t rows = paddedRows(block);
    Spread<T> first;
    Spread<T> second;
    const Instruction* const rewired = block.result != nullptr ? &instructions.back() : nullptr;
    for (const Instruction& instruction : instructions) {
        T* const out = &instruction == rewired ? block.result : block.slotValues + instruction.slot * block.slotStride;
        applyOp(instruction.op, rows, sourceOf(instruction.first, constants, block, first),
                sourceOf(instruction.second, constants, block, second), out);
        if (instruction.scored)
            block.scores[instruction.score] += sumOfAbsoluteErrors(out, block);
    }
}

void runDoubles(std::span<const Instruction> instructions, const double* constants, const TapeBlock<double>& block)
{
    run(instructions, constants, block);
}

void runFloats(std::span<const Instruction> instructions, const double* constants, const TapeBlock<float>& block)
{
    run(instructions, constants, block);
}

const char* targetName()
{
    return hwy::TargetName(HWY_TARGET);
}

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wattline {

HWY_EXPORT(runDoubles);
HWY_EXPORT(runFloats);
HWY_EXPORT(targetName);

void runTape(std::span<const Instruction> instructions, const std::vector<double>& constants,
             const TapeBlock<double>& block)
{
    HWY_DYNAMIC_DISPATCH(runDoubles)(instructions, constants.data(), block);
}

void runTape(std::span<const Instruction> instructions, const std::vector<double>& constants,
             const TapeBlock<float>& block)
{
    HWY_DYNAMIC_DISPATCH(runFloats)(instructions, constants.data(), block);
}

std::string evaluatorTarget()
{
    return HWY_DYNAMIC_DISPATCH(targetName)();
}

} // namespace wattline
#endif
