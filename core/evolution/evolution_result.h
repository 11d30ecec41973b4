// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/scaler.h"
#include "core/evolution/generation_stats.h"

#include <Eigen/Core>
#include <string>
#include <vector>

namespace wattline {

/// The outcome of a search.
struct EvolutionResult {
    Expression formula;    ///< the chosen one as searched; strict: best raw fitness of the last generation
    Expression rawFormula; ///< the same in units of the data set
    Front front;           ///< of the whole run; strict mode's chosen formula may be worse than one of them
    ErrorMeasure errorMeasure = ErrorMeasure::MeanAbsolute;
    Scaler scaler; ///< of the features that `formula` speaks of; modern mode: zero mean, unit scale
    std::vector<std::string> featureNames;
    std::vector<GenerationStats> history;
    std::uint64_t evaluations = 0;
    std::uint64_t nodeRows = 0;      ///< really computed
    std::uint64_t nodeRowsAsked = 0; ///< what plain interpretation would have computed
    double seconds = 0.0;
    double cpuSeconds = 0.0; ///< of the whole process while it searched
    bool stopped = false;    ///< ended by the stop token; what was found so far stands

    /// The formula's predictions for rows of features as measured.
    Eigen::VectorXd predict(const Eigen::MatrixXd& features) const;
};

} // namespace wattline
