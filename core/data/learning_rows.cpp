// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/learning_rows.h"

#include <algorithm>

namespace wattline {

Result<LearningRows> learningRows(const Dataset& dataset, const LearningChoice& choice)
{
    Result<Dataset> kept = filterRows(dataset, choice.where);
    if (!kept)
        return kept.error();
    const std::size_t rows = kept->rowCount();
    if (!choice.where.contains("image_size_kind") &&
        std::find(choice.features.begin(), choice.features.end(), "image_size") != choice.features.end())
        kept = withoutTokenRows(*kept);
    Result<RegressionData> data = regressionData(*kept, choice.target, choice.features, choice.groupBy);
    if (!data)
        return data.error();
    return LearningRows{std::move(*data), rows - kept->rowCount()};
}

} // namespace wattline
