// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/boosting.h"

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/models/methods.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

std::string settingsText(const BoostingSettings& settings)
{
    return fmt::format("rate {}, {} trees, depth {}, subsample {}", formatShort(settings.rate), settings.trees,
                       settings.tree.maxDepth, formatShort(settings.subsample));
}

class BoostedTrees : public Model {
public:
    BoostedTrees(double start, const BoostingSettings& settings, std::vector<RegressionTree> trees)
        : m_start(start), m_settings(settings), m_trees(std::move(trees))
    {
    }

    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        Eigen::VectorXd predictions = Eigen::VectorXd::Constant(rows.features.rows(), m_start);
        for (const RegressionTree& tree : m_trees) {
            for (Eigen::Index row = 0; row < predictions.size(); ++row)
                predictions[row] += m_settings.rate * tree.valueOf(rows.features, row);
        }
        return predictions;
    }

    std::size_t size() const override
    {
        std::size_t nodes = 0;
        for (const RegressionTree& tree : m_trees)
            nodes += tree.nodes.size();
        return nodes;
    }

    std::string description() const override { return "boosted trees: " + settingsText(m_settings); }

private:
    double m_start;
    BoostingSettings m_settings;
    std::vector<RegressionTree> m_trees;
};

/// Marks exactly `wanted` of the rows, each set of rows with the same chance.
void drawSample(std::vector<std::uint8_t>& inSample, std::size_t wanted, RandomStream random)
{
    std::size_t left = inSample.size();
    for (std::uint8_t& chosen : inSample) {
        chosen = random.uniform() * static_cast<double>(left) < static_cast<double>(wanted) ? 1 : 0;
        wanted -= chosen;
        --left;
    }
}

} // namespace

Result<std::shared_ptr<const Model>> fitBoosting(const FitInput& input, const BoostingSettings& settings,
                                                 const RunContext& context)
{
    const RegressionData& train = input.train;
    if (train.rows() == 0 || train.features.cols() == 0)
        return Error{ErrorKind::Data, "There are no training rows or no features to grow trees on."};
    const SortedColumns sorted = sortColumns(train.features, context);
    TreeGrower grower(sorted, settings.tree);
    std::vector<std::uint8_t> inSample(sorted.rowCount, 1);
    const auto wanted = static_cast<std::size_t>(settings.subsample * static_cast<double>(sorted.rowCount));

    const double start = train.target.mean();
    Eigen::VectorXd predictions = Eigen::VectorXd::Constant(train.rows(), start);
    Eigen::VectorXd residuals(train.rows());
    Eigen::VectorXd fitted(train.rows());
    std::vector<RegressionTree> trees;
    trees.reserve(settings.trees);
    while (trees.size() < settings.trees) {
        if (context.stopRequested())
            return canceledError();
        residuals = train.target - predictions;
        if (settings.subsample < 1.0)
            drawSample(inSample, std::max<std::size_t>(wanted, 1), RandomStream(input.seed, trees.size()));
        trees.push_back(grower.grow(residuals, inSample, fitted, context));
        for (Eigen::Index row = 0; row < train.rows(); ++row) {
            if (inSample[static_cast<std::size_t>(row)] == 0)
                fitted[row] = trees.back().valueOf(train.features, row);
        }
        predictions += settings.rate * fitted;
    }
    if (context.stopRequested())
        return canceledError();
    return std::shared_ptr<const Model>(std::make_shared<BoostedTrees>(start, settings, std::move(trees)));
}

Method boostingMethod(Effort effort)
{
    const bool whole = effort == Effort::Paper;
    const std::vector<double> rates = whole ? std::vector{0.01, 0.05, 0.1} : std::vector{0.05, 0.1};
    const std::vector<std::size_t> counts =
        whole ? std::vector<std::size_t>{200, 400, 800} : std::vector<std::size_t>{400};
    const std::vector<std::size_t> depths = whole ? std::vector<std::size_t>{3, 4, 5} : std::vector<std::size_t>{3, 4};
    Method method{"boosting", "Gradient boosting", {}};
    for (const double rate : rates) {
        for (const std::size_t trees : counts) {
            for (const std::size_t depth : depths) {
                for (const double subsample : {0.8, 1.0}) {
                    const BoostingSettings settings{rate, trees, {depth, 1}, subsample};
                    method.candidates.push_back(
                        {settingsText(settings), [settings](const FitInput& input, const RunContext& context) {
                             return fitBoosting(input, settings, context);
                         }});
                }
            }
        }
    }
    return method;
}

} // namespace wattline
