// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/kernel_cost.h"

#include "core/base/random.h"
#include "core/evolution/vary.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

constexpr std::size_t Variables = 6;
constexpr double NodeRowsTimed = 4e7;
constexpr int Repeats = 5;

/// A sum of programs that has about as many nodes as asked.
Expression programOf(std::size_t nodes, const std::vector<Expression>& all)
{
    Expression program = all.front();
    for (std::size_t i = 1; program.length() + all[i].length() < nodes + 5; ++i) {
        program.nodes.insert(program.nodes.end(), all[i].nodes.begin(), all[i].nodes.end());
        program.nodes.push_back({Op::Add});
    }
    return program;
}

double secondsOfOne(const Expression& program, const Eigen::MatrixXd& rows)
{
    const double nodeRows = static_cast<double>(program.length()) * static_cast<double>(rows.rows());
    const int times = std::max(3, static_cast<int>(NodeRowsTimed / nodeRows));
    double sink = 0.0;
    double best = 1e9;
    for (int repeat = 0; repeat < Repeats; ++repeat)
        best = std::min(best, secondsOf([&] {
                            for (int i = 0; i < times; ++i)
                                sink += evaluate(program, rows)[0];
                        }));
    return sink == 0.12345 ? 0.0 : best / times; // the values are used
}

/// The exponents of all lines of points that share what `lineOf` says, as "0.98 to 1.02 (R2 at least 0.999)".
template <class LineOf, class XOf>
std::string exponentsText(const std::vector<KernelCost>& costs, const LineOf& lineOf, const XOf& xOf)
{
    std::map<double, std::pair<std::vector<double>, std::vector<double>>> lines;
    for (const KernelCost& cost : costs) {
        if (cost.rows < 1000)
            continue; // the cost of a call counts there
        lines[lineOf(cost)].first.push_back(xOf(cost));
        lines[lineOf(cost)].second.push_back(cost.seconds);
    }
    double least = HUGE_VAL;
    double most = -HUGE_VAL;
    double r2 = 1.0;
    for (const auto& [line, points] : lines) {
        const Growth growth = growthOf(points.first, points.second);
        least = std::min(least, growth.exponent);
        most = std::max(most, growth.exponent);
        r2 = std::min(r2, growth.r2);
    }
    return fmt::format("{:.2f} to {:.2f} (R2 at least {:.4f})", least, most, r2);
}

} // namespace

Eigen::MatrixXd randomRows(Eigen::Index rows)
{
    RandomStream random(1);
    Eigen::MatrixXd values(rows, static_cast<Eigen::Index>(Variables));
    for (double& value : values.reshaped())
        value = random.normal();
    return values;
}

std::vector<Expression> randomPrograms(std::size_t count)
{
    const VariationRules rules(paperSettings(), Variables);
    std::vector<Expression> all;
    for (std::size_t i = 0; i < count; ++i) {
        RandomStream random(7, i);
        all.push_back(randomProgram(rules, random));
    }
    return all;
}

std::vector<KernelCost> measureCost()
{
    const std::vector<Expression> all = randomPrograms(1000);
    std::vector<KernelCost> costs;
    for (const Eigen::Index count : {100, 1000, 10'000, 100'000, 1'000'000}) {
        const Eigen::MatrixXd rows = randomRows(count);
        for (const std::size_t nodes : {10, 30, 100, 300, 1000}) {
            const Expression program = programOf(nodes, all);
            costs.push_back({program.length(), count, secondsOfOne(program, rows)});
        }
    }
    return costs;
}

Growth growthOf(const std::vector<double>& x, const std::vector<double>& seconds)
{
    const auto logarithms = [](const std::vector<double>& values) {
        return Eigen::ArrayXd(
            Eigen::Map<const Eigen::ArrayXd>(values.data(), static_cast<Eigen::Index>(values.size())).log());
    };
    const Eigen::ArrayXd u = logarithms(x) - logarithms(x).mean();
    const Eigen::ArrayXd v = logarithms(seconds) - logarithms(seconds).mean();
    const double exponent = (u * v).sum() / u.square().sum();
    return {exponent, 1.0 - (v - exponent * u).square().sum() / v.square().sum()};
}

std::string growthText(const std::vector<KernelCost>& costs)
{
    const auto rowsOf = [](const KernelCost& cost) { return static_cast<double>(cost.rows); };
    const auto nodesOf = [](const KernelCost& cost) { return static_cast<double>(cost.nodes); };
    return fmt::format("From 1000 rows on the cost grows with rows to the power {}, with nodes to the power {}.",
                       exponentsText(costs, nodesOf, rowsOf), exponentsText(costs, rowsOf, nodesOf));
}

} // namespace wattline
