// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/learning_rows.h"

#include "core/data/kept_rows.h"

#include <algorithm>

namespace wattline {

Result<LearningRows> learningRows(const Dataset& dataset, const LearningChoice& choice)
{
    const Result<std::shared_ptr<const Dataset>> rows = keptRows(dataset, choice.where);
    if (!rows)
        return rows.error();
    std::shared_ptr<const Dataset> kept = *rows;
    if (kept->find("image_size_kind") != nullptr && !choice.where.contains("image_size_kind") &&
        std::find(choice.features.begin(), choice.features.end(), "image_size") != choice.features.end())
        kept = std::make_shared<const Dataset>(withoutTokenRows(*kept));
    Result<RegressionData> data = regressionData(*kept, choice.target, choice.features, choice.groupBy);
    if (!data)
        return data.error();
    return LearningRows{std::move(*data), (*rows)->rowCount() - kept->rowCount()};
}

} // namespace wattline
