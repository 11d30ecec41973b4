// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/mark.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace wattline {

namespace {

/// Few cells a period do not tell a sine from two levels of about the same length; two levels of which one is shorter
/// than a third of the cycle have less in one sine than this.
constexpr std::size_t FewCells = 16;
constexpr double LeastSineShareOfFew = 0.65;

/// The share of one sine, of whichever harmonic has most.
double sineShareOf(const CycleForm& form, double power)
{
    const std::size_t n = form.size();
    double most = 0.0;
    for (std::size_t harmonic = 1; 2 * harmonic < n; ++harmonic) {
        const std::complex<double> turn =
            std::polar(1.0, 2.0 * std::numbers::pi * static_cast<double>(harmonic) / static_cast<double>(n));
        std::complex<double> pointer = 1.0;
        std::complex<double> sum = 0.0;
        for (const float value : form) {
            sum += pointer * static_cast<double>(value);
            pointer *= turn;
        }
        most = std::max(most, std::norm(sum));
    }
    return 2.0 * most / static_cast<double>(n) / power;
}

} // namespace

Mark markOf(const CycleForm& form)
{
    Mark best;
    const std::size_t n = form.size();
    std::vector<double> sums(2 * n + 1, 0.0);
    double power = 0.0;
    for (std::size_t i = 0; i < 2 * n; ++i)
        sums[i + 1] = sums[i] + form[i % n];
    for (const float v : form)
        power += static_cast<double>(v) * v;
    if (!(power > 0.0))
        return best;
    double most = 0.0;
    for (std::size_t begin = 0; begin < n; ++begin) {
        for (std::size_t length = 1; length <= n / 2; ++length) {
            const double inside = sums[begin + length] - sums[begin];
            const double explained =
                inside * inside * static_cast<double>(n) / static_cast<double>(length * (n - length));
            if (explained > most) {
                most = explained;
                best.begin = begin;
                best.end = begin + length;
                best.rise = inside * static_cast<double>(n) / static_cast<double>(length * (n - length));
            }
        }
    }
    best.cells = n;
    best.boxShare = most / power;
    best.sineShare = sineShareOf(form, power);
    return best;
}

CycleForm centredOnMark(const CycleForm& form, std::size_t& turnedBy)
{
    const Mark mark = markOf(form);
    const std::size_t n = form.size();
    turnedBy = (mark.begin + mark.length() / 2 + n - n / 2) % n;
    CycleForm turned = form;
    std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(turnedBy), turned.end());
    return turned;
}

CycleForm withoutNoise(const CycleForm& form, double noiseWatts2)
{
    const Mark mark = markOf(form);
    const std::size_t n = form.size();
    const double share = n > 0 ? static_cast<double>(mark.length()) / static_cast<double>(n) : 0.0;
    CycleForm calm(n, static_cast<float>(-share * mark.rise));
    for (std::size_t i = mark.begin; i < mark.end; ++i)
        calm[i % n] = static_cast<float>((1.0 - share) * mark.rise);
    const double restWatts2 = (1.0 - mark.boxShare) * powerOf(form);
    const auto kept = static_cast<float>(restWatts2 > noiseWatts2 ? 1.0 - noiseWatts2 / restWatts2 : 0.0);
    for (std::size_t i = 0; i < n; ++i)
        calm[i] += kept * (form[i] - calm[i]);
    return calm;
}

bool isHum(const Mark& mark, double levelWatts, double minimumContrast)
{
    const bool isSine =
        mark.sineShare > mark.boxShare || (mark.cells < FewCells && mark.sineShare > LeastSineShareOfFew);
    return isSine && std::abs(mark.rise) < minimumContrast * levelWatts;
}

} // namespace wattline
