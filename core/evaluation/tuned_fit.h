// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/tuning.h"

namespace wattline {

/// A method by the id that tables and the command line use. Error Data names those that there are.
Result<Method> methodNamed(const std::string& id, Effort effort);

/// A model and how it came about.
struct TunedModel {
    std::shared_ptr<const Model> model; ///< never null
    std::size_t candidate = 0;          ///< position in the method's grid
    std::string settings;               ///< of that candidate
    double seconds = 0.0;               ///< of search and fit together
};

/// Searches the method's grid by cross-validation within the training rows and fits the winner to all of them; a given
/// `candidate` is fitted without a search. Needs 5 training rows. Errors of the fit; Error Canceled.
Result<TunedModel> tunedFit(const Method& method, const FitInput& input, std::optional<std::size_t> candidate = {},
                            const RunContext& context = {});

} // namespace wattline
