// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/tuning.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wattline {

namespace {

/// One fold's rows, taken out once for all candidates.
struct FoldRows {
    RegressionData train;
    RegressionData held;
};

/// One fit of the search.
struct Trial {
    std::size_t method = 0;
    std::size_t candidate = 0;
    std::size_t fold = 0;
    double meanSquaredError = std::numeric_limits<double>::infinity();
    double seconds = 0.0;
    std::string failure;
};

std::vector<FoldRows> foldRows(const RegressionData& train, const TuningSettings& settings)
{
    const std::size_t folds = std::min(settings.folds, static_cast<std::size_t>(train.rows()));
    std::vector<FoldRows> rows;
    for (const Fold& fold :
         foldsBy(settings.rule, train.groups, static_cast<std::size_t>(train.rows()), folds, settings.seed))
        rows.push_back({selectRows(train, fold.train), selectRows(train, fold.held)});
    return rows;
}

std::vector<Trial> allTrials(const std::vector<const Method*>& methods, std::size_t folds)
{
    std::vector<Trial> trials;
    for (std::size_t m = 0; m < methods.size(); ++m) {
        const std::size_t candidates = methods[m]->candidates.size();
        for (std::size_t c = 0; candidates > 1 && c < candidates; ++c) {
            for (std::size_t f = 0; f < folds; ++f)
                trials.push_back({.method = m, .candidate = c, .fold = f});
        }
    }
    return trials;
}

void run(Trial& trial, const Candidate& candidate, const FitInput& input, const RegressionData& held,
         const RunContext& context)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto model = candidate.fit(input, context);
    trial.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!model) {
        trial.failure = model.error().message;
        return;
    }
    const Result<Eigen::VectorXd> predicted = finitePredictions(**model, held);
    if (!predicted)
        trial.failure = predicted.error().message;
    else
        trial.meanSquaredError = metricsOf(held.target, *predicted).mse;
}

std::vector<Tuning> gathered(const std::vector<const Method*>& methods, const std::vector<Trial>& trials,
                             std::size_t folds)
{
    std::vector<Tuning> tunings;
    tunings.reserve(methods.size());
    for (const Method* method : methods)
        tunings.push_back({.meanSquaredErrors = std::vector<double>(method->candidates.size(), 0.0)});
    for (const Trial& trial : trials) {
        Tuning& tuning = tunings[trial.method];
        tuning.meanSquaredErrors[trial.candidate] += trial.meanSquaredError / static_cast<double>(folds);
        tuning.seconds += trial.seconds;
        if (tuning.failure.empty())
            tuning.failure = trial.failure;
    }
    for (Tuning& tuning : tunings) {
        if (bestCandidate(tuning.meanSquaredErrors))
            tuning.failure.clear();
    }
    return tunings;
}

} // namespace

std::vector<Tuning> tune(const std::vector<const Method*>& methods, const FitInput& input,
                         const TuningSettings& settings, const RunContext& context)
{
    const std::vector<FoldRows> folds = foldRows(input.train, settings);
    std::vector<Trial> trials = allTrials(methods, folds.size());
    const RunContext within{context.stop, {}, 1}; // the trials already use every thread
    std::atomic<std::size_t> done{0};
    parallelFor(trials.size(), context, [&](std::size_t i) {
        Trial& trial = trials[i];
        const FoldRows& rows = folds[trial.fold];
        run(trial, methods[trial.method]->candidates[trial.candidate], {rows.train, input.validation, input.seed},
            rows.held, within);
        context.report(static_cast<double>(++done) / static_cast<double>(trials.size()), "Searching the grids");
    });
    return gathered(methods, trials, folds.size());
}

std::optional<std::size_t> bestCandidate(const std::vector<double>& errors)
{
    const auto best = std::min_element(errors.begin(), errors.end());
    if (best == errors.end() || !std::isfinite(*best))
        return std::nullopt;
    return static_cast<std::size_t>(best - errors.begin());
}

Result<Eigen::VectorXd> finitePredictions(const Model& model, const RegressionData& rows)
{
    Eigen::VectorXd predicted = model.predict(rows);
    for (Eigen::Index row = 0; row < predicted.size(); ++row) {
        if (!std::isfinite(predicted[row]))
            return Error{ErrorKind::Numeric,
                         fmt::format("The prediction for row {} of the data set (from 1) is not a number.",
                                     rows.datasetRows[static_cast<std::size_t>(row)] + 1)};
    }
    return predicted;
}

} // namespace wattline
