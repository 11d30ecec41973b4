// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/predict_targets.h"

#include "core/base/text.h"
#include "core/data/learning_rows.h"
#include "core/data/split.h"
#include "core/evaluation/formula_uncertainty.h"
#include "core/evaluation/predictions.h"
#include "core/evaluation/tuning.h"
#include "core/tasks/task_table.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace wattline {

namespace {

constexpr std::size_t FewestRows = 10;

/// The rows of each target, in the order of TargetColumns: the same rows in all four.
struct CompleteRows {
    std::vector<RegressionData> targets;
    std::size_t tokenRows = 0;

    std::size_t size() const { return static_cast<std::size_t>(targets.front().rows()); }
};

struct Parts {
    RegressionData train;
    RegressionData validation;
    RegressionData held;
};

struct Learnt {
    std::shared_ptr<const Model> model;
    std::optional<double> heldOutError;
    Eigen::ArrayXd relativeErrors; ///< on the rows held out, of the predictions
};

std::vector<std::string> namesOf(const RunFeatures& run)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : run)
        names.push_back(name);
    return names;
}

/// The rows to learn from in which all four targets stand.
Result<CompleteRows> completeRows(const Dataset& dataset, const std::vector<std::string>& features,
                                  const std::map<std::string, std::string>& where)
{
    CompleteRows complete;
    std::vector<std::size_t> common; // row numbers ascend, here and in the rows of each target
    for (const std::string_view target : TargetColumns) {
        Result<LearningRows> rows = learningRows(dataset, {std::string(target), features, where});
        if (!rows)
            return rows.error();
        const std::vector<std::size_t>& own = rows->data.datasetRows;
        std::vector<std::size_t> both;
        std::ranges::set_intersection(complete.targets.empty() ? own : common, own, std::back_inserter(both));
        common = std::move(both);
        complete.tokenRows = rows->tokenRows;
        complete.targets.push_back(std::move(rows->data));
    }
    if (common.size() < FewestRows)
        return Error{ErrorKind::Data, dataset.name + ": only " + std::to_string(common.size()) +
                                          " rows have all four targets; a prediction needs at least " +
                                          std::to_string(FewestRows) + "."};
    for (RegressionData& data : complete.targets)
        data = selectRows(data, positionsOf(data, common));
    return complete;
}

Parts partsOf(const RegressionData& rows, std::uint32_t seed)
{
    const auto count = static_cast<std::size_t>(rows.rows());
    Split split = holdOutSplit(count, seed);
    std::vector<std::size_t> held = std::move(split.validation);
    held.insert(held.end(), split.test.begin(), split.test.end());
    split = splitWithTestRows(count, held, seed);
    return {selectRows(rows, split.train), selectRows(rows, split.validation), selectRows(rows, split.test)};
}

/// The candidate that cross-validation of the training rows finds best, fitted and measured on the rows held out.
Result<Learnt> learn(const Method& method, const Parts& parts, std::uint32_t seed, const RunContext& context)
{
    const FitInput input{parts.train, parts.validation, seed};
    const Tuning tuning = tune({&method}, input, {.seed = seed}, context).front();
    if (context.stopRequested())
        return canceledError();
    const std::optional<std::size_t> best = bestCandidate(tuning.meanSquaredErrors);
    if (!best)
        return Error{ErrorKind::Data,
                     method.title + ": " + (tuning.failure.empty() ? "every candidate is far out." : tuning.failure)};
    const auto model = method.candidates[*best].fit(input, context);
    if (!model)
        return model.error();
    const Result<Eigen::VectorXd> predicted = finitePredictions(**model, parts.held, context);
    if (!predicted)
        return predicted.error();
    const Metrics metrics = metricsOf(parts.held.target, *predicted);
    if (!isFinite(metrics))
        return Error{ErrorKind::Numeric, method.title + " is so far out on the rows held out that its error is not a "
                                                        "number; choose another model."};
    return Learnt{*model, metrics.mre, (parts.held.target.array() - predicted->array()) / predicted->array().abs()};
}

