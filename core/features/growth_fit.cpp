// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/growth_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace wattline {

namespace {

/// The sum of squares as a function of b alone: for each b the best factor of exp(b u) is known. Exponents are taken
/// from the end of u where they are greatest, so that none overflows.
class GrowthError {
public:
    GrowthError(std::span<const double> u, std::span<const double> y, const RunContext& context)
        : m_u(u),
          m_y(y),
          m_context(context),
          m_low(*std::min_element(u.begin(), u.end())),
          m_high(*std::max_element(u.begin(), u.end()))
    {
    }

    double range() const { return m_high - m_low; }
    double reference(double b) const { return b > 0.0 ? m_high : m_low; }

    /// Infinite once a stop was requested, so that every search ends.
    double operator()(double b) const
    {
        if (m_context.stopRequested())
            return std::numeric_limits<double>::infinity();
        return squares(factor(b), b);
    }

    /// The best factor of exp(b (u - reference)).
    double factor(double b) const
    {
        double yp = 0.0;
        double pp = 0.0;
        const double from = reference(b);
        for (std::size_t i = 0; i < m_u.size(); ++i) {
            const double p = std::exp(b * (m_u[i] - from));
            yp += m_y[i] * p;
            pp += p * p;
        }
        return yp / pp;
    }

    double squares(double c, double b) const
    {
        double sum = 0.0;
        const double from = reference(b);
        for (std::size_t i = 0; i < m_u.size(); ++i) {
            const double rest = m_y[i] - c * std::exp(b * (m_u[i] - from));
            sum += rest * rest;
        }
        return sum;
    }

    /// The step of b that Gauss and Newton take from there; 0 where there is none.
    double step(double b) const
    {
        const double c = factor(b);
        const double from = reference(b);
        double cc = 0.0;
        double cb = 0.0;
        double bb = 0.0;
        double cr = 0.0;
        double br = 0.0;
        for (std::size_t i = 0; i < m_u.size(); ++i) {
            const double p = std::exp(b * (m_u[i] - from));
            const double q = c * (m_u[i] - from) * p;
            const double rest = m_y[i] - c * p;
            cc += p * p;
            cb += p * q;
            bb += q * q;
            cr += p * rest;
            br += q * rest;
        }
        const double determinant = cc * bb - cb * cb;
        return determinant > 0.0 ? (cc * br - cb * cr) / determinant : 0.0;
    }

private:
    std::span<const double> m_u;
    std::span<const double> m_y;
    const RunContext& m_context;
    double m_low;
    double m_high;
};

/// Values of b from which one can walk downhill to the least sum: from no growth over the range of u to e^200.
std::vector<double> candidates(double range, double start)
{
    constexpr double Least = 0.01;
    constexpr double Most = 200.0;
    constexpr double Ratio = 1.4;
    std::vector<double> all = {0.0};
    if (std::isfinite(start))
        all.push_back(start);
    for (double growth = Least; growth < Most; growth *= Ratio) {
        all.push_back(growth / range);
        all.push_back(-growth / range);
    }
    std::sort(all.begin(), all.end());
    return all;
}

double goldenSection(const GrowthError& error, double low, double high)
{
    constexpr double Golden = 0.6180339887498949;
    constexpr int Steps = 45; // to the root of the rounding, beyond which the sum is flat
    double left = high - Golden * (high - low);
    double right = low + Golden * (high - low);
    double atLeft = error(left);
    double atRight = error(right);
    for (int i = 0; i < Steps; ++i) {
        if (atLeft <= atRight) {
            high = std::exchange(right, left);
            atRight = atLeft;
            left = high - Golden * (high - low);
            atLeft = error(left);
        } else {
            low = std::exchange(left, right);
            atLeft = atRight;
            right = low + Golden * (high - low);
            atRight = error(right);
        }
    }
    return atLeft <= atRight ? left : right;
}

/// The last digits, which no comparison of sums can find.
double polished(const GrowthError& error, double b)
{
    constexpr int MostSteps = 12;
    constexpr double Rounding = 1e-13; // of the sum: near the best b it cannot tell values apart, but the steps can
    double best = error(b);
    for (int i = 0; i < MostSteps; ++i) {
        const double next = b + error.step(b);
        const double there = error(next);
        if (!(there <= best * (1.0 + Rounding)) || next == b)
            break;
        best = std::min(best, there);
        b = next;
    }
    return b;
}

} // namespace

std::optional<Growth> fitGrowth(std::span<const double> u, std::span<const double> y, double start,
                                const RunContext& context)
{
    const GrowthError error(u, y, context);
    const std::vector<double> tried = candidates(error.range(), start);
    std::vector<double> sums;
    sums.reserve(tried.size());
    for (const double b : tried)
        sums.push_back(error(b));
    const auto best = static_cast<std::size_t>(std::min_element(sums.begin(), sums.end()) - sums.begin());
    const double low = tried[best > 0 ? best - 1 : 0];
    const double high = tried[std::min(best + 1, tried.size() - 1)];
    double b = goldenSection(error, low, high);
    if (error(b) > sums[best])
        b = tried[best];
    b = polished(error, b);
    if (context.stopRequested())
        return {};
    return Growth{std::log(error.factor(b)) - b * error.reference(b), b};
}

} // namespace wattline
