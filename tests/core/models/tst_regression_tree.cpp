// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaler.h"
#include "core/models/regression_tree.h"
#include "tests/support/regression_rows.h"
#include "tests/support/tree_walk.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace wattline;

namespace {

RegressionTree grown(const Eigen::MatrixXd& features, const Eigen::VectorXd& target, const TreeSettings& settings,
                     Eigen::VectorXd& fitted)
{
    const RankedColumns ranked = rankColumns(features, {});
    fitted.resize(target.size());
    return TreeGrower(ranked, settings).grow(target, std::vector<std::uint8_t>(ranked.rowCount, 1), fitted, {});
}

double squaresAround(const std::vector<double>& values)
{
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [mean](double sum, double value) { return sum + (value - mean) * (value - mean); });
}

/// What is left of the squares when the rows are parted at a value of a feature; infinite where one side has too few.
double squaresLeft(const Eigen::MatrixXd& features, const Eigen::VectorXd& target, Eigen::Index feature, double atMost,
                   std::size_t minLeafRows)
{
    std::vector<double> left;
    std::vector<double> right;
    for (Eigen::Index row = 0; row < target.size(); ++row)
        (features(row, feature) <= atMost ? left : right).push_back(target[row]);
    return std::min(left.size(), right.size()) < minLeafRows ? std::numeric_limits<double>::infinity()
                                                             : squaresAround(left) + squaresAround(right);
}

/// Columns of few values, which the grower keeps in bins, beside columns of many, which it sorts.
Eigen::MatrixXd mixedColumns(std::uint64_t seed)
{
    RandomStream random(seed);
    Eigen::MatrixXd features(60, 4);
    for (Eigen::Index row = 0; row < features.rows(); ++row) {
        features.row(row) << random.uniform(), static_cast<double>(random.below(5)), random.uniform(),
            static_cast<double>(random.below(20));
    }
    return features;
}

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

    void findsTheBestSplitOfAll_data()
    {
        QTest::addColumn<int>("minLeafRows");
        QTest::newRow("leaves of any size") << 1;
        QTest::newRow("leaves of seven rows") << 7;
    }
    void findsTheBestSplitOfAll()
    {
        QFETCH(int, minLeafRows);
        const auto atLeast = static_cast<std::size_t>(minLeafRows);
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const Eigen::MatrixXd features = mixedColumns(seed);
            const Eigen::VectorXd target = mixedColumns(seed + 1000).col(0) + features.col(seed % 4);
            double least = std::numeric_limits<double>::infinity();
            for (Eigen::Index feature = 0; feature < 4; ++feature) {
                for (Eigen::Index row = 0; row < 60; ++row)
                    least = std::min(least, squaresLeft(features, target, feature, features(row, feature), atLeast));
            }
            Eigen::VectorXd fitted;
            const RegressionTree tree = grown(features, target, {1, atLeast}, fitted);
            QCOMPARE(tree.nodes.size(), std::size_t{3});
            const TreeNode& root = tree.nodes[0];
            const double ours = squaresLeft(features, target, root.feature, root.threshold, atLeast);
            QVERIFY2(std::abs(ours - least) < 1e-9, qPrintable(QString("%1 against %2").arg(ours).arg(least)));
        }
    }

    void takesTheFirstOfEqualFeatures()
    {
        // The same parts of the rows by a column of few values and by one of many.
        for (const bool manyFirst : {false, true}) {
            Eigen::MatrixXd features(12, 2);
            for (Eigen::Index row = 0; row < 12; ++row) {
                features(row, manyFirst ? 0 : 1) = static_cast<double>(row);
                features(row, manyFirst ? 1 : 0) = row < 5 ? 1.0 : 2.0;
            }
            Eigen::VectorXd target = Eigen::VectorXd::Zero(12);
            target.head(5).setConstant(4.0);
            Eigen::VectorXd fitted;
            QCOMPARE(grown(features, target, {1, 1}, fitted).nodes[0].feature, 0);
        }
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
