// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/layer_shape.h"

#include <fmt/format.h>

namespace wattline {

std::uint64_t sumOf(std::initializer_list<std::uint64_t> terms)
{
    std::uint64_t sum = 0;
    for (const std::uint64_t term : terms) {
        if (term > TooMany - sum)
            return TooMany;
        sum += term;
    }
    return sum;
}

std::uint64_t productOf(std::initializer_list<std::uint64_t> factors)
{
    std::uint64_t product = 1;
    for (const std::uint64_t factor : factors) {
        if (factor != 0 && product > TooMany / factor)
            return TooMany;
        product *= factor;
    }
    return product;
}

std::uint64_t LayerShape::elements() const
{
    return kind == Kind::Map ? productOf({channels, extent, extent}) : productOf({channels, extent});
}

std::string LayerShape::text() const
{
    if (kind == Kind::Ids)
        return fmt::format("{} ids", extent);
    if (kind == Kind::Map)
        return fmt::format("{} × {} × {}", channels, extent, extent);
    return extent == 1 ? fmt::format("{}", channels) : fmt::format("{} × {}", extent, channels);
}

} // namespace wattline
