// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the evaluator is against its own ceiling, and how its cost grows with rows and nodes.
//
//     kernel_speed          10,000 programs by themselves, nothing cached, against the same mix of functions in bare
//     loops kernel_speed cost     the cost of a row and node, for 100 to 1,000,000 rows and programs of 10 to 1000
//     nodes
#include "benchmarks/kernel_ceiling.h"
#include "benchmarks/kernel_cost.h"
#include "core/expression/evaluate.h"
#include "core/expression/row_buffer.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

using namespace wattline;

namespace {

constexpr Eigen::Index Rows = 367;
constexpr std::size_t PaddedRows = 368;
constexpr std::size_t Programs = 10000;
constexpr int Repeats = 41;

/// How often each function occurs.
std::array<std::size_t, 32> mixOf(const std::vector<Expression>& all)
{
    std::array<std::size_t, 32> mix{};
    for (const Expression& program : all) {
        for (const Node& node : program.nodes)
            mix.at(static_cast<std::size_t>(node.op)) += arityOf(node.op) > 0 ? 1 : 0;
    }
    return mix;
}

struct Speeds {
    double evaluator = 0.0; ///< function node-rows per CPU second
    double ceiling = 0.0;
};

template <class T, class Evaluate>
Speeds compare(const std::vector<Expression>& all, const Evaluate& evaluate)
{
    const Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic> rows = randomRows(Rows).cast<T>();
    const auto mix = mixOf(all);
    std::array<RowBuffer<T>, 3> arrays = {RowBuffer<T>(PaddedRows), RowBuffer<T>(PaddedRows), RowBuffer<T>(PaddedRows)};
    for (std::size_t i = 0; i < 3 * PaddedRows; ++i)
        arrays.at(i / PaddedRows).data()[i % PaddedRows] = rows.data()[i];
    const std::array<const T*, 2> in = {arrays[0].data(), arrays[1].data()};
    double evaluator = 1e9;
    double ceiling = 1e9;
    double sink = 0.0;
    for (int repeat = 0; repeat < Repeats; ++repeat) {
        evaluator = std::min(evaluator, secondsOf([&] {
                                 for (const Expression& program : all)
                                     sink += static_cast<double>(evaluate(program, rows)[0]);
                             }));
        ceiling = std::min(ceiling, secondsOf([&] {
                               for (std::size_t op = 0; op < mix.size(); ++op)
                                   loopOver(static_cast<Op>(op), mix.at(op), PaddedRows, in.data(), arrays[2].data());
                           }));
    }
    if (sink == 0.12345)
        fmt::print("\n"); // the values are used
    double functions = 0.0;
    for (std::size_t count : mix)
        functions += static_cast<double>(count);
    return {functions * Rows / evaluator, functions * Rows / ceiling};
}

void printKernel()
{
    const std::vector<Expression> all = randomPrograms(Programs);
    double nodes = 0.0;
    double functions = 0.0;
    for (const Expression& program : all) {
        nodes += static_cast<double>(program.length());
        functions += static_cast<double>(
            std::count_if(program.nodes.begin(), program.nodes.end(), [](const Node& n) { return arityOf(n.op) > 0; }));
    }
    fmt::print("{} programs, {:.2f} nodes and {:.2f} functions each, {} rows, {}, one thread, best of {}\n\n", Programs,
               nodes / Programs, functions / Programs, Rows, evaluatorTarget(), Repeats);
    fmt::print("| | functions x rows / s | nodes x rows / s | bare loops, functions x rows / s | ratio |\n"
               "|---|---|---|---|---|\n");
    const auto print = [&](const char* name, const Speeds& speeds) {
        fmt::print("| {} | {:.2e} | {:.2e} | {:.2e} | {:.2f} |\n", name, speeds.evaluator,
                   speeds.evaluator * nodes / functions, speeds.ceiling, speeds.evaluator / speeds.ceiling);
    };
    print("double",
          compare<double>(all, [](const auto& program, const auto& rows) { return evaluate(program, rows); }));
    print("float",
          compare<float>(all, [](const auto& program, const auto& rows) { return evaluateInFloat(program, rows); }));
}

void printCost()
{
    const std::vector<KernelCost> costs = measureCost();
    fmt::print("ns for a node and row; {}, one thread\n\n| rows |", evaluatorTarget());
    for (const KernelCost& cost : costs)
        if (cost.rows == costs.front().rows)
            fmt::print(" {} nodes |", cost.nodes);
    fmt::print("\n|---|---|---|---|---|---|");
    Eigen::Index rows = 0;
    for (const KernelCost& cost : costs) {
        if (cost.rows != rows)
            fmt::print("\n| {} |", rows = cost.rows);
        fmt::print(" {:.3f} |", 1e9 * cost.seconds / static_cast<double>(cost.nodes) / static_cast<double>(cost.rows));
    }
    fmt::print("\n\n{}\n", growthText(costs));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc > 1 && std::string_view(argv[1]) == "cost")
        printCost();
    else
        printKernel();
    return 0;
}
