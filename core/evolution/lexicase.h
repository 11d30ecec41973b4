// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <cstddef>
#include <vector>

namespace wattline {

/// Epsilon-lexicase selection (La Cava, Spector and Danai 2016): parents are those that are best on rows taken one
/// after another in random order, where "best" lets pass whoever is within the median absolute deviation of the
/// population's errors on that row. Keeps specialists that are poor on average.
class Lexicase {
public:
    /// The errors of each individual, all with the same number of cases.
    explicit Lexicase(const std::vector<const std::vector<float>*>& errors);

    /// One parent.
    std::size_t select(RandomStream& random) const;

private:
    std::size_t m_individuals;
    std::size_t m_cases;
    std::vector<float> m_errors;  ///< case after case
    std::vector<float> m_epsilon; ///< of each case
};

} // namespace wattline
