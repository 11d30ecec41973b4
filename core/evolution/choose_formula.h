// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/generation_stats.h"

#include <cstddef>

namespace wattline {

/// Rows behind the errors of a front; no validation rows where they shall not count.
struct RowCounts {
    std::size_t train = 0;
    std::size_t validation = 0;
};

/// The member of a front that is the answer: least ln E + l / (2 n) for length l and n training rows, about what
/// Akaike's criterion charges for a coefficient every second node. E is the mean of training and validation error with
/// each validation row counted four times, since coefficients and shape were chosen on the training rows. Errors that
/// are rounding beside the worst of the front count as equal. The front must not be empty.
std::size_t chosenOf(const Front& front, const RowCounts& rows);

} // namespace wattline
