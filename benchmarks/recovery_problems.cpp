// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/recovery_problems.h"

#include "core/base/random.h"

#include <cmath>
#include <numbers>

namespace wattline {

namespace {

using Point = std::vector<double>;

constexpr std::size_t FreshPoints = 1000;

RegressionData dataOf(const std::vector<Point>& points, const std::function<double(const Point&)>& law)
{
    static const std::vector<std::string> Names = {"x", "y", "z"};
    const std::size_t variables = points.front().size();
    RegressionData data;
    data.featureNames.assign(Names.begin(), Names.begin() + static_cast<std::ptrdiff_t>(variables));
    data.targetName = "f";
    data.features.resize(static_cast<Eigen::Index>(points.size()), static_cast<Eigen::Index>(variables));
    data.target.resize(static_cast<Eigen::Index>(points.size()));
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t v = 0; v < variables; ++v)
            data.features(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(v)) = points[i][v];
        data.target[static_cast<Eigen::Index>(i)] = law(points[i]);
    }
    return data;
}

std::vector<Point> drawn(const std::vector<Coordinate>& coordinates, std::size_t count, RandomStream random)
{
    std::vector<Point> points(count);
    for (Point& point : points) {
        for (const Coordinate& c : coordinates) {
            const double value = c.low + (c.high - c.low) * random.uniform();
            point.push_back(c.step == 1.0 ? std::round(value) : value);
        }
    }
    return points;
}

std::vector<RecoveryProblem> nguyen()
{
    const std::vector<Op> functions = {Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Sin, Op::Cos, Op::Exp, Op::Log};
    const auto sumOfPowers = [](int degree) {
        return [degree](const Point& p) {
            double sum = 0.0;
            for (int i = degree; i > 0; --i)
                sum = (sum + 1.0) * p[0];
            return sum;
        };
    };
    const std::vector<Coordinate> line = {{-1.0, 1.0}};
    const std::vector<Coordinate> plane = {{0.0, 1.0}, {0.0, 1.0}};
    const auto sin = [](double x) { return std::sin(x); };
    const auto cos = [](double x) { return std::cos(x); };
    return {
        {"nguyen-1", sumOfPowers(3), line, 20, functions},
        {"nguyen-2", sumOfPowers(4), line, 20, functions},
        {"nguyen-3", sumOfPowers(5), line, 20, functions},
        {"nguyen-4", sumOfPowers(6), line, 20, functions},
        {"nguyen-5", [=](const Point& p) { return sin(p[0] * p[0]) * cos(p[0]) - 1.0; }, line, 20, functions},
        {"nguyen-6", [=](const Point& p) { return sin(p[0]) + sin(p[0] + p[0] * p[0]); }, line, 20, functions},
        {"nguyen-7",
         [](const Point& p) { return std::log(p[0] + 1.0) + std::log(p[0] * p[0] + 1.0); },
         {{0.0, 2.0}},
         20,
         functions},
        {"nguyen-8", [](const Point& p) { return std::sqrt(p[0]); }, {{0.0, 4.0}}, 20, functions},
        {"nguyen-9", [=](const Point& p) { return sin(p[0]) + sin(p[1] * p[1]); }, plane, 100, functions},
        {"nguyen-10", [=](const Point& p) { return 2.0 * sin(p[0]) * cos(p[1]); }, plane, 100, functions},
        {"nguyen-11", [](const Point& p) { return std::pow(p[0], p[1]); }, plane, 100, functions},
        {"nguyen-12",
         [](const Point& p) { return std::pow(p[0], 4.0) - std::pow(p[0], 3.0) + 0.5 * p[1] * p[1] - p[1]; }, plane,
         100, functions},
    };
}

double harmonic(const Point& p)
{
    double sum = 0.0;
    for (int i = static_cast<int>(p[0]); i > 0; --i)
        sum += 1.0 / i;
    return sum;
}

double keijzer4(const Point& p)
{
    const double x = p[0];
    const double s = std::sin(x);
    return std::pow(x, 3.0) * std::exp(-x) * std::cos(x) * s * (s * s * std::cos(x) - 1.0);
}

