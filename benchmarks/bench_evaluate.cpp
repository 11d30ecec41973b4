// SPDX-License-Identifier: GPL-3.0-or-later
// Each function of the evaluator over arrays that stay in the first-level cache; kernel_speed compares whole programs
// with bare loops.
#include "core/base/random.h"
#include "core/expression/row_buffer.h"
#include "core/expression/tape.h"

#include <Eigen/Core>
#include <benchmark/benchmark.h>

using namespace wattline;

namespace {

constexpr std::size_t Rows = 367;
constexpr std::size_t PaddedRows = 368;
constexpr std::size_t Variables = 6;

Eigen::MatrixXd features()
{
    RandomStream random(1);
    Eigen::MatrixXd values(Rows, Variables);
    for (double& value : values.reshaped())
        value = random.normal();
    return values;
}

void oneFunction(benchmark::State& state)
{
    Instruction instruction;
    instruction.op = static_cast<Op>(state.range(0));
    instruction.first = {0, Operand::Kind::Column};
    instruction.second = {1, Operand::Kind::Column};
    const std::vector<Instruction> instructions(1000, instruction);
    const Eigen::MatrixXd rows = features();
    RowBuffer<double> columns(2 * PaddedRows);
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns.data()[i] = rows.data()[i % Rows];
    RowBuffer<double> slots(PaddedRows);
    const TapeBlock<double> block{Rows, columns.data(), PaddedRows, slots.data(), PaddedRows};
    for (auto _ : state) {
        runTape(instructions, {}, block);
        benchmark::DoNotOptimize(slots.data());
    }
    state.counters["function_rows"] = benchmark::Counter(
        static_cast<double>(instructions.size() * Rows * state.iterations()), benchmark::Counter::kIsRate);
}

BENCHMARK(oneFunction)->DenseRange(static_cast<int>(Op::Add), static_cast<int>(Op::Tanh));

} // namespace
