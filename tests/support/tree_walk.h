// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/regression_tree.h"

#include <nlohmann/json.hpp>

namespace wattline {

/// Walks our tree and scikit-learn's side by side. Where both split differently, the two must explain equally much, and
/// what lies below is left alone.
struct TreeWalk {
    const RegressionTree& tree;
    const nlohmann::json& expected;
    const Eigen::MatrixXd& features;
    const Eigen::VectorXd& target;
    double greatestDifference = 0.0; ///< between the values of two nodes

    double squaresWithin(const std::vector<Eigen::Index>& rows) const
    {
        double sum = 0.0;
        double squares = 0.0;
        for (const Eigen::Index row : rows) {
            sum += target[row];
            squares += target[row] * target[row];
        }
        return rows.empty() ? 0.0 : squares - sum * sum / static_cast<double>(rows.size());
    }

    /// Compares the nodes with these rows and all below: the number of nodes that were compared and equal, or -1.
    int compare(std::size_t ours, std::size_t theirs, const std::vector<Eigen::Index>& rows)
    {
        const TreeNode& node = tree.nodes[ours];
        const int feature = expected["feature"][theirs];
        const double difference = std::abs(node.value - expected["value"][theirs].get<double>());
        greatestDifference = std::max(greatestDifference, difference);
        if (difference > 1e-9)
            return -1;
        if (node.feature < 0)
            return feature < 0 ? 1 : -1;
        std::vector<Eigen::Index> left;
        std::vector<Eigen::Index> right;
        for (const Eigen::Index row : rows)
            (features(row, node.feature) <= node.threshold ? left : right).push_back(row);
        const std::size_t theirLeft = expected["left"][theirs];
        const std::size_t theirRight = expected["right"][theirs];
        if (node.feature != feature || left.size() != expected["n"][theirLeft].get<std::size_t>()) {
            const double theirSquares =
                expected["n"][theirLeft].get<double>() * expected["impurity"][theirLeft].get<double>() +
                expected["n"][theirRight].get<double>() * expected["impurity"][theirRight].get<double>();
            const double ourSquares = squaresWithin(left) + squaresWithin(right);
            return std::abs(theirSquares - ourSquares) <= 1e-9 * theirSquares ? 1 : -1;
        }
        // scikit-learn keeps features in single precision.
        if (std::abs(node.threshold - expected["threshold"][theirs].get<double>()) > 1e-6)
            return -1;
        const int below = compare(node.left, theirLeft, left);
        const int beside = compare(node.right, theirRight, right);
        return below < 0 || beside < 0 ? -1 : 1 + below + beside;
    }
};

} // namespace wattline