std::vector<RecoveryProblem> keijzer()
{
    const auto with = [](const std::vector<Op>& more) {
        std::vector<Op> functions = {Op::Add, Op::Mul, Op::Div, Op::Sub, Op::Sqrt};
        functions.insert(functions.end(), more.begin(), more.end());
        return functions;
    };
    const auto wave = [](const Point& p) { return 0.3 * p[0] * std::sin(2.0 * std::numbers::pi * p[0]); };
    const std::vector<Coordinate> plane = {{-3.0, 3.0}, {-3.0, 3.0}};
    const auto cube = [](double x) { return x * x * x; };
    return {
        {"keijzer-1", wave, {{-1.0, 1.0, 0.1}}, 0, with({Op::Sin})},
        {"keijzer-2", wave, {{-2.0, 2.0, 0.1}}, 0, with({Op::Sin})},
        {"keijzer-3", wave, {{-3.0, 3.0, 0.1}}, 0, with({Op::Sin})},
        {"keijzer-4", keijzer4, {{0.0, 10.0, 0.05}}, 0, with({Op::Sin, Op::Cos, Op::Exp})},
        {"keijzer-5",
         [](const Point& p) { return 30.0 * p[0] * p[2] / ((p[0] - 10.0) * p[1] * p[1]); },
         {{-1.0, 1.0}, {1.0, 2.0}, {-1.0, 1.0}},
         1000,
         with({})},
        {"keijzer-6", harmonic, {{1.0, 50.0, 1.0}}, 0, with({Op::Log})},
        {"keijzer-7", [](const Point& p) { return std::log(p[0]); }, {{1.0, 100.0, 1.0}}, 0, with({Op::Log})},
        {"keijzer-8", [](const Point& p) { return std::sqrt(p[0]); }, {{0.0, 100.0, 1.0}}, 0, with({})},
        {"keijzer-9", [](const Point& p) { return std::asinh(p[0]); }, {{0.0, 100.0, 1.0}}, 0, with({Op::Log})},
        {"keijzer-10",
         [](const Point& p) { return std::pow(p[0], p[1]); },
         {{0.0, 1.0}, {0.0, 1.0}},
         100,
         with({Op::Exp, Op::Log})},
        {"keijzer-11", [](const Point& p) { return p[0] * p[1] + std::sin((p[0] - 1.0) * (p[1] - 1.0)); }, plane, 20,
         with({Op::Sin})},
        {"keijzer-12", [cube](const Point& p) { return cube(p[0]) * p[0] - cube(p[0]) + 0.5 * p[1] * p[1] - p[1]; },
         plane, 20, with({})},
        {"keijzer-13", [](const Point& p) { return 6.0 * std::sin(p[0]) * std::cos(p[1]); }, plane, 20,
         with({Op::Sin, Op::Cos})},
        {"keijzer-14", [](const Point& p) { return 8.0 / (2.0 + p[0] * p[0] + p[1] * p[1]); }, plane, 20, with({})},
        {"keijzer-15", [cube](const Point& p) { return cube(p[0]) / 5.0 + cube(p[1]) / 2.0 - p[1] - p[0]; }, plane, 20,
         with({})},
    };
}

} // namespace

RegressionData RecoveryProblem::train(std::uint64_t seed) const
{
    if (coordinates.front().step == 0.0)
        return dataOf(drawn(coordinates, points, RandomStream(seed, 1)), law);
    const Coordinate& grid = coordinates.front();
    std::vector<Point> all;
    for (int i = 0; i <= static_cast<int>(std::round((grid.high - grid.low) / grid.step)); ++i)
        all.push_back({grid.low + i * grid.step});
    return dataOf(all, law);
}

RegressionData RecoveryProblem::fresh(std::uint64_t seed) const
{
    return dataOf(drawn(coordinates, FreshPoints, RandomStream(seed, 2)), law);
}

std::vector<RecoveryProblem> recoveryProblems()
{
    std::vector<RecoveryProblem> problems = nguyen();
    for (RecoveryProblem& problem : keijzer())
        problems.push_back(std::move(problem));
    return problems;
}

} // namespace wattline
