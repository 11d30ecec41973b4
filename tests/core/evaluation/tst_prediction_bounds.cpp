// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/bounded_predictions.h"
#include "core/expression/parse.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

/// So many runs of 10 W for each sample of the batch, now `off` of that more and now less, from the given batch on.
RegressionData runsOff(double off, int count, double firstBatch = 10.0)
{
    RegressionData data;
    data.featureNames = {"batch"};
    data.targetName = "watts";
    data.features.resize(count, 1);
    data.target.resize(count);
    for (Eigen::Index row = 0; row < count; ++row) {
        const double batch = firstBatch + static_cast<double>(row);
        data.features(row, 0) = batch;
        data.target[row] = 10.0 * batch * (row % 2 == 0 ? 1.0 + off : 1.0 - off);
    }
    return data;
}

Expression tenWatts()
{
    return *parseExpression("10 * batch", {"batch"});
}

Dataset table(const char* csv, const char* name = "runs.csv")
{
    return *parseDataset(csv, name);
}

/// Twenty lines of batch and gpus with watts = 10 batch, one watt more or less.
std::string twentyRuns()
{
    std::string csv = "batch,gpus,watts\n";
    for (int i = 1; i <= 20; ++i)
        csv += std::to_string(i) + ",4," + std::to_string(10 * i + (i % 2 == 0 ? 1 : -1)) + "\n";
    return csv;
}

Expression over(const Dataset& dataset, const char* text)
{
    return *parseExpression(text, formulaNames(dataset));
}

const UncertaintySettings Absolute = {0.9, ErrorMeasure::RootMeanSquare};

} // namespace

class PredictionBoundsTest : public QObject {
    Q_OBJECT

private slots:
    void needsTheFewestRowsThatHaveAQuantile()
    {
        QCOMPARE(fewestRowsFor(0.5), std::size_t{1});
        QCOMPARE(fewestRowsFor(0.9), std::size_t{9});
        QCOMPARE(fewestRowsFor(0.95), std::size_t{19});
        QCOMPARE(fewestRowsFor(0.99), std::size_t{99});
        const RegressionData train = runsOff(0.02, 30);
        const RegressionData eight = runsOff(0.02, 8);
        const RegressionData nine = runsOff(0.02, 9);
        QVERIFY(std::isinf(uncertaintyOf(tenWatts(), train, {0.9}, &eight)->quantile));
        QVERIFY(std::isfinite(uncertaintyOf(tenWatts(), train, {0.9}, &nine)->quantile));
    }

    // The rows held out are off by 10 %, those of the fit by 1 %: what the search has made too good shows there alone.
    void restsOnTheErrorsOfRowsThatTheFitHasNotSeen()
    {
        const RegressionData train = runsOff(0.01, 60);
        const RegressionData held = runsOff(0.10, 20);
        const PredictionBounds bounds = predictionBounds(tenWatts(), {}, {train, &held}, {0.9});
        QVERIFY(bounds.restOnHeldRows);
        QCOMPARE(bounds.uncertainty->calibrationRows, std::size_t{20});
        const Interval interval = predictionIntervals(bounds, Eigen::MatrixXd::Constant(1, 1, 20.0)).at(0);
        QVERIFY2(interval.low > 178.0 && interval.low < 180.5, qPrintable(QString::number(interval.low)));
        QVERIFY2(interval.high > 219.5 && interval.high < 222.0, qPrintable(QString::number(interval.high)));
    }

    void restsOnTheRowsOfTheFitWhereTooFewAreHeldOut()
    {
        const RegressionData train = runsOff(0.01, 60);
        const RegressionData held = runsOff(0.10, 8);
        const PredictionBounds bounds = predictionBounds(tenWatts(), {}, {train, &held}, {0.9});
        QVERIFY(!bounds.restOnHeldRows);
        QCOMPARE(bounds.uncertainty->calibrationRows, std::size_t{60});
        QVERIFY(bounds.uncertainty->quantile < 0.02);
    }

    void saysHowManyRowsIntervalsNeed()
    {
        const RegressionData train = runsOff(0.01, 12);
        const PredictionBounds bounds = predictionBounds(tenWatts(), {}, {train}, {0.95});
        QVERIFY(!bounds.haveIntervals());
        QVERIFY(bounds.uncertainty); // of its coefficients there are
        QCOMPARE(bounds.noIntervalsBecause,
                 std::string("12 rows are too few for 95 % intervals of predictions; at least 19 are needed."));
        QVERIFY(predictionIntervals(bounds, train.features).empty());
    }

