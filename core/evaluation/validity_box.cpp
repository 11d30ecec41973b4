// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/validity_box.h"

#include <algorithm>

namespace wattline {

bool ValidityBox::contains(const Eigen::RowVectorXd& row) const
{
    return std::all_of(used.begin(), used.end(), [&](std::size_t feature) {
        return sides[feature].contains(row[static_cast<Eigen::Index>(feature)]);
    });
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
