// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/validity_box.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace wattline {

double Exceedance::share() const
{
    return distance / (trained.high - trained.low);
}

std::vector<Exceedance> ValidityBox::outside(const Eigen::RowVectorXd& row) const
{
    std::vector<Exceedance> found;
    for (const std::size_t feature : used) {
        const double value = row[static_cast<Eigen::Index>(feature)];
        const Interval& side = sides[feature];
        if (side.contains(value))
            continue;
        const double distance =
            std::isnan(value) ? std::numeric_limits<double>::infinity() : std::max(side.low - value, value - side.high);
        found.push_back({feature, value, side, distance});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Exceedance& a, const Exceedance& b) { return a.share() > b.share(); });
    return found;
}

ValidityBox validityBoxOf(const Expression& formula, const RegressionData& train)
{
    ValidityBox box{train.featureNames, {}, variablesOf(formula)};
    for (Eigen::Index feature = 0; feature < train.features.cols(); ++feature)
        box.sides.push_back({train.features.col(feature).minCoeff(), train.features.col(feature).maxCoeff()});
    return box;
}

std::string describe(const Exceedance& exceedance, const ValidityBox& box)
{
    const std::string range = formatShort(exceedance.trained.low) + " to " + formatShort(exceedance.trained.high);
    const std::string& name = box.names[exceedance.feature];
    if (std::isnan(exceedance.value))
        return name + " is not a number (the formula was fitted on " + range + ")";
    return name + " is " + formatShort(exceedance.value) + ", " + formatShort(exceedance.distance) +
           (exceedance.value > exceedance.trained.high ? " above" : " below") + " what the formula was fitted on (" +
           range + ")";
}

} // namespace wattline
