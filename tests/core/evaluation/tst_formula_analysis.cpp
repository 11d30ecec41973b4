// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_analysis.h"

#include "core/expression/parse.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

/// Five runs of features a and b with the target 10 a + b.
RegressionData tenTimesAPlusB()
{
    RegressionData rows;
    rows.featureNames = {"a", "b"};
    rows.features.resize(5, 2);
    rows.features << 1, 2, 2, 1, 3, 3, 4, 5, 5, 4;
    rows.target = 10.0 * rows.features.col(0) + rows.features.col(1);
    return rows;
}

Expression formula(const char* text, const RegressionData& rows)
{
    return *parseExpression(text, rows.featureNames);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

class FormulaAnalysisTest : public QObject {
    Q_OBJECT

private slots:
    void aNodeCountsByWhatItsMedianLoses()
    {
        const RegressionData rows = tenTimesAPlusB();
        const auto found = contributionsOf(formula("10 * a + b", rows), rows); // 10 a * b +
        QVERIFY(found.hasValue());
        QCOMPARE(found->measure, ErrorMeasure::MeanRelative);
        QVERIFY(near(found->error, 0.0));
        QCOMPARE(found->nodes.size(), std::size_t{5});
        QCOMPARE(found->nodes[1].median, 3.0); // a
        QCOMPARE(found->nodes[2].median, 30.0);
        double withoutB = 0.0;
        for (Eigen::Index row = 0; row < 5; ++row)
            withoutB += std::abs(rows.features(row, 1) - 3.0) / rows.target[row] / 5.0;
        QVERIFY(near(found->nodes[3].change, withoutB));
        QVERIFY(found->nodes[1].change > found->nodes[3].change);
        QVERIFY(near(found->nodes[1].change, found->nodes[2].change)); // 10 * 3 is 30
    }

    void aConstantChangesNothing()
    {
        const RegressionData rows = tenTimesAPlusB();
        const auto found = contributionsOf(formula("7 * a", rows), rows);
        QCOMPARE(found->nodes[0].median, 7.0);
        QCOMPARE(found->nodes[0].change, 0.0);
    }

    void aNodeThatHarmsIsBelowZero()
    {
        const RegressionData rows = tenTimesAPlusB();
        const auto found = contributionsOf(formula("10 * a + 3 + (b - 3) * -4", rows), rows);
        const std::size_t term = found->nodes.size() - 2; // (b - 3) * -4 points the wrong way
        QVERIFY(found->nodes[term].change < 0.0);
    }

    void whereATargetIsZeroTheErrorIsAbsolute()
    {
        RegressionData rows = tenTimesAPlusB();
        rows.target[2] = 0.0;
        const auto found = contributionsOf(formula("10 * a + b", rows), rows);
        QCOMPARE(found->measure, ErrorMeasure::MeanAbsolute);
        QVERIFY(near(found->error, 33.0 / 5.0));
    }

    void whatIsNotFiniteIsNotMeasured()
    {
        const RegressionData rows = tenTimesAPlusB();
        const auto found = contributionsOf(formula("a + log(0 - b)", rows), rows);
        QVERIFY(std::isnan(found->nodes[4].median)); // the logarithm of nothing but negative numbers
        QVERIFY(std::isnan(found->nodes[4].change));
        QCOMPARE(found->nodes[0].median, 3.0);
        QVERIFY(std::isnan(found->nodes[0].change)); // the formula has no error to compare with
    }

    void theRangeOfANodeIsThatOfItsFiniteValues()
    {
        const RegressionData rows = tenTimesAPlusB();
        const auto found = contributionsOf(formula("2 + sqrt(a - 2)", rows), rows);
        QCOMPARE(found->nodes[0].low, 2.0);
        QCOMPARE(found->nodes[0].high, 2.0);
        const Eigen::VectorXd a = rows.features.col(0);
        QVERIFY(near(found->nodes.back().high, 2.0 + std::sqrt(a.maxCoeff() - 2.0)));
        const auto none = contributionsOf(formula("a + log(0 - b)", rows), rows);
        QVERIFY(std::isnan(none->nodes[4].low) && std::isnan(none->nodes[4].high));
    }

    void theMedianIsOfFiniteValues()
    {
        const RegressionData rows = tenTimesAPlusB();
        QVERIFY(near(medianValue(formula("sqrt(a - 2)", rows), rows.features), (1.0 + std::sqrt(2.0)) / 2.0));
    }

    void anyNumberOfThreadsGivesTheSame()
    {
        const RegressionData rows =
            rowsWithLaw(300, 3, [](const Eigen::RowVectorXd& x) { return 5.0 + x[0] * x[1] + std::sin(x[2]); });
        const Expression law = formula("5 + x0 * x1 + sin(x2) - 0.1 * x0", rows);
        RunContext one;
        one.threads = 1;
        RunContext three;
        three.threads = 3;
        const auto alone = contributionsOf(law, rows, one);
        const auto together = contributionsOf(law, rows, three);
        for (std::size_t i = 0; i < law.nodes.size(); ++i)
            QCOMPARE(alone->nodes[i].change, together->nodes[i].change);
    }

    void stopsWhenAsked()
    {
        const RegressionData rows = tenTimesAPlusB();
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        const auto found = contributionsOf(formula("a + b", rows), rows, context);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(FormulaAnalysisTest)
#include "tst_formula_analysis.moc"
