// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaler.h"
#include "core/models/regression_tree.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

RegressionTree grown(const Eigen::MatrixXd& features, const Eigen::VectorXd& target, const TreeSettings& settings,
                     Eigen::VectorXd& fitted)
{
    const SortedColumns sorted = sortColumns(features, {});
    fitted.resize(target.size());
    return TreeGrower(sorted, settings).grow(target, std::vector<std::uint8_t>(sorted.rowCount, 1), fitted, {});
}

/// Walks our tree and scikit-learn's side by side. Where both split differently, the two must explain equally much, and
/// what lies below is left alone. The answer is the number of nodes that were compared and equal, or -1.
struct TreeWalk {
    const RegressionTree& tree;
    const nlohmann::json& expected;
    const Eigen::MatrixXd& features;
    const Eigen::VectorXd& target;

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

    int compare(std::size_t ours, std::size_t theirs, const std::vector<Eigen::Index>& rows) const
    {
        const TreeNode& node = tree.nodes[ours];
        const int feature = expected["feature"][theirs];
        if (std::abs(node.value - expected["value"][theirs].get<double>()) > 1e-9)
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

} // namespace

class RegressionTreeTest : public QObject {
    Q_OBJECT

private slots:
    void equalsTheFirstTwoTreesOfScikitLearn_data()
    {
        QTest::addColumn<QString>("target");
        for (const char* target : {"valley_power", "valley_duration", "peak_power", "peak_duration"})
            QTest::newRow(target) << target;
    }
    void equalsTheFirstTwoTreesOfScikitLearn()
    {
        QFETCH(QString, target);
        const nlohmann::json rows = referenceFigures("models/linear.json");
        const nlohmann::json figures = referenceFigures("models/boosting.json");
        const nlohmann::json& expected = figures["targets"][target.toStdString()];
        const RegressionData train = selectRows(syntheticRuns(target.toStdString()), rows["train"]);
        const Eigen::MatrixXd features = fitScaler(train.features).transform(train.features);
        std::vector<Eigen::Index> all(static_cast<std::size_t>(train.rows()));
        std::iota(all.begin(), all.end(), Eigen::Index{0});

        Eigen::VectorXd residuals = (train.target.array() - expected["init"].get<double>()).matrix();
        Eigen::VectorXd fitted;
        const RegressionTree first = grown(features, residuals, {3, 1}, fitted);
        const int equalNodes = TreeWalk{first, expected["first_two_trees"][0], features, residuals}.compare(0, 0, all);
        QVERIFY2(equalNodes >= 3, qPrintable(QString::number(equalNodes)));
        residuals -= 0.1 * fitted;
        const RegressionTree second = grown(features, residuals, {3, 1}, fitted);
        QVERIFY((TreeWalk{second, expected["first_two_trees"][1], features, residuals}.compare(0, 0, all) >= 3));
    }

    void splitsHalfwayBetweenNeighbours()
    {
        Eigen::MatrixXd features(4, 1);
        features << 30, 1, 2, 10;
        Eigen::VectorXd fitted;
        const RegressionTree tree = grown(features, Eigen::Vector4d(8, 1, 1, 8), {1, 1}, fitted);
        QCOMPARE(tree.nodes.size(), std::size_t{3});
        QCOMPARE(tree.nodes[0].threshold, 6.0);
        QCOMPARE(fitted, Eigen::VectorXd(Eigen::Vector4d(8, 1, 1, 8)));
        QCOMPARE(tree.valueOf(Eigen::MatrixXd::Constant(1, 1, 6.0), 0), 1.0);
        QCOMPARE(tree.valueOf(Eigen::MatrixXd::Constant(1, 1, 6.1), 0), 8.0);
    }

    void keepsEqualValuesTogether()
    {
        Eigen::MatrixXd features(4, 1);
        features << 5, 5, 5, 7;
        Eigen::VectorXd fitted;
        const RegressionTree tree = grown(features, Eigen::Vector4d(0, 9, 0, 0), {5, 1}, fitted);
        QCOMPARE(fitted, Eigen::VectorXd(Eigen::Vector4d(3, 3, 3, 0)));
    }

    void keepsTheLeastNumberOfRowsInALeaf()
    {
        const RegressionData rows = rowsWithLaw(50, 2, [](const auto& x) { return x[0] * x[1]; });
        Eigen::VectorXd fitted;
        const RegressionTree tree = grown(rows.features, rows.target, {6, 8}, fitted);
        QVERIFY(tree.nodes.size() > 3);
        for (Eigen::Index row = 0; row < rows.rows(); ++row)
            QVERIFY((fitted.array() == fitted[row]).count() >= 8);
    }

    void isALeafForAConstantColumnOrTarget()
    {
        const RegressionData rows = rowsWithLaw(12, 1, [](const auto&) { return 4.0; });
        Eigen::VectorXd fitted;
        QCOMPARE(grown(rows.features, rows.target, {3, 1}, fitted).nodes.size(), std::size_t{1});
        QCOMPARE(grown(Eigen::MatrixXd::Ones(12, 2), rows.features.col(0), {3, 1}, fitted).nodes.size(),
                 std::size_t{1});
    }

    void fitsItsRowsAsItPredictsThem()
    {
        const RegressionData rows = rowsWithLaw(80, 3, [](const auto& x) { return std::sin(x[0]) + x[1] * x[2]; });
        Eigen::VectorXd fitted;
        const RegressionTree tree = grown(rows.features, rows.target, {5, 1}, fitted);
        for (Eigen::Index row = 0; row < rows.rows(); ++row)
            QCOMPARE(tree.valueOf(rows.features, row), fitted[row]);
    }
};

QTEST_GUILESS_MAIN(RegressionTreeTest)
#include "tst_regression_tree.moc"
