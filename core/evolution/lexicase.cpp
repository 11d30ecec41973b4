// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/lexicase.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

float medianOf(std::vector<float>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

float deviationOf(const float* errors, std::size_t count)
{
    std::vector<float> values(errors, errors + count);
    const float middle = medianOf(values);
    for (float& value : values)
        value = std::abs(value - middle);
    return medianOf(values);
}

} // namespace

Lexicase::Lexicase(const std::vector<const std::vector<float>*>& errors)
    : m_individuals(errors.size()), m_cases(errors.front()->size()), m_errors(m_individuals * m_cases)
{
    for (std::size_t c = 0; c < m_cases; ++c) {
        for (std::size_t i = 0; i < m_individuals; ++i)
            m_errors[c * m_individuals + i] = (*errors[i])[c];
        m_epsilon.push_back(deviationOf(m_errors.data() + c * m_individuals, m_individuals));
    }
}

std::size_t Lexicase::select(RandomStream& random) const
{
    std::vector<std::uint32_t> pool(m_individuals);
    std::iota(pool.begin(), pool.end(), 0U);
    std::vector<std::uint32_t> cases(m_cases);
    std::iota(cases.begin(), cases.end(), 0U);
    for (std::size_t left = m_cases; left > 0 && pool.size() > 1; --left) {
        std::swap(cases[random.below(left)], cases[left - 1]);
        const std::size_t chosen = cases[left - 1];
        const float* const errors = m_errors.data() + chosen * m_individuals;
        float best = std::numeric_limits<float>::infinity();
        for (const std::uint32_t i : pool)
            best = std::min(best, errors[i]);
        const float pass = best + m_epsilon[chosen];
        std::erase_if(pool, [&](std::uint32_t i) { return !(errors[i] <= pass); });
    }
    return pool[random.below(pool.size())];
}

} // namespace wattline
