// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/elasticity.h"

#include "core/evaluation/predictions.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr double Absent = std::numeric_limits<double>::quiet_NaN();

enum class Direction { Up, Down };

/// The distinct values of a column, ascending.
std::vector<double> valuesOf(const Eigen::VectorXd& column)
{
    std::vector<double> values(column.begin(), column.end());
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// How one feature is moved.
struct Mover {
    std::vector<double> values; ///< of the training rows
    bool stepped = false;
    double step = 0.0;

    /// Where a value goes; NaN where it can go nowhere.
    double moved(double value, Direction direction) const
    {
        if (!stepped)
            return value == 0.0 ? Absent : value * (direction == Direction::Up ? 1.0 + step : 1.0 - step);
        if (direction == Direction::Up) {
            const auto next = std::upper_bound(values.begin(), values.end(), value);
            return next == values.end() ? Absent : *next;
        }
        const auto next = std::lower_bound(values.begin(), values.end(), value);
        return next == values.begin() ? Absent : *std::prev(next);
    }
    bool isOutside(double value) const { return value < values.front() || value > values.back(); }
};

/// A model and what it says about the rows as they are.
struct Asked {
    const Model& model;
    const RegressionData& rows;
    Eigen::VectorXd predicted;
};

Result<ElasticStep> stepped(const Asked& asked, Eigen::Index feature, const Mover& mover, Direction direction,
                            const RunContext& context)
{
    const RegressionData& rows = asked.rows;
    Eigen::VectorXd moved = rows.features.col(feature);
    std::vector<Eigen::Index> places;
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        const double value = mover.moved(moved[row], direction);
        if (std::isnan(value))
            continue;
        moved[row] = value;
        places.push_back(row);
    }
    const Result<Eigen::VectorXd> after = predictWith(asked.model, rows, feature, moved, context);
    if (!after)
        return after.error();
    ElasticStep step;
    step.skipped = static_cast<std::size_t>(rows.rows()) - places.size();
    std::vector<double> changes;
    std::vector<double> steps;
    for (const Eigen::Index row : places) {
        const double change = ((*after)[row] - asked.predicted[row]) / std::abs(asked.predicted[row]);
        if (!std::isfinite(change)) {
            ++step.undefined;
            continue;
        }
        changes.push_back(change);
        const double from = rows.features(row, feature);
        const double to = moved[row];
        if (from != 0.0)
            steps.push_back((to - from) / std::abs(from));
        step.outside += mover.isOutside(to) ? 1 : 0;
    }
    step.rows = changes.size();
    step.change = spreadOf(changes);
    step.step = mean(steps);
    return step;
}

} // namespace

Result<std::vector<FeatureElasticity>> elasticitiesOf(const Model& model, const RegressionData& train,
                                                      const RegressionData& rows, const ElasticitySettings& settings,
                                                      const RunContext& context)
{
    assert(train.rows() > 0 && rows.rows() > 0 && settings.step > 0.0 && settings.step < 1.0);
    Result<Eigen::VectorXd> predicted = predictInBlocks(model, rows, context);
    if (!predicted)
        return predicted.error();
    const Asked asked{model, rows, *std::move(predicted)};
    std::vector<FeatureElasticity> elasticities;
    for (Eigen::Index feature = 0; feature < rows.features.cols(); ++feature) {
        const std::string& name = rows.featureNames[static_cast<std::size_t>(feature)];
        FeatureElasticity elasticity;
        elasticity.stepped =
            std::find(settings.stepped.begin(), settings.stepped.end(), name) != settings.stepped.end();
        const Mover mover{valuesOf(train.features.col(feature)), elasticity.stepped, settings.step};
        for (const Direction direction : {Direction::Up, Direction::Down}) {
            const Result<ElasticStep> step = stepped(asked, feature, mover, direction, context);
            if (!step)
                return step.error();
            (direction == Direction::Up ? elasticity.up : elasticity.down) = *step;
        }
        elasticities.push_back(elasticity);
        context.report(static_cast<double>(feature + 1) / static_cast<double>(rows.features.cols()), "Moving features");
    }
    return elasticities;
}

} // namespace wattline
