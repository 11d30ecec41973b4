// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/linear_scaling.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

/// An offset of its own has to take away this part of the squares.
constexpr double WorthOfOffset = 0.02;
/// Sums of squares that differ by less than this part of those of the target are equal but for rounding.
constexpr double RoundingOfSquares = 1e-12;

/// Whether b f can be had by changing constants of f.
bool takesFactor(const Expression& f, std::size_t root)
{
    const std::vector<std::size_t> arguments = argumentsOf(f, root);
    const auto takes = [&](std::size_t argument) { return takesFactor(f, arguments[argument]); };
    switch (f.nodes[root].op) {
    case Op::Constant:
        return true;
    case Op::Neg:
        return takes(0);
    case Op::Mul:
    case Op::Div:
        return takes(0) || takes(1);
    case Op::Add:
    case Op::Sub:
        return takes(0) && takes(1);
    default:
        return false;
    }
}

void multiplyInto(Expression& f, std::size_t root, double factor)
{
    Node& node = f.nodes[root];
    if (node.op == Op::Constant) {
        node.constant *= factor;
        return;
    }
    const std::vector<std::size_t> arguments = argumentsOf(f, root);
    if (node.op == Op::Add || node.op == Op::Sub) {
        multiplyInto(f, arguments[0], factor);
        multiplyInto(f, arguments[1], factor);
    } else if (takesFactor(f, arguments[0])) {
        multiplyInto(f, arguments[0], factor);
    } else {
        multiplyInto(f, arguments[1], node.op == Op::Div ? 1.0 / factor : factor);
    }
}

/// The constant that a summand can go into, and the sign that it has there; null: none.
struct Summand {
    Node* node = nullptr;
    double sign = 1.0;
};

Summand summandOf(Expression& f, std::size_t root)
{
    Node& node = f.nodes[root];
    if (node.op == Op::Constant)
        return {&node, 1.0};
    if (node.op != Op::Add && node.op != Op::Sub)
        return {};
    const std::vector<std::size_t> arguments = argumentsOf(f, root);
    if (const Summand first = summandOf(f, arguments[0]); first.node != nullptr)
        return first;
    Summand second = summandOf(f, arguments[1]);
    if (node.op == Op::Sub)
        second.sign = -second.sign;
    return second;
}

/// Weighted sums over the rows.
struct Moments {
    double one = 0.0, f = 0.0, ff = 0.0, y = 0.0, fy = 0.0, yy = 0.0;

    void add(double weight, double value, double target)
    {
        const double square = weight * weight;
        one += square;
        f += square * value;
        ff += square * value * value;
        y += square * target;
        fy += square * value * target;
        yy += square * target * target;
    }
    double slope() const { return fy / ff; }
    double slopeWithOffset() const { return (one * fy - f * y) / (one * ff - f * f); }
    double offset() const { return (y - slopeWithOffset() * f) / one; }
    double squares() const { return yy - slope() * fy; }
    double squaresWithOffset() const { return yy - offset() * y - slopeWithOffset() * fy; }
};

Moments momentsOf(const Expression& formula, const FitRows& rows)
{
    DerivativeTape tape(formula);
    Moments moments;
    for (std::size_t begin = 0; begin < rows.rows(); begin += DerivativeTape::BlockRows) {
        const double* const values = tape.values(rows.features, begin);
        const std::size_t end = std::min(begin + DerivativeTape::BlockRows, rows.rows());
        for (std::size_t i = begin; i < end; ++i)
            moments.add(rows.scalingWeights[i], values[i - begin], rows.target[i]);
    }
    return moments;
}

void multiply(Expression& formula, double factor)
{
    const std::size_t root = formula.length() - 1;
    if (takesFactor(formula, root)) {
        multiplyInto(formula, root, factor);
        return;
    }
    formula.nodes.push_back({Op::Constant, 0, factor});
    formula.nodes.push_back({Op::Mul});
}

} // namespace

bool scaleLinearly(Expression& formula, const FitRows& rows)
{
    const Moments moments = momentsOf(formula, rows);
    if (!std::isfinite(moments.ff) || !std::isfinite(moments.fy))
        return false;
    const double slope = moments.slope();
    const double slopeWithOffset = moments.slopeWithOffset();
    const double offset = moments.offset();
    if (!std::isfinite(slope) || slope == 0.0)
        return true; // 0 everywhere, or square to the target
    const Summand summand = summandOf(formula, formula.length() - 1);
    const bool gains = std::isfinite(slopeWithOffset) && slopeWithOffset != 0.0 && std::isfinite(offset);
    const double needed = summand.node != nullptr ? 0.0 : WorthOfOffset;
    if (!gains ||
        !(moments.squaresWithOffset() < (1.0 - needed) * moments.squares() - RoundingOfSquares * moments.yy)) {
        multiply(formula, slope);
        return true;
    }
    multiply(formula, slopeWithOffset);
    const Summand place = summandOf(formula, formula.length() - 1); // the factor may have made the formula grow
    if (place.node != nullptr) {
        place.node->constant += place.sign * offset;
    } else {
        formula.nodes.push_back({Op::Constant, 0, offset});
        formula.nodes.push_back({Op::Add});
    }
    return true;
}

} // namespace wattline
