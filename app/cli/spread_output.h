// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/base/statistics.h"

#include <optional>

namespace wattline::cli {

/// The keys mean and std; null where one is not finite.
Json spreadJson(const Spread& spread);
/// Null where the whole is absent.
Json spreadJson(const std::optional<Spread>& spread);

} // namespace wattline::cli
