// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/evolution/generation_stats.h"
#include "core/expression/expression.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace wattline {

/// What modern mode does beyond plain genetic programming; each can be switched off, so that its worth can be measured
/// (benchmarks/README.md says how).
struct ModernTechniques {
    bool linearScaling = true;
    bool coefficientFitting = true;
    bool lexicase = true;
    bool intervals = true;
    bool deduplication = true;
    bool powerLawSeeds = true;
    bool innerValidation = true;

    bool operator==(const ModernTechniques&) const = default;
};

/// A technique as settings and tables name it.
struct Technique {
    std::string_view id;    ///< as the command line names it: "linear-scaling"
    std::string_view title; ///< "Linear scaling of every candidate"
    bool ModernTechniques::*isOn;
};

/// Every technique, in the order of tables.
std::span<const Technique> allTechniques();

/// The settings of modern mode: small formulas that predict well.
struct ModernSettings {
    std::size_t population = 500;
    std::size_t generations = 300;
    std::uint64_t evaluations = 0; ///< ends the run after that many programs have been evaluated; 0: no limit
    double timeLimitSeconds = 0.0; ///< ends the run after that long, pauses left out; 0: no limit
    std::size_t maxLength = 30;    ///< nodes of the formula as it is shown
    std::vector<Op> functions = {Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Sqrt, Op::Log, Op::Exp, Op::Pow, Op::Square};
    ErrorMeasure error = ErrorMeasure::MeanRelative;
    double stoppingError = 1e-12; ///< the run ends when the best training error is at or below this
    ModernTechniques techniques;
    std::uint64_t seed = 42;

    bool operator==(const ModernSettings&) const = default;
};

ModernSettings quickModernSettings(); ///< population 200, 50 generations: a second or two on a laptop

/// Error Data where the settings cannot make a run, saying which.
Result<void> checkModernSettings(const ModernSettings& settings);

/// Error Data where the settings or the data cannot make a run, saying which and what would do.
Result<void> checkModernRun(const RegressionData& train, const RegressionData& validation,
                            const ModernSettings& settings);

} // namespace wattline
