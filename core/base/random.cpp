// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace wattline {

namespace {

std::uint64_t splitMix(std::uint64_t& state)
{
    state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// Marsaglia's polar method over any source of uniforms in [0, 1); keeps the second normal of each pair.
template <class Uniform>
double polarNormal(std::optional<double>& spare, const Uniform& uniform)
{
    if (spare)
        return *std::exchange(spare, std::nullopt);
    for (;;) {
        const double x1 = 2.0 * uniform() - 1.0;
        const double x2 = 2.0 * uniform() - 1.0;
        const double r2 = x1 * x1 + x2 * x2;
        if (r2 >= 1.0 || r2 == 0.0)
            continue;
        const double factor = std::sqrt(-2.0 * std::log(r2) / r2);
        spare = factor * x1;
        return factor * x2;
    }
}

/// The next words of MT19937, each from itself, the one after it and the one 397 after it, round the end.
void renew(std::array<std::uint32_t, 624>& words)
{
    constexpr std::size_t Ahead = 397;
    const auto renewOne = [&](std::size_t i, std::size_t after, std::size_t ahead) {
        const std::uint32_t y = (words[i] & 0x80000000U) | (words[after] & 0x7fffffffU);
        words[i] = words[ahead] ^ (y >> 1) ^ ((0U - (y & 1U)) & 0x9908b0dfU);
    };
    const std::size_t last = words.size() - 1;
    for (std::size_t i = 0; i < words.size() - Ahead; ++i)
        renewOne(i, i + 1, i + Ahead);
    for (std::size_t i = words.size() - Ahead; i < last; ++i)
        renewOne(i, i + 1, i + Ahead - words.size());
    renewOne(last, 0, Ahead - 1);
}

} // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t stream)
{
    std::uint64_t mixed = seed;
    mixed = splitMix(mixed) ^ (stream * 0xd1342543de82ef95ULL);
    for (std::uint64_t& word : m_state)
        word = splitMix(mixed);
}

std::uint64_t RandomStream::next()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

double RandomStream::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::uint64_t RandomStream::below(std::uint64_t bound)
{
    const std::uint64_t tooFew = (0 - bound) % bound; // words below this would favour small answers
    for (;;) {
        const std::uint64_t word = next();
        if (word >= tooFew)
            return word % bound;
    }
}

double RandomStream::normal()
{
    return polarNormal(m_spareNormal, [this] { return uniform(); });
}

NumpyRandom::NumpyRandom(std::uint32_t seed)
{
    m_state[0] = seed;
    for (std::uint32_t i = 1; i < m_state.size(); ++i)
        m_state[i] = 1812433253U * (m_state[i - 1] ^ (m_state[i - 1] >> 30)) + i;
}

std::uint32_t NumpyRandom::next()
{
    if (m_index == m_state.size()) {
        renew(m_state);
        m_index = 0;
    }
    std::uint32_t y = m_state[m_index++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680U;
    y ^= (y << 15) & 0xefc60000U;
    return y ^ (y >> 18);
}

double NumpyRandom::uniform()
{
    const std::uint32_t high = next() >> 5;
    const std::uint32_t low = next() >> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

double NumpyRandom::normal()
{
    return polarNormal(m_spareNormal, [this] { return uniform(); });
}

std::uint32_t NumpyRandom::upTo(std::uint32_t bound)
{
    const std::uint32_t mask = bound == 0 ? 0 : 0xffffffffU >> std::countl_zero(bound);
    for (;;) {
        const std::uint32_t value = next() & mask;
        if (value <= bound)
            return value;
    }
}

std::vector<std::size_t> NumpyRandom::permutation(std::size_t count)
{
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = count; i-- > 1;)
        std::swap(order[i], order[upTo(static_cast<std::uint32_t>(i))]);
    return order;
}

} // namespace wattline
