// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/spread_output.h"

namespace wattline::cli {

Json spreadJson(const Spread& spread)
{
    return {{"mean", finiteOrNull(spread.mean)}, {"std", finiteOrNull(spread.std)}};
}

Json spreadJson(const std::optional<Spread>& spread)
{
    return spread ? spreadJson(*spread) : Json(nullptr);
}

} // namespace wattline::cli
