// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/fit_rows.h"

#include <optional>

namespace wattline {

/// Which member of a front is the answer.
std::size_t chosenOf(const Front& front, const FitRows& train, const std::optional<FitRows>& validation);

} // namespace wattline
