// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/evolution_result.h"
#include "core/models/model.h"

namespace wattline {

/// The chosen formula of a search as a model, described in raw units. Error Canceled where the search was stopped: half
/// a search compares with nothing.
Result<std::shared_ptr<const Model>> symbolicModel(Result<EvolutionResult> result);

} // namespace wattline
