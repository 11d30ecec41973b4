// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace wattline {

/// What is to be learnt from a data set.
struct LearningChoice {
    std::string target;
    std::vector<std::string> features;
    std::map<std::string, std::string> where; ///< rows kept: column -> value
    std::string groupBy = {};                 ///< column that groups the rows (model, gpu_name, ...); empty: none

    bool operator==(const LearningChoice&) const = default;
};

/// The rows to learn from, and how many were left out because their image_size counts tokens and not pixels.
struct LearningRows {
    RegressionData data;
    std::size_t tokenRows = 0;
};

/// The rows that a choice takes out of a data set: those that filterRows() keeps, without token rows where image_size
/// is a feature (unless `where` names image_size_kind), and with a number in the target and every feature. The window
/// and the command line both learn from these. Errors as filterRows() and regressionData().
Result<LearningRows> learningRows(const Dataset& dataset, const LearningChoice& choice);

} // namespace wattline
