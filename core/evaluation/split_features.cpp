// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/split_features.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace wattline {

namespace {

std::vector<std::size_t> byPearson(const RegressionData& train, double threshold)
{
    std::vector<std::size_t> taken;
    std::size_t strongest = 0;
    double greatest = -1.0;
    for (std::size_t c = 0; c < train.featureNames.size(); ++c) {
        const double size = std::abs(pearsonR(train.features.col(static_cast<Eigen::Index>(c)), train.target));
        if (size > threshold)
            taken.push_back(c);
        if (size > greatest) {
            greatest = size;
            strongest = c;
        }
    }
    if (taken.empty())
        taken.push_back(strongest);
    return taken;
}

Result<std::vector<std::size_t>> byUnion(const RegressionData& train, const FeatureSettings& settings,
                                         const RunContext& context)
{
    const Result<FeatureTable> table = rankFeatures(train, settings, context);
    if (!table)
        return table.error();
    const auto placeOf = [&train](const FeatureScore& score) {
        return static_cast<std::size_t>(std::ranges::find(train.featureNames, score.name) - train.featureNames.begin());
    };
    std::vector<std::size_t> taken;
    for (const FeatureScore& score : table->features) {
        if (score.selected)
            taken.push_back(placeOf(score));
    }
    if (taken.empty())
        taken.push_back(placeOf(table->features.front())); // ranked by size of r
    std::ranges::sort(taken);
    return taken;
}

} // namespace

Result<std::vector<std::size_t>> featuresOfSplit(const FeatureSelection& selection, const RegressionData& train,
                                                 const RunContext& context)
{
    switch (selection.by) {
    case FeatureSelection::By::Pearson:
        return byPearson(train, selection.settings.threshold);
    case FeatureSelection::By::Union:
        return byUnion(train, selection.settings, context);
    case FeatureSelection::By::None:
        break;
    }
    std::vector<std::size_t> all(train.featureNames.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

RegressionData withFeatures(const RegressionData& data, const std::vector<std::size_t>& features)
{
    RegressionData some = data;
    some.features = data.features(Eigen::all, features);
    some.featureNames.clear();
    for (const std::size_t feature : features)
        some.featureNames.push_back(data.featureNames[feature]);
    return some;
}

std::string selectionText(const FeatureSelection& selection)
{
    const std::string limit = formatShort(selection.settings.threshold, 3);
    switch (selection.by) {
    case FeatureSelection::By::Pearson:
        return fmt::format("on the training rows of each split those with a size of r above {}", limit);
    case FeatureSelection::By::Union:
        return fmt::format("on the training rows of each split those with a size of r or mutual information above {}",
                           limit);
    case FeatureSelection::By::None:
        break;
    }
    return "those chosen beforehand, in every split";
}

} // namespace wattline
