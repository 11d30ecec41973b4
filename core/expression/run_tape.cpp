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

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

/// An argument in memory: constants stand still while columns and slots advance.
struct Source {
    const double* values;
    std::size_t step;
};

HWY_INLINE Source sourceOf(const Operand& operand, const double* constants, const TapeBlock& block)
{
    switch (operand.kind) {
    case Operand::Kind::Column:
        return {block.columns + operand.index * block.columnStride, 1};
    case Operand::Kind::Constant:
        return {constants + operand.index * LaneGroup, 0};
    default:
        return {block.slotValues + operand.index * block.slotStride, 1};
    }
}

/// Rows in memory: padded, so that no vector is cut.
HWY_INLINE std::size_t paddedRows(const TapeBlock& block)
{
    return (block.rows + LaneGroup - 1) / LaneGroup * LaneGroup;
}

template <class Function>
HWY_INLINE void apply(Function function, std::size_t rows, Source x, double* out)
{
    const D d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = 0; i < rows; i += lanes)
        hn::StoreU(function(d, hn::LoadU(d, x.values + i * x.step)), d, out + i);
}

template <class Function>
HWY_INLINE void apply(Function function, std::size_t rows, Source a, Source b, double* out)
{
    const D d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = 0; i < rows; i += lanes)
        hn::StoreU(function(d, hn::LoadU(d, a.values + i * a.step), hn::LoadU(d, b.values + i * b.step)), d, out + i);
}

HWY_INLINE void applyOp(Op op, std::size_t rows, Source a, Source b, double* out)
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
HWY_INLINE double sumOfAbsoluteErrors(const double* values, const TapeBlock& block)
{
    const D d;
    const std::size_t lanes = hn::Lanes(d);
    HWY_ALIGN double sums[LaneGroup] = {};
    const std::size_t whole = block.rows / LaneGroup * LaneGroup;
    for (std::size_t lane = 0; lane < LaneGroup; lane += lanes) {
        V sum = hn::Zero(d);
        for (std::size_t i = lane; i < whole; i += LaneGroup)
            sum = hn::Add(sum, hn::Abs(hn::Sub(hn::LoadU(d, values + i), hn::LoadU(d, block.target + i))));
        hn::Store(sum, d, sums + lane);
    }
    for (std::size_t i = whole; i < block.rows; ++i)
        sums[i - whole] += std::abs(values[i] - block.target[i]);
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void runInstructions(std::span<const Instruction> instructions, const double* constants, const TapeBlock& block)
{
    const std::size_t rows = paddedRows(block);
    for (const Instruction& instruction : instructions) {
        const Source first = sourceOf(instruction.first, constants, block);
        const Source second = sourceOf(instruction.second, constants, block);
        double* const out = block.slotValues + instruction.slot * block.slotStride;
        applyOp(instruction.op, rows, first, second, out);
        if (instruction.scored)
            block.scores[instruction.score] += sumOfAbsoluteErrors(out, block);
    }
}

const char* targetName()
{
    return hwy::TargetName(HWY_TARGET);
}

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wattline {

HWY_EXPORT(runInstructions);
HWY_EXPORT(targetName);

void runTape(std::span<const Instruction> instructions, const std::vector<double>& constants, const TapeBlock& block)
{
    HWY_DYNAMIC_DISPATCH(runInstructions)(instructions, constants.data(), block);
}

std::string evaluatorTarget()
{
    return HWY_DYNAMIC_DISPATCH(targetName)();
}

} // namespace wattline
#endif
