// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/predict_targets.h"

#include "core/base/text.h"
#include "core/data/split.h"
#include "core/models/model.h"
#include "core/tasks/task_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr std::size_t FewestRows = 10;

struct Chosen {
    std::shared_ptr<const Model> model;
    double error = std::numeric_limits<double>::infinity();
};

struct Parts {
    RegressionData train;
    RegressionData held;
};

std::vector<std::string> namesOf(const RunFeatures& run)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : run)
        names.push_back(name);
    return names;
}

/// Rows of the data set in which all four targets stand.
Result<std::vector<std::size_t>> completeRows(const Dataset& dataset, const std::vector<std::string>& features)
{
    std::vector<std::size_t> common;
    for (const std::string_view target : TargetColumns) {
        const Result<RegressionData> data = regressionData(dataset, std::string(target), features);
        if (!data)
            return data.error();
        if (target == TargetColumns[0]) {
            common = data->datasetRows;
            continue;
        }
        std::erase_if(common, [&](std::size_t row) {
            return std::ranges::find(data->datasetRows, row) == data->datasetRows.end();
        });
    }
    if (common.size() < FewestRows)
        return Error{ErrorKind::Data, dataset.name + ": only " + std::to_string(common.size()) +
                                          " rows have all four targets; a prediction needs at least " +
                                          std::to_string(FewestRows) + "."};
    return common;
}

Result<Parts> partsFor(const Dataset& dataset, const std::string& target, const std::vector<std::string>& features,
                       const std::vector<std::size_t>& rows, std::uint32_t seed)
{
    const Result<RegressionData> all = regressionData(dataset, target, features);
    if (!all)
        return all.error();
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < all->datasetRows.size(); ++i) {
        if (std::ranges::find(rows, all->datasetRows[i]) != rows.end())
            kept.push_back(i);
    }
    const RegressionData complete = selectRows(*all, kept);
    Split split = holdOutSplit(kept.size(), seed);
    split.validation.insert(split.validation.end(), split.test.begin(), split.test.end());
    return Parts{selectRows(complete, split.train), selectRows(complete, split.validation)};
}

double meanRelativeError(const Eigen::VectorXd& observed, const Eigen::VectorXd& predicted)
{
    return ((predicted - observed).array().abs() / observed.array().abs()).mean();
}

Result<Chosen> bestCandidate(const Method& method, const Parts& parts, std::uint32_t seed, const RunContext& context)
{
    Chosen best;
    for (const Candidate& candidate : method.candidates) {
        if (context.stopRequested())
            return canceledError();
        const auto model = candidate.fit({parts.train, parts.held, seed}, context);
        if (!model)
            return model.error();
        const double error = meanRelativeError(parts.held.target, (*model)->predict(parts.held));
        if (!best.model || error < best.error)
            best = {*model, error};
    }
    return best;
}

/// The run as a table of one row, beside which a model can stand.
RegressionData asRow(const RegressionData& like, const RunFeatures& run)
{
    RegressionData row = selectRows(like, {0});
    for (std::size_t i = 0; i < like.featureNames.size(); ++i)
        row.features(0, static_cast<Eigen::Index>(i)) = run.at(like.featureNames[i]);
    return row;
}

std::vector<std::string> remarksOn(const RunFeatures& run, const Parts& parts)
{
    std::vector<std::string> remarks;
    for (std::size_t i = 0; i < parts.train.featureNames.size(); ++i) {
        const std::string& name = parts.train.featureNames[i];
        const auto column = static_cast<Eigen::Index>(i);
        const double low = parts.train.features.col(column).minCoeff();
        const double high = parts.train.features.col(column).maxCoeff();
        const double value = run.at(name);
        if (value < low || value > high)
            remarks.push_back(name + " " + formatShort(value) + " lies outside the rows learnt from (" +
                              formatShort(low) + " to " + formatShort(high) + ").");
    }
    return remarks;
}

double* memberOf(WaveTargets& targets, std::size_t target)
{
    double* const members[] = {&targets.valleyPowerWatts, &targets.valleyDurationSeconds, &targets.peakPowerWatts,
                               &targets.peakDurationSeconds};
    return members[target];
}

} // namespace

Result<TargetPrediction> predictTargets(const Dataset& dataset, const std::string& method, const RunFeatures& run,
                                        std::uint32_t seed, const RunContext& context)
{
    const std::vector<Method> methods = allMethods(Effort::Quick);
    const auto chosen = std::ranges::find(methods, method, &Method::id);
    if (chosen == methods.end())
        return Error{ErrorKind::Data, quotedForMessage(method) + " is not a known method."};
    const Result<std::vector<std::size_t>> rows = completeRows(dataset, namesOf(run));
    if (!rows)
        return rows.error();

    TargetPrediction prediction;
    prediction.method = chosen->title;
    prediction.rows = rows->size();
    for (std::size_t target = 0; target < std::size(TargetColumns); ++target) {
        const std::string column(TargetColumns[target]);
        context.report(static_cast<double>(target) / static_cast<double>(std::size(TargetColumns)),
                       "Learning " + column);
        const Result<Parts> parts = partsFor(dataset, column, namesOf(run), *rows, seed);
        if (!parts)
            return parts.error();
        const RunContext quiet{context.stop, {}, context.threads}; // one target's progress is not the whole's
        const Result<Chosen> best = bestCandidate(*chosen, *parts, seed, quiet);
        if (!best)
            return best.error();
        const double value = best->model->predict(asRow(parts->train, run))(0);
        if (!std::isfinite(value) || value < 0.0)
            return Error{ErrorKind::Numeric,
                         chosen->title + " predicts no usable " + column +
                             " for these values; choose another model or values nearer to the data set."};
        *memberOf(prediction.targets, target) = value;
        prediction.heldOutErrors.push_back(best->error);
        if (target == 0)
            prediction.remarks = remarksOn(run, *parts);
    }
    return prediction;
}

} // namespace wattline
