// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/comb_path.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace wattline {

namespace {

constexpr std::size_t Block = 2048;

/// Power of windows around their mean, one after the other.
class RunningPower {
public:
    RunningPower(std::span<const float> values, std::size_t length) : m_values(values), m_length(length)
    {
        for (std::size_t i = 0; i < length; ++i)
            add(values[i], 1.0);
    }

    double power() const { return std::max(0.0, m_squares - m_sum * m_sum / static_cast<double>(m_length)); }

    void step()
    {
        add(m_values[m_begin], -1.0);
        if (m_begin + m_length < m_values.size())
            add(m_values[m_begin + m_length], 1.0);
        ++m_begin;
    }

private:
    void add(double value, double sign)
    {
        m_sum += sign * value;
        m_squares += sign * value * value;
    }

    std::span<const float> m_values;
    std::size_t m_length;
    std::size_t m_begin = 0;
    double m_sum = 0.0;
    double m_squares = 0.0;
};

/// The best sum up to each place, and the step that led there (0: the path begins there).
struct Sums {
    std::vector<float> best;
    std::vector<std::uint16_t> step;
};

std::vector<float> penalties(const PathRules& rules, std::size_t shortest, std::size_t longest)
{
    // Three standard deviations cost as much as a window at the threshold is worth twice.
    std::vector<float> penalty;
    for (std::size_t s = shortest; s <= longest; ++s) {
        const double off = (static_cast<double>(s) - rules.period) / (3.0 * rules.jitter);
        penalty.push_back(static_cast<float>(rules.threshold * off * off));
    }
    return penalty;
}

} // namespace

std::vector<float> likenessTo(const CycleForm& form, double windowPower, std::span<const float> values,
                              const RunContext& context)
{
    if (values.size() < form.size())
        return {};
    double formPower = 0.0;
    for (const float v : form)
        formPower += static_cast<double>(v) * v;
    std::vector<float> likeness(values.size() - form.size() + 1, 0.0F);
    if (!(formPower > 0.0))
        return likeness;
    RunningPower window(values, form.size());
    for (std::size_t begin = 0; begin < likeness.size() && !context.stopRequested(); begin += Block) {
        const std::size_t count = std::min(Block, likeness.size() - begin);
        float* const out = likeness.data() + begin;
        for (std::size_t j = 0; j < form.size(); ++j) {
            const float weight = form[j];
            const float* const in = values.data() + begin + j;
            for (std::size_t t = 0; t < count; ++t)
                out[t] += weight * in[t];
        }
        for (std::size_t t = 0; t < count; ++t, window.step()) {
            const double power = window.power();
            const double excess = std::max(1.0, power / (4.0 * windowPower));
            out[t] /= static_cast<float>(std::sqrt(formPower * (power + 0.1 * formPower) * excess));
        }
    }
    return likeness;
}

std::vector<std::size_t> bestPath(std::span<const float> likeness, const PathRules& rules, const RunContext& context)
{
    const auto shortest = static_cast<std::size_t>(std::max(1.0, std::floor(rules.period - rules.reach)));
    const auto longest = static_cast<std::size_t>(std::ceil(rules.period + rules.reach));
    const std::vector<float> penalty = penalties(rules, shortest, longest);
    Sums sums{std::vector<float>(likeness.size(), 0.0F), std::vector<std::uint16_t>(likeness.size(), 0)};
    // Within a block of the shortest step no place depends on another.
    for (std::size_t begin = 0; begin < likeness.size(); begin += shortest) {
        if (begin % Block < shortest && context.stopRequested())
            return {};
        const std::size_t end = std::min(begin + shortest, likeness.size());
        for (std::size_t s = shortest; s <= longest && s < end; ++s) {
            const float cost = penalty[s - shortest];
            for (std::size_t t = std::max(begin, s); t < end; ++t) {
                const float sum = sums.best[t - s] - cost;
                const bool isBetter = sum > sums.best[t];
                sums.best[t] = isBetter ? sum : sums.best[t];
                sums.step[t] = isBetter ? static_cast<std::uint16_t>(s) : sums.step[t];
            }
        }
        for (std::size_t t = begin; t < end; ++t)
            sums.best[t] +=
                std::max(likeness[t] - static_cast<float>(rules.threshold), -static_cast<float>(rules.mostAgainst));
    }
    std::vector<std::size_t> path;
    if (sums.best.empty())
        return path;
    const auto top = std::max_element(sums.best.begin(), sums.best.end());
    if (!(*top > 0.0F))
        return path;
    auto place = static_cast<std::size_t>(top - sums.best.begin());
    path.push_back(place);
    while (sums.step[place] > 0) {
        place -= sums.step[place];
        path.push_back(place);
    }
    std::reverse(path.begin(), path.end());
    return path;
}

} // namespace wattline
