// SPDX-License-Identifier: GPL-3.0-or-later
// How right the evaluator is, rather than how fast: the largest distance of each function from the C library's on each
// instruction set that this machine has, in ulp, and the agreement of random programs with the plain reference.
//
//     function_errors [ARGUMENTS [PROGRAMS]]      default: a million of each
#include "tests/support/function_errors.h"
#include "core/expression/names.h"
#include "tests/support/random_expression.h"

#include <cstdlib>
#include <fmt/format.h>
#include <hwy/highway.h>

using namespace wattline;
using test::ulpsBetween;

namespace {

constexpr Eigen::Index ArgumentsTogether = 100000;

struct Worst {
    std::uint64_t doubles = 0;
    std::uint64_t floats = 0;
    bool allowed = true;
    bool floatsAllowed = true;
};

void measure(Op op, const Eigen::MatrixXd& arguments, Worst& worst)
{
    const Expression function = test::applied(op);
    const Eigen::VectorXd values = evaluate(function, arguments);
    const Eigen::MatrixXf rounded = arguments.cast<float>();
    const Eigen::VectorXf floats = evaluateInFloat(function, rounded);
    for (Eigen::Index i = 0; i < arguments.rows(); ++i) {
        const Eigen::RowVectorXd row = arguments.row(i);
        const std::uint64_t ulps = ulpsBetween(values[i], evaluateRow(function, row.data()));
        worst.doubles = std::max(worst.doubles, ulps);
        worst.allowed = worst.allowed && ulps <= test::ulpsAllowed(op, row[0], row[1]);
        const Eigen::RowVectorXd roundedRow = rounded.row(i).cast<double>();
        const double expected = evaluateRow(function, roundedRow.data());
        worst.floatsAllowed = worst.floatsAllowed && test::isAllowedAsFloat(floats[i], expected);
        if (std::abs(expected) >= std::numeric_limits<float>::min())
            worst.floats = std::max(worst.floats, ulpsBetween(floats[i], static_cast<float>(expected)));
    }
}

void printFunctions(Eigen::Index count)
{
    fmt::print("| function | double, ulp | float, ulp |\n|---|---|---|\n");
    for (Op op : AllFunctions) {
        RandomStream random(5);
        Worst worst;
        for (Eigen::Index done = 0; done < count; done += ArgumentsTogether)
            measure(op, test::anyNumbers(random, ArgumentsTogether, 2), worst);
        const auto remark = [](bool allowed) { return allowed ? "" : " (too many)"; };
        fmt::print("| {} | {}{} | {}{} |\n", nameOf(op), worst.doubles, remark(worst.allowed), worst.floats,
                   remark(worst.floatsAllowed));
    }
}

/// Each program is judged at its root: its value against the plain function of its arguments' values.
bool agreesAtItsRoot(const Expression& expression, const Eigen::MatrixXd& features)
{
    const std::size_t root = expression.length() - 1;
    const std::vector<std::size_t> arguments = argumentsOf(expression, root);
    if (arguments.empty())
        return true;
    Eigen::MatrixXd inputs = Eigen::MatrixXd::Zero(features.rows(), 2);
    for (std::size_t i = 0; i < arguments.size(); ++i)
        inputs.col(static_cast<Eigen::Index>(i)) = evaluate(subtree(expression, arguments[i]), features);
    const Eigen::VectorXd values = evaluate(expression, features);
    const Op op = expression.nodes[root].op;
    for (Eigen::Index i = 0; i < features.rows(); ++i) {
        const Eigen::RowVectorXd row = inputs.row(i);
        if (ulpsBetween(values[i], evaluateRow(test::applied(op), row.data())) > test::ulpsAllowed(op, row[0], row[1]))
            return false;
    }
    return true;
}

void printPrograms(int count)
{
    RandomStream random(12);
    int agreeing = 0;
    Eigen::MatrixXd features;
    for (int i = 0; i < count; ++i) {
        if (i % 1000 == 0)
            features = test::anyNumbers(random, 11, 4);
        const Expression expression = test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 4);
        agreeing += agreesAtItsRoot(expression, features) ? 1 : 0;
    }
    fmt::print("\n{} of {} random programs agree with the plain reference on all of 11 rows\n", agreeing, count);
}

} // namespace

int main(int argc, char** argv)
{
    const int arguments = argc > 1 ? std::atoi(argv[1]) : 1000000;
    const int programs = argc > 2 ? std::atoi(argv[2]) : 1000000;
    for (const auto target : {HWY_AVX3, HWY_AVX2, HWY_SSE4, HWY_SCALAR}) {
        hwy::SetSupportedTargetsForTest(0);
        if ((hwy::SupportedTargets() & target) == 0)
            continue;
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        fmt::print("\n{}\n\n", evaluatorTarget());
        printFunctions(arguments);
        printPrograms(programs);
    }
    return 0;
}
