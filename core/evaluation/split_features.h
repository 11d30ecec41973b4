// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_table.h"

namespace wattline {

/// Which features the methods learn from in each split.
struct FeatureSelection {
    enum class By {
        None,    ///< all that were chosen beforehand
        Pearson, ///< those whose size of r with the target exceeds the threshold on the training rows
        Union    ///< also those whose mutual information does, as rankFeatures() selects
    };
    By by = By::None;
    FeatureSettings settings;
};

/// How often a feature was taken.
struct FeatureUse {
    std::string name;
    std::size_t splits = 0;
};

/// The positions, ascending, of the features that a selection takes on these training rows; where nothing exceeds the
/// threshold the one of the greatest size of r stands alone. Errors as rankFeatures().
Result<std::vector<std::size_t>> featuresOfSplit(const FeatureSelection& selection, const RegressionData& train,
                                                 const RunContext& context = {});

/// The same rows with these features alone.
RegressionData withFeatures(const RegressionData& data, const std::vector<std::size_t>& features);

/// "all chosen features", "features with |r| > 0.3 on the training rows of each split", ...
std::string selectionText(const FeatureSelection& selection);

} // namespace wattline
