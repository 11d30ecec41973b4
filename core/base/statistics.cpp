// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

double sumOfSquares(std::span<const double> values, double centre)
{
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [centre](double sum, double v) { return sum + (v - centre) * (v - centre); });
}

/// The continued fraction of the incomplete beta function (Lentz's method; DLMF 8.17.22).
double betaFraction(double a, double b, double x)
{
    constexpr double Tiny = 1e-300;
    const auto kept = [](double v) { return std::abs(v) < Tiny ? Tiny : v; };
    double c = 1.0;
    double d = 1.0 / kept(1.0 - (a + b) * x / (a + 1.0));
    double fraction = d;
    for (int m = 1; m <= 500; ++m) {
        const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept(1.0 + even * d);
        c = kept(1.0 + even / c);
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept(1.0 + odd * d);
        c = kept(1.0 + odd / c);
        const double factor = d * c;
        fraction *= factor;
        if (std::abs(factor - 1.0) < 1e-16)
            break;
    }
    return fraction;
}

} // namespace

double mean(std::span<const double> values)
{
    if (values.empty())
        return NotANumber;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double populationVariance(std::span<const double> values)
{
    if (values.empty())
        return NotANumber;
    return sumOfSquares(values, mean(values)) / static_cast<double>(values.size());
}

double sampleStd(std::span<const double> values)
{
    if (values.size() < 2)
        return 0.0;
    return std::sqrt(sumOfSquares(values, mean(values)) / static_cast<double>(values.size() - 1));
}

Spread spreadOf(std::span<const double> values)
{
    return {mean(values), sampleStd(values)};
}

double median(std::vector<double> values)
{
    return quantile(std::move(values), 0.5);
}

double quantile(std::vector<double> values, double fraction)
{
    if (values.empty())
        return NotANumber;
    const double place = fraction * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::ptrdiff_t>(place);
    const auto at = values.begin() + below;
    std::nth_element(values.begin(), at, values.end());
    const double weight = place - static_cast<double>(below);
    if (weight == 0.0)
        return *at;
    const double next = *std::min_element(at + 1, values.end());
    return *at + weight * (next - *at);
}

double skewness(std::span<const double> values)
{
    const double variance = populationVariance(values);
    if (!(variance > 0.0))
        return 0.0;
    const double centre = mean(values);
    double cubes = 0.0;
    for (double v : values)
        cubes += std::pow(v - centre, 3);
    return cubes / static_cast<double>(values.size()) / std::pow(variance, 1.5);
}

double regularisedBeta(double a, double b, double x)
{
    if (!(x > 0.0))
        return 0.0;
    if (x >= 1.0)
        return 1.0;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1.0) / (a + b + 2.0))
        return front * betaFraction(a, b, x) / a;
    return 1.0 - front * betaFraction(b, a, 1.0 - x) / b;
}

double studentTwoSidedP(double t, double degreesOfFreedom)
{
    if (std::isnan(t))
        return NotANumber;
    return regularisedBeta(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t));
}

double digamma(double x)
{
    double shifted = 0.0;
    for (; x < 12.0; x += 1.0)
        shifted -= 1.0 / x;
    const double inverse2 = 1.0 / (x * x);
    // Asymptotic series with Bernoulli numbers; its last term is below 1e-17 from 12 on.
    const double series =
        inverse2 *
        (1.0 / 12 -
         inverse2 * (1.0 / 120 -
                     inverse2 * (1.0 / 252 -
                                 inverse2 * (1.0 / 240 -
                                             inverse2 * (1.0 / 132 - inverse2 * (691.0 / 32760 - inverse2 / 12.0))))));
    return shifted + std::log(x) - 0.5 / x - series;
}

} // namespace wattline
