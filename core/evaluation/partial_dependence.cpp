// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/partial_dependence.h"

#include "core/base/parallel.h"
#include "core/base/statistics.h"
#include "core/data/heavy_tail.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <set>

namespace wattline {

namespace {

/// Rows taken evenly, the first one included.
Eigen::MatrixXd evenRows(const Eigen::MatrixXd& features, std::size_t most)
{
    const Eigen::Index wanted = std::min<Eigen::Index>(features.rows(), static_cast<Eigen::Index>(most));
    Eigen::MatrixXd taken(wanted, features.cols());
    for (Eigen::Index i = 0; i < wanted; ++i)
        taken.row(i) = features.row(i * features.rows() / wanted);
    return taken;
}

/// The values that a column has, ascending; no more than one above `most`.
std::vector<double> distinctValues(const Eigen::VectorXd& column, std::size_t most)
{
    std::set<double> values;
    for (const double value : column) {
        values.insert(value);
        if (values.size() > most)
            break;
    }
    return {values.begin(), values.end()};
}

PartialDependence layOut(std::size_t feature, const Eigen::VectorXd& column, std::size_t places)
{
    PartialDependence dependence{.feature = feature};
    const double least = column.minCoeff();
    const double greatest = column.maxCoeff();
    dependence.logarithmic = least > 0.0 && isHeavyTailed(column);
    dependence.places = distinctValues(column, places);
    if (dependence.places.size() > places) {
        dependence.places.clear();
        for (std::size_t i = 0; i < places; ++i) {
            const double share = static_cast<double>(i) / static_cast<double>(places - 1);
            dependence.places.push_back(dependence.logarithmic ? least * std::pow(greatest / least, share)
                                                               : least + share * (greatest - least));
        }
        dependence.places.back() = greatest; // rounding must not lead out of the rows
    }
    for (std::vector<double>* line : {&dependence.mean, &dependence.low, &dependence.high})
        line->assign(dependence.places.size(), std::numeric_limits<double>::quiet_NaN());
    return dependence;
}

void predictAt(PartialDependence& dependence, std::size_t place, const Expression& formula, Eigen::MatrixXd rows)
{
    constexpr double LowShare = 0.1;
    constexpr double HighShare = 0.9;
    rows.col(static_cast<Eigen::Index>(dependence.feature)).setConstant(dependence.places[place]);
    std::vector<double> finite;
    for (const double value : evaluate(formula, rows)) {
        if (std::isfinite(value))
            finite.push_back(value);
    }
    dependence.mean[place] = mean(finite);
    dependence.low[place] = quantile(finite, LowShare);
    dependence.high[place] = quantile(std::move(finite), HighShare);
}

} // namespace

double PartialDependence::swing() const
{
    double least = HUGE_VAL;
    double greatest = -HUGE_VAL;
    for (const double value : mean) {
        if (!std::isfinite(value))
            continue;
        least = std::min(least, value);
        greatest = std::max(greatest, value);
    }
    return least <= greatest ? greatest - least : std::numeric_limits<double>::quiet_NaN();
}

Result<std::vector<PartialDependence>> partialDependences(const Expression& formula, const RegressionData& rows,
                                                          const DependenceSettings& settings, const RunContext& context)
{
    assert(rows.rows() > 0 && settings.places >= 2 && settings.mostRows >= 1);
    const Eigen::MatrixXd sample = evenRows(rows.features, settings.mostRows);
    std::vector<PartialDependence> dependences;
    std::vector<std::pair<std::size_t, std::size_t>> work; // dependence and place
    for (const std::size_t feature : variablesOf(formula)) {
        dependences.push_back(layOut(feature, rows.features.col(static_cast<Eigen::Index>(feature)), settings.places));
        dependences.back().rows = static_cast<std::size_t>(sample.rows());
        for (std::size_t place = 0; place < dependences.back().places.size(); ++place)
            work.emplace_back(dependences.size() - 1, place);
    }
    const bool done = parallelFor(work.size(), context, [&](std::size_t i) {
        predictAt(dependences[work[i].first], work[i].second, formula, sample);
    });
    if (!done)
        return canceledError();
    return dependences;
}

} // namespace wattline
