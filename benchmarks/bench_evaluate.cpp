// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluator against its own ceiling: the same mix of functions, each in a loop over arrays of the same length that
// stay in the first-level cache.
#include "core/base/random.h"
#include "core/evolution/vary.h"
#include "core/expression/evaluate.h"
#include "core/expression/tape.h"

#include <array>
#include <benchmark/benchmark.h>

using namespace wattline;

namespace {

constexpr std::size_t Rows = 367;
constexpr std::size_t PaddedRows = 368;
constexpr std::size_t Variables = 6;
constexpr std::size_t Programs = 10000;

Eigen::MatrixXd features()
{
    RandomStream random(1);
    Eigen::MatrixXd values(Rows, Variables);
    for (double& value : values.reshaped())
        value = random.normal();
    return values;
}

std::vector<Expression> programs()
{
    const VariationRules rules(paperSettings(), Variables);
    std::vector<Expression> all;
    for (std::size_t i = 0; i < Programs; ++i) {
        RandomStream random(7, i);
        all.push_back(randomProgram(rules, random));
    }
    return all;
}

/// Each program by itself, nothing cached.
void evaluatePrograms(benchmark::State& state)
{
    const Eigen::MatrixXd rows = features();
    const std::vector<Expression> all = programs();
    double nodes = 0.0;
    double functions = 0.0;
    for (const Expression& program : all) {
        nodes += static_cast<double>(program.length());
        for (const Node& node : program.nodes)
            functions += arityOf(node.op) > 0 ? 1.0 : 0.0;
    }
    for (auto _ : state) {
        for (const Expression& program : all)
            benchmark::DoNotOptimize(evaluate(program, rows));
    }
    const double passes = static_cast<double>(state.iterations()) * Rows;
    state.counters["node_rows"] = benchmark::Counter(nodes * passes, benchmark::Counter::kIsRate);
    state.counters["function_rows"] = benchmark::Counter(functions * passes, benchmark::Counter::kIsRate);
    state.SetLabel(evaluatorTarget());
}

/// The ceiling: as many instructions of each function as the programs have, on three fixed arrays.
void runSameMix(benchmark::State& state)
{
    std::vector<Instruction> instructions;
    for (const Expression& program : programs()) {
        for (const Node& node : program.nodes) {
            if (arityOf(node.op) == 0)
                continue;
            Instruction instruction;
            instruction.op = node.op;
            instruction.first = {0, Operand::Kind::Column};
            instruction.second = {1, Operand::Kind::Column};
            instructions.push_back(instruction);
        }
    }
    std::stable_sort(instructions.begin(), instructions.end(),
                     [](const Instruction& a, const Instruction& b) { return a.op < b.op; });
    const Eigen::MatrixXd rows = features();
    std::vector<double> columns(2 * PaddedRows);
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i] = rows.data()[i % Rows];
    std::vector<double> slots(PaddedRows);
    TapeBlock<double> block{Rows, columns.data(), PaddedRows, slots.data(), PaddedRows};
    for (auto _ : state) {
        runTape(instructions, {}, block);
        benchmark::DoNotOptimize(slots.data());
    }
    state.counters["function_rows"] = benchmark::Counter(
        static_cast<double>(instructions.size() * Rows * state.iterations()), benchmark::Counter::kIsRate);
}

void oneFunction(benchmark::State& state)
{
    Instruction instruction;
    instruction.op = static_cast<Op>(state.range(0));
    instruction.first = {0, Operand::Kind::Column};
    instruction.second = {1, Operand::Kind::Column};
    const std::vector<Instruction> instructions(1000, instruction);
    const Eigen::MatrixXd rows = features();
    std::vector<double> columns(2 * PaddedRows);
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i] = rows.data()[i % Rows];
    std::vector<double> slots(PaddedRows);
    TapeBlock<double> block{Rows, columns.data(), PaddedRows, slots.data(), PaddedRows};
    for (auto _ : state) {
        runTape(instructions, {}, block);
        benchmark::DoNotOptimize(slots.data());
    }
    state.counters["function_rows"] = benchmark::Counter(
        static_cast<double>(instructions.size() * Rows * state.iterations()), benchmark::Counter::kIsRate);
}

BENCHMARK(evaluatePrograms)->Unit(benchmark::kMillisecond);
BENCHMARK(runSameMix)->Unit(benchmark::kMillisecond);
BENCHMARK(oneFunction)->DenseRange(static_cast<int>(Op::Add), static_cast<int>(Op::Sigmoid));

} // namespace
