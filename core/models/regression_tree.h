// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ranked_columns.h"

namespace wattline {

struct TreeSettings {
    std::size_t maxDepth = 3;
    std::size_t minLeafRows = 1;
};

/// A node of a tree: a row goes left where its feature is at most the threshold. A leaf has feature -1.
struct TreeNode {
    std::int32_t feature = -1;
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    double threshold = 0.0;
    double value = 0.0; ///< mean of the target over the training rows that came here
};

/// A tree; the first node is the root, and a left child follows its parent.
struct RegressionTree {
    std::vector<TreeNode> nodes;

    /// The value of the leaf that row `row` of the features comes to.
    double valueOf(const Eigen::MatrixXd& features, Eigen::Index row) const;
};

/// Grows least-squares trees by exact greedy search: the split of least squared error over all features and all
/// thresholds halfway between two neighbouring values; of splits that are equal up to rounding the first feature and
/// the lowest threshold. Keeps its working memory from tree to tree.
class TreeGrower {
public:
    TreeGrower(const RankedColumns& ranked, const TreeSettings& settings);

    /// The tree for the rows with inSample not 0, which must be at least one. fitted[row] becomes the value of the leaf
    /// for each of these; other elements stay. After a stop the tree is unfinished and to be thrown away.
    RegressionTree grow(const Eigen::VectorXd& target, const std::vector<std::uint8_t>& inSample,
                        Eigen::VectorXd& fitted, const RunContext& context);

private:
    using Entry = RankedColumns::Entry;

    /// The rows of a node: the same half-open range in m_rows and in each sorted column.
    struct Range {
        std::size_t begin;
        std::size_t end;
        std::size_t count() const { return end - begin; }
    };
    struct Sums {
        double target = 0.0;
        double squares = 0.0;
    };
    /// What a node's rows in one bin come to.
    struct Bin {
        double sum = 0.0;
        double count = 0.0; ///< a double, so that both are added at once
    };
    struct Split {
        std::size_t feature = 0;
        std::size_t place = 0; ///< of the feature among the binned or the sorted columns
        bool isBinned = false;
        std::size_t leftCount = 0;  ///< 0: no split
        std::uint32_t lastLeft = 0; ///< greatest bin or rank that goes left
        double threshold = 0.0;
        double gain = -1.0; ///< sum of squares explained by the two means; any real split has at least 0
    };

    Sums sumsOf(Range range) const;
    Split bestSplit(Range range, double sum, const RunContext& context);
    static double atLeastToBeat(const Split& best, std::size_t feature);
    void fillBins(Range range);
    void scanBins(Range range, double sum, std::size_t place, Split& best) const;
    void scanSorted(Range range, double sum, std::size_t place, Split& best) const;
    void markLeft(Range range, const Split& split);
    void partition(Range range, const Split& split, bool splitsAgain);
    std::uint32_t growNode(Range range, std::size_t depth, const RunContext& context);
    void makeLeaf(Range range, double value);

    const RankedColumns& m_ranked;
    TreeSettings m_settings;
    std::vector<std::uint32_t> m_rows;        ///< in the sample, partitioned node by node
    std::vector<std::uint32_t> m_rightRows;   ///< scratch of the partition
    std::vector<std::vector<Entry>> m_orders; ///< of the sorted columns, partitioned like the rows
    std::vector<Entry> m_rightEntries;
    std::vector<Bin> m_bins;
    std::vector<std::uint8_t> m_goesLeft;      ///< by row
    std::vector<double> m_reciprocal;          ///< 1 / count
    const Eigen::VectorXd* m_target = nullptr; ///< of the tree that grows
    Eigen::VectorXd* m_fitted = nullptr;
    RegressionTree m_tree;
};

} // namespace wattline
