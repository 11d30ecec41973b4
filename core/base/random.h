// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace wattline {

/// A fast stream of pseudo-random numbers: xoshiro256** (Blackman and Vigna 2018), seeded through splitmix64. Streams
/// with different (seed, stream) pairs are independent for our purposes, so each individual or tree of a computation
/// takes its own and the result does not depend on the number of threads.
class RandomStream {
public:
    explicit RandomStream(std::uint64_t seed, std::uint64_t stream = 0);

    std::uint64_t next();
    /// Uniform in [0, 1).
    double uniform();
    /// Uniform in [0, bound), without bias; bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Standard normal.
    double normal();

private:
    std::array<std::uint64_t, 4> m_state;
    std::optional<double> m_spareNormal;
};

/// numpy's RandomState, word for word: MT19937 seeded by init_genrand, doubles of 53 bits, legacy polar Gaussians,
/// masked rejection for permutations. Splits and mutual information use it so that they equal scikit-learn's.
class NumpyRandom {
public:
    explicit NumpyRandom(std::uint32_t seed);

    std::uint32_t next();
    /// random_sample(): uniform in [0, 1).
    double uniform();
    /// standard_normal().
    double normal();
    /// random_interval(bound): uniform in [0, bound], bound included.
    std::uint32_t upTo(std::uint32_t bound);
    /// permutation(count).
    std::vector<std::size_t> permutation(std::size_t count);

private:
    std::array<std::uint32_t, 624> m_state;
    std::size_t m_index = 624;
    std::optional<double> m_spareNormal;
};

} // namespace wattline
