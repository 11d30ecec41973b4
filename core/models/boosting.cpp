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

/// The first trees of a run, which several models may share.
class BoostedTrees : public Model {
public:
    BoostedTrees(double start, const BoostingSettings& settings,
                 std::shared_ptr<const std::vector<RegressionTree>> trees)
        : m_start(start), m_settings(settings), m_trees(std::move(trees))
    {
    }

    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        constexpr Eigen::Index RowsTogether = 256; // their features stay in the cache from tree to tree
        Eigen::VectorXd predictions = Eigen::VectorXd::Constant(rows.features.rows(), m_start);
        for (Eigen::Index begin = 0; begin < predictions.size(); begin += RowsTogether) {
            const Eigen::Index end = std::min(begin + RowsTogether, predictions.size());
            for (std::size_t tree = 0; tree < m_settings.trees; ++tree) {
                for (Eigen::Index row = begin; row < end; ++row)
                    predictions[row] += m_settings.rate * (*m_trees)[tree].valueOf(rows.features, row);
            }
        }
        return predictions;
    }

    std::size_t size() const override
    {
        std::size_t nodes = 0;
        for (std::size_t tree = 0; tree < m_settings.trees; ++tree)
            nodes += (*m_trees)[tree].nodes.size();
        return nodes;
    }

    std::string description() const override { return "boosted trees: " + settingsText(m_settings); }

private:
    double m_start;
    BoostingSettings m_settings;
    std::shared_ptr<const std::vector<RegressionTree>> m_trees; ///< at least as many as the settings say
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

/// The trees of a run. Error Canceled.
Result<std::vector<RegressionTree>> grownTrees(const FitInput& input, const BoostingSettings& settings,
                                               const RunContext& context)
{
    const RegressionData& train = input.train;
    const RankedColumns ranked = rankColumns(train.features, context);
    if (context.stopRequested())
        return canceledError();
    TreeGrower grower(ranked, settings.tree);
    std::vector<std::uint8_t> inSample(ranked.rowCount, 1);
    const auto wanted = static_cast<std::size_t>(settings.subsample * static_cast<double>(ranked.rowCount));

    Eigen::VectorXd predictions = Eigen::VectorXd::Constant(train.rows(), train.target.mean());
    Eigen::VectorXd residuals(train.rows());
    Eigen::VectorXd fitted(train.rows());
    std::vector<RegressionTree> trees;
    trees.reserve(settings.trees);
    while (trees.size() < settings.trees) {
        residuals = train.target - predictions;
        if (settings.subsample < 1.0)
            drawSample(inSample, std::max<std::size_t>(wanted, 1), RandomStream(input.seed, trees.size()));
        trees.push_back(grower.grow(residuals, inSample, fitted, context));
        if (context.stopRequested())
            return canceledError();
        for (Eigen::Index row = 0; row < train.rows(); ++row) {
            if (inSample[static_cast<std::size_t>(row)] == 0)
                fitted[row] = trees.back().valueOf(train.features, row);
        }
        predictions += settings.rate * fitted;
    }
    return trees;
}

/// One line of the grid: its points differ in the number of trees alone.
SharedFit sharedFit(const BoostingSettings& settings, const std::vector<std::size_t>& counts,
                    std::vector<std::size_t> candidates)
{
    return {std::move(candidates), [settings, counts](const FitInput& input, const RunContext& context) {
                return fitBoostingStages(input, settings, counts, context);
            }};
}

} // namespace

Result<std::shared_ptr<const Model>> fitBoosting(const FitInput& input, const BoostingSettings& settings,
                                                 const RunContext& context)
{
    const auto stages = fitBoostingStages(input, settings, {settings.trees}, context);
    if (!stages)
        return stages.error();
    return stages->front();
}

Result<std::vector<std::shared_ptr<const Model>>> fitBoostingStages(const FitInput& input,
                                                                    const BoostingSettings& settings,
                                                                    const std::vector<std::size_t>& counts,
                                                                    const RunContext& context)
{
    const RegressionData& train = input.train;
    if (train.rows() == 0 || train.features.cols() == 0)
        return Error{ErrorKind::Data, "There are no training rows or no features to grow trees on."};
    BoostingSettings stage = settings;
    stage.trees = *std::max_element(counts.begin(), counts.end());
    Result<std::vector<RegressionTree>> grown = grownTrees(input, stage, context);
    if (!grown)
        return grown.error();
    const auto trees = std::make_shared<const std::vector<RegressionTree>>(*std::move(grown));
    std::vector<std::shared_ptr<const Model>> models;
    for (const std::size_t count : counts) {
        stage.trees = count;
        models.push_back(std::make_shared<BoostedTrees>(train.target.mean(), stage, trees));
    }
    return models;
}

Method boostingMethod(Effort effort)
{
    const bool whole = effort == Effort::Paper;
    const std::vector<double> rates = whole ? std::vector{0.01, 0.05, 0.1} : std::vector{0.05, 0.1};
    const std::vector<std::size_t> depths = whole ? std::vector<std::size_t>{3, 4, 5} : std::vector<std::size_t>{3, 4};
    const std::vector<std::size_t> counts =
        whole ? std::vector<std::size_t>{200, 400, 800} : std::vector<std::size_t>{400};
    Method method{"boosting", "Gradient boosting", {}, {}};
    for (const double rate : rates) {
        for (const std::size_t depth : depths) {
            for (const double subsample : {0.8, 1.0}) {
                std::vector<std::size_t> line;
                for (const std::size_t trees : counts) {
                    const BoostingSettings settings{rate, trees, {depth, 1}, subsample};
                    line.push_back(method.candidates.size());
                    method.candidates.push_back(
                        {settingsText(settings), [settings](const FitInput& input, const RunContext& context) {
                             return fitBoosting(input, settings, context);
                         }});
                }
                method.shared.push_back(sharedFit({rate, 0, {depth, 1}, subsample}, counts, std::move(line)));
            }
        }
    }
    return method;
}

} // namespace wattline
