// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/block_levels.h"

#include <algorithm>
#include <limits>

namespace wattline {

BlockLevels::BlockLevels(const std::vector<double>& ascending)
{
    const std::size_t count = ascending.size();
    for (std::size_t step = 1; step == 1 || step <= count; step *= BlockValues) {
        begins.push_back(values.size());
        for (std::size_t i = step; i <= count; i += step)
            values.push_back(ascending[i - 1]);
        const std::size_t room = (count / step / BlockValues + 1) * BlockValues;
        values.resize(begins.back() + room, std::numeric_limits<double>::infinity());
    }
    std::reverse(begins.begin(), begins.end());
}

} // namespace wattline
