// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/tuning.h"

#include "core/base/parallel.h"
#include "core/evaluation/predictions.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

/// One fold's rows, taken out once for all candidates.
struct FoldRows {
    RegressionData train;
    RegressionData held;
};

/// One fit of the search: of one candidate, or of several that share it.
struct Trial {
    std::size_t method = 0;
    std::size_t fold = 0;
    std::vector<std::size_t> candidates;
    const SharedFit* shared = nullptr;     ///< of these candidates; nothing where there is one
    std::vector<double> meanSquaredErrors; ///< one a candidate
    double seconds = 0.0;
    std::string failure;
};

/// Not all of them after a stop.
std::vector<FoldRows> foldRows(const RegressionData& train, const TuningSettings& settings, const RunContext& context)
{
    const std::size_t folds = std::min(settings.folds, static_cast<std::size_t>(train.rows()));
    std::vector<FoldRows> rows;
    for (const Fold& fold :
         foldsBy(settings.rule, train.groups, static_cast<std::size_t>(train.rows()), folds, settings.seed)) {
        if (context.stopRequested())
            break;
        rows.push_back({selectRows(train, fold.train), selectRows(train, fold.held)});
    }
    return rows;
}

/// The fits of a method that has a choice, on one fold, not yet done.
std::vector<Trial> trialsOf(const Method& method)
{
    if (method.candidates.size() < 2)
        return {};
    std::vector<Trial> trials;
    std::vector<bool> isShared(method.candidates.size(), false);
    for (const SharedFit& shared : method.shared) {
        trials.push_back({.candidates = shared.candidates, .shared = &shared});
        for (const std::size_t candidate : shared.candidates)
            isShared[candidate] = true;
    }
    for (std::size_t candidate = 0; candidate < isShared.size(); ++candidate) {
        if (!isShared[candidate])
            trials.push_back({.candidates = {candidate}});
    }
    return trials;
}

std::vector<Trial> allTrials(const std::vector<const Method*>& methods, std::size_t folds)
{
    std::vector<Trial> trials;
    for (std::size_t m = 0; m < methods.size(); ++m) {
        for (Trial& trial : trialsOf(*methods[m])) {
            trial.method = m;
            trial.meanSquaredErrors.assign(trial.candidates.size(), std::numeric_limits<double>::infinity());
            for (trial.fold = 0; trial.fold < folds; ++trial.fold)
                trials.push_back(trial);
        }
    }
    return trials;
}

Result<std::vector<std::shared_ptr<const Model>>> fitted(const Trial& trial, const Method& method,
                                                         const FitInput& input, const RunContext& context)
{
    if (trial.shared != nullptr)
        return trial.shared->fit(input, context);
    auto model = method.candidates[trial.candidates.front()].fit(input, context);
    if (!model)
        return model.error();
    return std::vector{*std::move(model)};
}

void run(Trial& trial, const Method& method, const FitInput& input, const RegressionData& held,
         const RunContext& context)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto models = fitted(trial, method, input, context);
    if (!models)
        trial.failure = models.error().message;
    for (std::size_t i = 0; models && i < models->size(); ++i) {
        const Result<Eigen::VectorXd> predicted = finitePredictions(*(*models)[i], held, context);
        if (!predicted)
            trial.failure = predicted.error().message;
        else
            trial.meanSquaredErrors[i] = metricsOf(held.target, *predicted).mse;
    }
    trial.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
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
        for (std::size_t i = 0; i < trial.candidates.size(); ++i)
            tuning.meanSquaredErrors[trial.candidates[i]] += trial.meanSquaredErrors[i] / static_cast<double>(folds);
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
    const std::vector<FoldRows> folds = foldRows(input.train, settings, context);
    std::vector<Trial> trials = allTrials(methods, folds.size());
    const RunContext within{context.stop, {}, 1}; // the trials already use every thread
    std::atomic<std::size_t> done{0};
    parallelFor(trials.size(), context, [&](std::size_t i) {
        Trial& trial = trials[i];
        const FoldRows& rows = folds[trial.fold];
        run(trial, *methods[trial.method], {rows.train, input.validation, input.seed}, rows.held, within);
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

} // namespace wattline
