// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/selected_features.h"

#include <algorithm>
#include <cassert>

namespace wattline {

Result<std::vector<std::size_t>> selectedFeatures(const RegressionData& trainRows, const FeatureSettings& settings,
                                                  const RunContext& context)
{
    assert(!trainRows.featureNames.empty());
    FeatureSettings selecting = settings;
    selecting.resamples = 0;
    const Result<FeatureTable> table = rankFeatures(trainRows, selecting, context);
    if (!table)
        return table.error();
    const auto placeOf = [&](const FeatureScore& score) {
        const auto found = std::find(trainRows.featureNames.begin(), trainRows.featureNames.end(), score.name);
        return static_cast<std::size_t>(found - trainRows.featureNames.begin());
    };
    std::vector<std::size_t> places;
    for (const FeatureScore& score : table->features) {
        if (score.selected)
            places.push_back(placeOf(score));
    }
    if (places.empty())
        places.push_back(placeOf(table->features.front())); // ranked by size of r
    std::sort(places.begin(), places.end());
    return places;
}

} // namespace wattline
