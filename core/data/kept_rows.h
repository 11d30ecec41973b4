// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <memory>

namespace wattline {

/// The rows that filterRows() keeps. Where nothing is filtered this is the data set itself, not a copy, and must not
/// outlive it. Errors as filterRows().
Result<std::shared_ptr<const Dataset>> keptRows(const Dataset& dataset,
                                                const std::map<std::string, std::string>& where);

} // namespace wattline
