// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <Eigen/Core>
#include <cstdint>
#include <vector>

namespace wattline {

/// The columns of the training rows with their rows in ascending order, made once and shared by all trees.
struct SortedColumns {
    struct Entry {
        std::uint32_t row;
        std::uint32_t rank; ///< among the distinct values of the column
    };
    std::vector<std::vector<Entry>> columns;
    std::vector<std::vector<double>> values; ///< the distinct values, ascending
    std::size_t rowCount = 0;
};

/// Features n x p, n below 2^32. After a stop the rest of the columns is left out.
SortedColumns sortColumns(const Eigen::MatrixXd& features, const RunContext& context);

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
/// thresholds halfway between two neighbouring values; of splits that are equal to the last bit the first feature and
/// the lowest threshold. Keeps its working memory from tree to tree.
class TreeGrower {
public:
    TreeGrower(const SortedColumns& sorted, const TreeSettings& settings);

    /// The tree for the rows with inSample not 0, which must be at least one. fitted[row] becomes the value of the leaf
    /// for each of these; other elements stay. After a stop the tree is unfinished and to be thrown away.
    RegressionTree grow(const Eigen::VectorXd& target, const std::vector<std::uint8_t>& inSample,
                        Eigen::VectorXd& fitted, const RunContext& context);

private:
    using Entry = SortedColumns::Entry;

    /// The rows of a node: the same half-open range in each of the columns.
    struct Range {
        std::size_t begin;
        std::size_t end;
        std::size_t count() const { return end - begin; }
    };
    struct Sums {
        double target = 0.0;
        double squares = 0.0;
    };
    struct Split {
        std::int32_t feature = -1;
        std::size_t leftCount = 0;
        double threshold = 0.0;
        double gain = -1.0; ///< sum of squares explained by the two means; any real split has at least 0
    };

    Sums sumsOf(Range range, std::size_t column) const;
    Split bestSplit(Range range, double sum, const RunContext& context) const;
    void scanColumn(Range range, double sum, std::size_t column, Split& best) const;
    void partition(Range range, const Split& split);
    std::uint32_t growNode(Range range, std::size_t depth, std::size_t column, const RunContext& context);
    void makeLeaf(Range range, std::size_t column, double value);

    const SortedColumns& m_sorted;
    TreeSettings m_settings;
    std::vector<std::vector<Entry>> m_columns; ///< of the rows in the sample, partitioned node by node
    std::vector<Entry> m_right;                ///< scratch of the partition
    std::vector<std::uint8_t> m_goesLeft;      ///< by row
    std::vector<double> m_reciprocal;          ///< 1 / count
    const Eigen::VectorXd* m_target = nullptr; ///< of the tree that grows
    Eigen::VectorXd* m_fitted = nullptr;
    RegressionTree m_tree;
};

} // namespace wattline
