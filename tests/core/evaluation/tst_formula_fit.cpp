// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_fit.h"
#include "core/evaluation/front_errors.h"
#include "core/expression/parse.h"
#include "tests/support/regression_rows.h"

#include <QTest>

using namespace wattline;

namespace {

/// Rows of two features with the law y = 2 x0, of which the parts see other ranges.
std::shared_ptr<const RegressionData> rowsOf(std::vector<double> x0, std::vector<double> x1)
{
    RegressionData rows;
    rows.featureNames = {"x0", "x1"};
    rows.targetName = "y";
    const auto count = static_cast<Eigen::Index>(x0.size());
    rows.features.resize(count, 2);
    rows.features.col(0) = Eigen::Map<Eigen::VectorXd>(x0.data(), count);
    rows.features.col(1) = Eigen::Map<Eigen::VectorXd>(x1.data(), count);
    rows.target = 2.0 * rows.features.col(0);
    return std::make_shared<const RegressionData>(std::move(rows));
}

Expression formula(const char* text)
{
    return *parseExpression(text, {"x0", "x1"});
}

} // namespace

class FormulaFitTest : public QObject {
    Q_OBJECT

private slots:
    void predictsEveryPartAndScoresIt()
    {
        const FormulaFit fit = *fitOf(
            formula("2 * x0 + 1"),
            {{"Training", rowsOf({1, 2, 3}, {0, 0, 0})}, {"Validation", rowsOf({}, {})}, {"Test", rowsOf({5}, {0})}});
        QCOMPARE(fit.parts[0].errors->mae, 1.0);
        QVERIFY(!fit.parts[1].errors);
        QCOMPARE(fit.parts[2].predicted[0], 11.0);
        QCOMPARE(fit.parts[2].residual(0), -1.0);
    }

    void aPredictionThatIsNotFiniteHasNoErrors()
    {
        const FormulaFit fit = *fitOf(formula("x0 / x1"), {{"Training", rowsOf({1, 2}, {0, 1})}});
        QVERIFY(!fit.parts[0].errors);
    }

    void flagsRowsOutsideWhatTrainingHasSeen()
    {
        const FormulaFit fit = *fitOf(formula("2 * x0"), {{"Training", rowsOf({1, 3}, {0, 1})},
                                                          {"Test", rowsOf({2, 3, 3.5, 0.5}, {0, 0, 0, 0})}});
        QCOMPARE(fit.parts[0].outside, (std::vector<bool>{false, false}));
        QCOMPARE(fit.parts[1].outside, (std::vector<bool>{false, false, true, true}));
    }

    void aFeatureThatTheFormulaDoesNotReadIsNoReasonToFlag()
    {
        const FormulaFit fit =
            *fitOf(formula("2 * x0"), {{"Training", rowsOf({1, 3}, {0, 1})}, {"Test", rowsOf({2}, {99})}});
        QCOMPARE(fit.parts[1].outside, std::vector<bool>{false});
    }

    void namesTheRowsThatAreOutOfLineTheFarthestFirst()
    {
        // Residuals of -0.1 and 0.1 by turns, but for one row of each part.
        std::vector<double> x0;
        std::vector<double> x1;
        for (int i = 0; i < 20; ++i) {
            x0.push_back(i);
            x1.push_back(i == 7 ? 3.0 : i % 2 == 0 ? 0.1 : -0.1);
        }
        const FormulaFit fit = *fitOf(formula("2 * x0 + x1"),
                                      {{"Training", rowsOf(x0, x1)}, {"Test", rowsOf({1, 2, 3}, {0.1, -8.0, -0.1})}});
        QCOMPARE(fit.outOfLine, (std::vector<PartRow>{{1, 1}, {0, 7}}));
    }

    void ofAnExactFormulaNoRowIsOutOfLine()
    {
        const FormulaFit fit =
            *fitOf(formula("x0 / 0.5 * 3 / 3"), {{"Training", rowsOf({0.1, 0.7, 1.3, 2.9}, {0, 0, 0, 0})}});
        QVERIFY(fit.outOfLine.empty());
    }

    void countsTheObservationsThatLieInTheirIntervals()
    {
        std::vector<double> x0;
        std::vector<double> x1;
        for (int i = 0; i < 30; ++i) {
            x0.push_back(1.0 + i);
            x1.push_back(i % 2 == 0 ? 0.1 : -0.1);
        }
        const auto train = rowsOf(x0, x1);
        const Expression law = formula("2 * x0 + x1"); // 0.1 off by turns
        const PredictionBounds bounds = predictionBounds(law, {}, {*train}, {0.9, ErrorMeasure::RootMeanSquare});
        const FormulaFit fit = withIntervals(*fitOf(law, {{"Training", train},
                                                          {"Validation", rowsOf({}, {})},
                                                          {"Test", rowsOf({5, 6, 7}, {0.1, 3.0, -0.1})}}),
                                             bounds);
        QCOMPARE(fit.parts[0].intervals.size(), std::size_t{30});
        QVERIFY(fit.parts[1].intervals.empty());
        QCOMPARE(fit.parts[2].rowsInIntervals(), std::size_t{2}); // the second is 3 off
        QVERIFY(fit.bounds->haveIntervals());
    }

    void aStopEndsIt()
    {
        std::stop_source source;
        source.request_stop();
        const auto fit = fitOf(formula("x0"), {{"Training", rowsOf({1, 2}, {0, 0})}}, {.stop = source.get_token()});
        QCOMPARE(fit.error().kind, ErrorKind::Canceled);
    }

    void candidatesAreScoredOnTheRowsTheyMayBeChosenBy()
    {
        const Front front = {{formula("7"), formula("7"), 0.0}, {formula("2 * x0"), formula("2 * x0"), 0.0}};
        const auto errors = *errorsOf(front, *rowsOf({1, 2, 3}, {0, 0, 0}), *rowsOf({}, {}));
        QCOMPARE(errors.at(0).train->mae, 3.0);
        QCOMPARE(errors.at(1).train->mae, 0.0);
        QVERIFY(!errors.at(0).validation);
    }
};

QTEST_APPLESS_MAIN(FormulaFitTest)
#include "tst_formula_fit.moc"
