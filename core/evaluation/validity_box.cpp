// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/validity_box.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

bool ValidityBox::contains(const Eigen::RowVectorXd& row) const
{
    return std::all_of(used.begin(), used.end(), [&](std::size_t feature) {
        return sides[feature].contains(row[static_cast<Eigen::Index>(feature)]);
    });
}

std::vector<OutOfRange> ValidityBox::beyond(const Eigen::RowVectorXd& row) const
{
    std::vector<OutOfRange> found;
    for (const std::size_t feature : used) {
        const double value = row[static_cast<Eigen::Index>(feature)];
        if (!std::isnan(value) && !sides[feature].contains(value))
            found.push_back({feature, value, sides[feature]});
    }
    return found;
}

std::string ValidityBox::beyondText(const Eigen::RowVectorXd& row) const
{
    constexpr int Digits = 6;
    std::vector<std::string> parts;
    for (const OutOfRange& out : beyond(row)) {
        const std::string low = formatShort(out.range.low, Digits);
        const std::string high = formatShort(out.range.high, Digits);
        parts.push_back(fmt::format("{} {} is {} {} {}", names[out.feature], formatShort(out.value, Digits),
                                    formatShort(std::abs(out.distance()), Digits),
                                    out.distance() > 0.0 ? "above" : "below",
                                    low == high ? low : fmt::format("{} to {}", low, high)));
    }
    return fmt::format("{}", fmt::join(parts, "; "));
}

ValidityBox validityBoxOf(const RegressionData& train)
{
    ValidityBox box{train.featureNames, {}, {}};
    for (Eigen::Index feature = 0; feature < train.features.cols(); ++feature) {
        box.sides.push_back({train.features.col(feature).minCoeff(), train.features.col(feature).maxCoeff()});
        box.used.push_back(static_cast<std::size_t>(feature));
    }
    return box;
}

ValidityBox validityBoxOf(const Expression& formula, const RegressionData& train)
{
    ValidityBox box = validityBoxOf(train);
    box.used = variablesOf(formula);
    return box;
}

} // namespace wattline
