// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// The names joined by commas for a message; of a long list the first twelve and how many more there are.
std::string listForMessage(const std::vector<std::string>& names);

/// The error that a column does not exist, with those that do.
Error noSuchColumn(const Dataset& dataset, std::string_view column);

} // namespace wattline
