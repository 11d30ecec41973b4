// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace wattline {

/// Looks at the first lines of a recording that is not one of the CSV forms: success where it may be CSV; Error Format,
/// naming the form and the way out, where it is nvidia-smi's table, its -q text, dmon, DCGM or JSON, which have other
/// readings than a CSV reader would give them.
Result<void> refuseForeignForms(std::string_view text, const std::string& name);

} // namespace wattline
