// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <utility>

namespace wattline {

/// Fisher's and Yates's shuffle, in Durstenfeld's form: from the last place to the second, each changes places with one
/// drawn evenly from itself and those before it, so that every order is equally likely. One number of the stream is
/// drawn for each place but the first, by below(). `values` has size() and operator[]: a vector of the standard library
/// or of Eigen.
template <class Values>
void shuffle(Values& values, RandomStream& random)
{
    using Place = decltype(values.size());
    for (Place left = values.size(); left > 1; --left) {
        const auto other = static_cast<Place>(random.below(static_cast<std::uint64_t>(left)));
        std::swap(values[left - 1], values[other]);
    }
}

} // namespace wattline
