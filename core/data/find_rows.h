// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// The rows in which every word of the text stands in some cell or in the name of a run; small and capital letters
/// (ASCII) do not differ. All rows for a text without words. Error Canceled.
Result<std::vector<std::size_t>> findRows(const Dataset& dataset, const std::string& text,
                                          const RunContext& context = {});

} // namespace wattline
