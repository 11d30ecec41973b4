// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/cycle_form.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

void takeOffMean(CycleForm& form)
{
    double sum = 0.0;
    for (const float v : form)
        sum += v;
    for (float& v : form)
        v -= static_cast<float>(sum / static_cast<double>(form.size()));
}

} // namespace

double powerOf(std::span<const float> form)
{
    double power = 0.0;
    for (const float v : form)
        power += static_cast<double>(v) * v;
    return power / static_cast<double>(form.size());
}

double powerAround(std::span<const float> window)
{
    double sum = 0.0;
    double squares = 0.0;
    for (const float v : window) {
        sum += v;
        squares += static_cast<double>(v) * v;
    }
    return std::max(0.0, squares - sum * sum / static_cast<double>(window.size()));
}

CycleForm folded(std::span<const float> part, double period)
{
    const auto bins = static_cast<std::size_t>(std::max(2L, std::lround(period)));
    CycleForm form(bins, 0.0F);
    std::vector<float> count(bins, 0.0F);
    for (std::size_t i = 0; i < part.size(); ++i) {
        const double turn = static_cast<double>(i) / period;
        const auto bin = static_cast<std::size_t>((turn - std::floor(turn)) * static_cast<double>(bins));
        form[std::min(bin, bins - 1)] += part[i];
        count[std::min(bin, bins - 1)] += 1.0F;
    }
    for (std::size_t b = 0; b < bins; ++b)
        form[b] /= std::max(count[b], 1.0F);
    takeOffMean(form);
    return form;
}

double sharpened(std::span<const float> part, double guess)
{
    const double cycles = static_cast<double>(part.size()) / guess;
    const double step = 0.2 / cycles;
    double best = guess;
    double most = -1.0;
    for (int k = -5; k <= 5; ++k) {
        const double period = guess * (1.0 + step * k / 2.0);
        const double power = powerOf(folded(part, period));
        if (power > most) {
            most = power;
            best = period;
        }
    }
    return best;
}

CycleForm meanCycle(std::span<const float> values, const std::vector<std::size_t>& path, std::size_t length,
                    const EachOf& chosen)
{
    std::vector<double> sum(length, 0.0);
    double count = 0.0;
    for (std::size_t k = chosen.first; k < path.size(); k += chosen.stride) {
        if (path[k] + length > values.size())
            continue;
        for (std::size_t j = 0; j < length; ++j)
            sum[j] += values[path[k] + j];
        count += 1.0;
    }
    CycleForm form(length, 0.0F);
    for (std::size_t j = 0; j < length; ++j)
        form[j] = static_cast<float>(sum[j] / std::max(count, 1.0));
    takeOffMean(form);
    return form;
}

std::vector<float> withoutCycles(std::span<const float> values, const std::vector<std::size_t>& path,
                                 std::size_t length)
{
    std::vector<float> rest(values.begin(), values.end());
    const CycleForm form = meanCycle(values, path, length, {0, 1});
    for (const std::size_t place : path) {
        for (std::size_t j = 0; j < form.size() && place + j < rest.size(); ++j)
            rest[place + j] -= form[j];
    }
    return rest;
}

double correlation(const CycleForm& form, std::span<const float> window, std::span<const float> whole)
{
    double dot = 0.0;
    double power = 0.0;
    for (std::size_t j = 0; j < form.size(); ++j) {
        dot += static_cast<double>(form[j]) * window[j];
        power += static_cast<double>(form[j]) * form[j];
    }
    // Where a cycle was taken off that was not there, more is left than there was.
    const double own = std::max(powerAround(whole), powerAround(window));
    return power > 0.0 && own > 1e-6 * power ? dot / std::sqrt(power * own) : 0.0;
}

} // namespace wattline