/// The run as a table of one row, beside which a model can stand.
RegressionData asRow(const RegressionData& like, const RunFeatures& run)
{
    RegressionData row = selectRows(like, {0});
    for (std::size_t i = 0; i < like.featureNames.size(); ++i)
        row.features(0, static_cast<Eigen::Index>(i)) = run.at(like.featureNames[i]);
    return row;
}

std::vector<std::string> remarksOn(const RunFeatures& run, const RegressionData& train, std::size_t tokenRows)
{
    std::vector<std::string> remarks;
    if (tokenRows > 0)
        remarks.push_back(std::to_string(tokenRows) +
                          " rows are left out: their image_size counts tokens, not pixels.");
    for (std::size_t i = 0; i < train.featureNames.size(); ++i) {
        const std::string& name = train.featureNames[i];
        const auto column = static_cast<Eigen::Index>(i);
        const double low = train.features.col(column).minCoeff();
        const double high = train.features.col(column).maxCoeff();
        const double value = run.at(name);
        if (value < low || value > high)
            remarks.push_back(name + " " + formatShort(value) + " lies outside the rows trained on (" +
                              formatShort(low) + " to " + formatShort(high) + ").");
    }
    return remarks;
}

/// None of the targets can be negative.
std::optional<Interval> intervalAround(double value, const Eigen::ArrayXd& relativeErrors, double confidence)
{
    const double half = value * conformalQuantile(relativeErrors, confidence);
    if (!std::isfinite(half))
        return std::nullopt;
    return Interval{std::max(0.0, value - half), value + half};
}

double* memberOf(WaveTargets& targets, std::size_t target)
{
    double* const members[] = {&targets.valleyPowerWatts, &targets.valleyDurationSeconds, &targets.peakPowerWatts,
                               &targets.peakDurationSeconds};
    return members[target];
}

} // namespace

Result<TargetPrediction> predictTargets(const Dataset& dataset, const RunFeatures& run,
                                        const PredictionSettings& settings, const RunContext& context)
{
    const std::vector<Method> methods = allMethods(Effort::Quick);
    const auto chosen = std::ranges::find(methods, settings.method, &Method::id);
    if (chosen == methods.end())
        return Error{ErrorKind::Data, quotedForMessage(settings.method) + " is not a known method."};
    const Result<CompleteRows> rows = completeRows(dataset, namesOf(run), settings.where);
    if (!rows)
        return rows.error();

    TargetPrediction prediction;
    prediction.method = chosen->title;
    prediction.rows = rows->size();
    for (std::size_t target = 0; target < std::size(TargetColumns); ++target) {
        const std::string column(TargetColumns[target]);
        context.report(static_cast<double>(target) / static_cast<double>(std::size(TargetColumns)),
                       "Learning " + column);
        const Parts parts = partsOf(rows->targets[target], settings.seed);
        const RunContext quiet{context.stop, {}, context.threads}; // one target's progress is not the whole's
        const Result<Learnt> learnt = learn(*chosen, parts, settings.seed, quiet);
        if (!learnt)
            return learnt.error();
        const double value = learnt->model->predict(asRow(parts.train, run))(0);
        if (!std::isfinite(value) || value < 0.0)
            return Error{ErrorKind::Numeric,
                         chosen->title + " predicts no usable " + column +
                             " for these values; choose another model or values nearer to the data set."};
        *memberOf(prediction.targets, target) = value;
        prediction.heldOutErrors.push_back(learnt->heldOutError);
        prediction.intervals.push_back(intervalAround(value, learnt->relativeErrors, prediction.confidence));
        if (target == 0)
            prediction.remarks = remarksOn(run, parts.train, rows->tokenRows);
    }
    return prediction;
}

} // namespace wattline
