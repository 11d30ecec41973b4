// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/importance_study.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace wattline {

namespace {

/// Mean and spread of two samples together.
Spread pooled(const Spread& a, std::size_t aCount, const Spread& b, std::size_t bCount)
{
    if (aCount == 0 || bCount == 0)
        return aCount == 0 ? b : a;
    const auto n = static_cast<double>(aCount);
    const auto m = static_cast<double>(bCount);
    const double mean = (n * a.mean + m * b.mean) / (n + m);
    const double between = n * (a.mean - mean) * (a.mean - mean) + m * (b.mean - mean) * (b.mean - mean);
    const double squares = (n - 1.0) * a.std * a.std + (m - 1.0) * b.std * b.std + between;
    return {mean, std::sqrt(squares / (n + m - 1.0))};
}

void add(ElasticStep& sum, const ElasticStep& step)
{
    if (std::isnan(sum.step) || sum.rows == 0)
        sum.step = step.step;
    else if (!std::isnan(step.step))
        sum.step = (static_cast<double>(sum.rows) * sum.step + static_cast<double>(step.rows) * step.step) /
                   static_cast<double>(sum.rows + step.rows);
    sum.change = pooled(sum.change, sum.rows, step.change, step.rows);
    sum.rows += step.rows;
    sum.outside += step.outside;
    sum.skipped += step.skipped;
    sum.undefined += step.undefined;
}

/// "batch_size and num_workers (r = 0.91)"
std::string pairText(const ImportanceStudy& study, const CorrelatedPair& pair)
{
    return fmt::format("{} and {} (r = {:.2f})", study.featureNames[pair.first], study.featureNames[pair.second],
                       pair.r);
}

std::string correlationRemark(const ImportanceStudy& study)
{
    std::string pairs;
    for (const CorrelatedPair& pair : study.correlated)
        pairs += (pairs.empty() ? "" : "; ") + pairText(study, pair);
    return fmt::format("Some features vary together in the training rows: {}. Shuffling one of such a pair leaves what "
                       "the other knows and makes rows that never occur, so the figures of the two are to be read "
                       "together.",
                       pairs);
}

/// What is known of the rows that a given formula was made on; empty where it has seen none of the test rows.
std::string seenRemark(const ImportanceStudy& study)
{
    if (!study.seenShare)
        return "The formula was not fitted on the splits, and nothing is known of the rows it was made on: where the "
               "test rows are among them, its errors are too small.";
    if (*study.seenShare == 0.0)
        return {};
    return fmt::format("The formula was not fitted on the splits: {:.0f} % of the test rows are rows it was made on, "
                       "so its errors are too small, and the figures speak of rows that it knows.",
                       100.0 * *study.seenShare);
}

/// Counts of the features' steps for which `count` is not 0: "params 12 of 92 steps".
std::string stepsWith(const ImportanceStudy& study, std::size_t ElasticStep::*count)
{
    std::string list;
    for (std::size_t i = 0; i < study.featureNames.size(); ++i) {
        const FeatureElasticity elasticity = study.elasticity(i);
        const std::size_t steps = elasticity.up.*count + elasticity.down.*count;
        const std::size_t rows = 2 * study.testRows * study.splits.size();
        if (steps > 0)
            list += fmt::format("{}{} {} of {}", list.empty() ? "" : ", ", study.featureNames[i], steps, rows);
    }
    return list;
}

/// Names of the features that no shuffle can change, or whose mixtures have no value.
std::string namesWhere(const ImportanceStudy& study, const std::function<bool(const FeatureImportance&)>& holds)
{
    std::string list;
    for (std::size_t i = 0; i < study.featureNames.size(); ++i) {
        if (holds(study.importances[i]))
            list += (list.empty() ? "" : ", ") + study.featureNames[i];
    }
    return list;
}

} // namespace

std::vector<std::size_t> ImportanceStudy::ranking() const
{
    std::vector<std::size_t> order(importances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
        const double left = importances[a].mse.mean;
        const double right = importances[b].mse.mean;
        return std::isfinite(right) ? left > right : std::isfinite(left);
    });
    return order;
}

FeatureElasticity ImportanceStudy::elasticity(std::size_t feature) const
{
    FeatureElasticity sum;
    for (const ImportanceSplit& split : splits) {
        const FeatureElasticity& one = split.elasticities.at(feature);
        sum.stepped = one.stepped;
        add(sum.up, one.up);
        add(sum.down, one.down);
    }
    return sum;
}

std::vector<std::string> remarksOn(const ImportanceStudy& study)
{
    std::vector<std::string> remarks;
    if (std::string seen = study.isFormula ? seenRemark(study) : std::string(); !seen.empty())
        remarks.push_back(std::move(seen));
    remarks.push_back(
        fmt::format("± is the sample standard deviation: of the growths over {} shuffles, of the changes of the "
                    "prediction over the rows.",
                    study.shuffles * study.splits.size()));
    if (!study.correlated.empty())
        remarks.push_back(correlationRemark(study));
    const auto told = [&remarks](const std::string& list, const char* sentence) {
        if (!list.empty())
            remarks.push_back(fmt::format(fmt::runtime(sentence), list));
    };
    told(namesWhere(study, [](const FeatureImportance& f) { return f.mse.mean == 0.0 && f.mse.std == 0.0; }),
         "Shuffling changes nothing for: {}. The model does not read them, or they are constant in the test rows.");
    told(namesWhere(study, [](const FeatureImportance& f) { return f.mse.mean < 0.0; }),
         "Shuffling makes the error smaller for: {}. They count as 0 in the shares.");
    told(namesWhere(study, [](const FeatureImportance& f) { return !std::isfinite(f.mse.mean); }),
         "The model has no value for some mixtures of: {}. They have no importance and no share.");
    told(stepsWith(study, &ElasticStep::outside), "Steps that leave the values of the training rows, where the model "
                                                  "extrapolates: {}.");
    told(stepsWith(study, &ElasticStep::skipped),
         "Steps not taken, from a value of 0 or where no next value is known: {}.");
    told(stepsWith(study, &ElasticStep::undefined), "Steps without a relative change, from or to a prediction of 0 or "
                                                    "none at all: {}.");
    return remarks;
}

} // namespace wattline