    void readsFeaturesThroughTheScaler()
    {
        const RegressionData train = runsOff(0.01, 60);
        const Scaler scaler = fitScaler(train.features);
        const Expression measured = *parseExpression("5 + 10 * batch", {"batch"});
        const double scale = scaler.scale[0];
        const double mean = scaler.mean[0];
        const Expression searched = {{{Op::Constant, 0, 5.0 + 10.0 * mean},
                                      {Op::Constant, 0, 10.0 * scale},
                                      {Op::Variable, 0},
                                      {Op::Mul},
                                      {Op::Add}}};
        const Interval expected = predictionIntervals(predictionBounds(measured, {}, {train}), train.features)[7];
        const Interval found = predictionIntervals(predictionBounds(searched, scaler, {train}), train.features)[7];
        QVERIFY(std::abs(found.low - expected.low) < 1e-6);
        QVERIFY(std::abs(found.high - expected.high) < 1e-6);
    }

    void boundsEachRowOfAnotherTable()
    {
        const Dataset train = table(twentyRuns().c_str());
        const Dataset asked = table("watts,batch\n31,3\n60,6\n,9\n", "asked.csv"); // its columns in another order
        const auto found = boundedPredictions(asked, over(asked, "10 * batch"), {train, nullptr, "watts", Absolute});
        QVERIFY2(found.hasValue(), found ? "" : found.error().message.c_str());
        QCOMPARE(found->intervals.size(), std::size_t{3});
        QVERIFY(found->intervals[0].contains(31.0) && !found->intervals[0].contains(35.0));
        QCOMPARE(found->observedRows, std::size_t{2});
        QCOMPARE(found->rowsInIntervals, std::size_t{2});
        QCOMPARE(found->rowsOutOfRange, std::size_t{0});
    }

    void flagsWhatLiesOutOfItsRangeAndByHowMuch()
    {
        const Dataset train = table(twentyRuns().c_str());
        const Dataset asked = table("batch,gpus\n5,4\n25,8\n0.5,4\n", "asked.csv");
        const auto found =
            boundedPredictions(asked, over(asked, "10 * batch + 0 * gpus"), {train, nullptr, "watts", Absolute});
        QCOMPARE(found->rowsOutOfRange, std::size_t{2});
        QVERIFY(found->outOfRange[0].empty());
        QCOMPARE(found->outOfRange[1].size(), std::size_t{2});
        QCOMPARE(found->outOfRange[1][0].distance(), 5.0);
        QCOMPARE(found->outOfRange[2][0].distance(), -0.5);
        QCOMPARE(found->outOfRangeText[1], std::string("batch 25 is 5 above 1 to 20; gpus 8 is 4 above 4"));
        QCOMPARE(found->outOfRangeText[2], std::string("batch 0.5 is 0.5 below 1 to 20"));
    }

    void hasNoIntervalForAnEmptyCell()
    {
        const Dataset train = table(twentyRuns().c_str());
        const Dataset asked = table("batch,gpus\n5,4\n,4\n", "asked.csv");
        const auto found = boundedPredictions(asked, over(asked, "10 * batch"), {train, nullptr, "watts", Absolute});
        QVERIFY(std::isnan(found->intervals[1].low));
        QVERIFY(found->outOfRange[1].empty());
    }

    void saysWhatTheTablesLack_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("train");
        QTest::addColumn<QString>("held");
        QTest::addColumn<QString>("says");
        const QString good = QString::fromStdString(twentyRuns());
        QTest::newRow("no target") << "10 * batch"
                                   << "batch,gpus\n1,4\n2,4\n3,4\n"
                                   << ""
                                   << "watts";
        QTest::newRow("no feature") << "10 * batch"
                                    << "gpus,watts\n4,1\n4,2\n4,3\n"
                                    << ""
                                    << "batch";
        QTest::newRow("too few held") << "10 * batch" << good << "batch,gpus,watts\n1,4,10\n2,4,20\n3,4,30\n"
                                      << "held.csv: 3 usable rows are too few for 90 % intervals; at least 9";
        QTest::newRow("no column read") << "5 + 3" << good << ""
                                        << "train.csv: the formula reads no column";
    }

    void saysWhatTheTablesLack()
    {
        QFETCH(QString, formula);
        QFETCH(QString, train);
        QFETCH(QString, held);
        QFETCH(QString, says);
        const Dataset fitted = table(qPrintable(train), "train.csv");
        std::optional<Dataset> seen;
        if (!held.isEmpty())
            seen = table(qPrintable(held), "held.csv");
        const Dataset asked = table("batch,gpus\n5,4\n", "asked.csv");
        const auto found = boundedPredictions(asked, over(asked, qPrintable(formula)),
                                              {fitted, seen ? &*seen : nullptr, "watts", Absolute});
        QVERIFY(!found.hasValue());
        QCOMPARE(found.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(found.error().message).contains(says), found.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(PredictionBoundsTest)
#include "tst_prediction_bounds.moc"
