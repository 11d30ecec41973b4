// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/comparison.h"
#include "tests/support/made_up_methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <atomic>
#include <cmath>
#include <mutex>
#include <set>

using namespace wattline;

namespace {

RegressionData noisyLine(Eigen::Index rows = 60)
{
    RandomStream noise(5);
    return rowsWithLaw(rows, 3,
                       [&noise](const auto& x) { return 50.0 + 4.0 * x[0] + x[1] * x[1] + 0.1 * noise.normal(); });
}

ComparisonSettings fourRepeatsOf(std::vector<std::string> methods)
{
    ComparisonSettings settings;
    settings.methods = std::move(methods);
    settings.repeats = 4;
    settings.tunedRepeats = 2;
    return settings;
}

std::vector<Method> madeUpMethods()
{
    return {{"linear", "Mean", {{"", meanPlus(0.0)}}},
            {"off", "Mean and one", {{"", meanPlus(1.0)}}},
            {"broken", "Broken", {{"", failing("This method knows nothing.")}}}};
}

const MethodResult& lineOf(const Comparison& comparison, const std::string& id)
{
    for (const MethodResult& method : comparison.methods) {
        if (method.id == id)
            return method;
    }
    qFatal("no such line");
}

} // namespace

class ComparisonTest : public QObject {
    Q_OBJECT

private slots:
    void givesEveryMethodTheSameSplits()
    {
        const auto comparison = compareMethods(noisyLine(), fourRepeatsOf({"linear", "ridge", "lasso"}));
        QVERIFY(comparison.hasValue());
        QCOMPARE(comparison->methods.size(), std::size_t{3});
        QCOMPARE(comparison->trainRows + comparison->validationRows + comparison->testRows, std::size_t{60});
        const std::vector<TestPrediction>& first = comparison->methods[0].predictions;
        QCOMPARE(first.size(), 4 * comparison->testRows);
        for (const MethodResult& method : comparison->methods) {
            QCOMPARE(method.predictions.size(), first.size());
            for (std::size_t i = 0; i < first.size(); ++i) {
                QCOMPARE(method.predictions[i].repeat, first[i].repeat);
                QCOMPARE(method.predictions[i].datasetRow, first[i].datasetRow);
                QCOMPARE(method.predictions[i].observed, first[i].observed);
            }
        }
        QVERIFY(first[0].datasetRow != first[comparison->testRows].datasetRow);
    }

    void isTheSameForAnyNumberOfThreads()
    {
        const RegressionData rows = noisyLine();
        const ComparisonSettings settings = fourRepeatsOf({"linear", "lasso", "boosting"});
        const auto alone = compareMethods(rows, settings, {}, {.threads = 1});
        const auto together = compareMethods(rows, settings, {}, {.threads = 5});
        QVERIFY(alone && together);
        for (std::size_t m = 0; m < alone->methods.size(); ++m) {
            QCOMPARE(alone->methods[m].mse.mean, together->methods[m].mse.mean);
            QCOMPARE(alone->methods[m].mse.std, together->methods[m].mse.std);
            QCOMPARE(alone->methods[m].pValue, together->methods[m].pValue);
            for (std::size_t r = 0; r < 4; ++r)
                QCOMPARE(alone->methods[m].repeats[r].settings, together->methods[m].repeats[r].settings);
        }
    }

    void keepsTheLineOfAMethodThatFails()
    {
        const auto comparison = compareMethods(madeUpMethods(), noisyLine(), fourRepeatsOf({}));
        QVERIFY(comparison.hasValue());
        QCOMPARE(comparison->methods.size(), std::size_t{3});
        const MethodResult& broken = lineOf(*comparison, "broken");
        QCOMPARE(broken.failure, std::string("This method knows nothing."));
        QVERIFY(broken.repeats.empty());
        QVERIFY(!broken.pValue);
        QCOMPARE(lineOf(*comparison, "off").repeats.size(), std::size_t{4});
        QCOMPARE(ranking(*comparison).back(), std::size_t{2});
    }

    void aMethodWhoseErrorIsBeyondEveryNumberHasFailed()
    {
        std::vector<Method> methods = madeUpMethods();
        methods[1].candidates[0].fit = meanPlus(1e160);
        const auto comparison = compareMethods(methods, noisyLine(), fourRepeatsOf({}));
        QVERIFY(comparison.hasValue());
        const MethodResult& far = lineOf(*comparison, "off");
        QVERIFY2(far.failure.find("error is not a number") != std::string::npos, far.failure.c_str());
        QVERIFY(far.repeats.empty());
        QVERIFY(!far.pValue);
        QVERIFY(!lineOf(*comparison, "linear").repeats.empty());
    }

    void searchesNoGridOfAMethodThatIsGivenUp()
    {
        std::atomic<int> fits = 0;
        const auto counting = [&fits](const FitInput& input, const RunContext& context) {
            ++fits;
            return failing("No.")(input, context);
        };
        std::vector<Method> methods = madeUpMethods();
        methods[2].candidates = {{"a", counting}, {"b", counting}};
        const auto comparison = compareMethods(methods, noisyLine(), fourRepeatsOf({}));
        QVERIFY(comparison.hasValue());
        QCOMPARE(fits.load(), 11); // two candidates on five folds of the first split, and one to say why
        QCOMPARE(lineOf(*comparison, "broken").failure, std::string("No."));
    }

    void summarisesItsRepeats()
    {
        const auto comparison = compareMethods(madeUpMethods(), noisyLine(), fourRepeatsOf({}));
        const MethodResult& off = lineOf(*comparison, "off");
        std::vector<double> errors;
        for (const RepeatResult& repeat : off.repeats)
            errors.push_back(repeat.metrics.mse);
        QCOMPARE(off.mse.mean, mean(errors));
        QCOMPARE(off.mse.std, sampleStd(errors));
        QVERIFY(off.difference.has_value() && off.pValue.has_value());
        QVERIFY(!lineOf(*comparison, "linear").pValue);
        QCOMPARE(off.description, std::string("a constant"));
    }

    void reusesTheWinnerOfTheSearchedSplits()
    {
        std::mutex mutex;
        int fitsOfTheLoser = 0;
        std::vector<Method> methods = madeUpMethods();
        methods[1].candidates = {{"far",
                                  [&](const FitInput& input, const RunContext& context) {
                                      const std::lock_guard lock(mutex);
                                      ++fitsOfTheLoser;
                                      return meanPlus(20.0)(input, context);
                                  }},
                                 {"near", meanPlus(0.5)}};
        const auto comparison = compareMethods(methods, noisyLine(), fourRepeatsOf({}));
        QVERIFY(comparison.hasValue());
        QCOMPARE(fitsOfTheLoser, 2 * 5); // folds of the two searched splits
        QCOMPARE(lineOf(*comparison, "off").settings, std::string("near"));
        QCOMPARE(lineOf(*comparison, "off").repeats.size(), std::size_t{4});
    }

    void ranksBySquaredErrorWhereAnObservedValueIsZero()
    {
        RegressionData rows = noisyLine();
        std::vector<Method> methods = madeUpMethods();
        const auto relative = compareMethods(methods, rows, fourRepeatsOf({}));
        QVERIFY(lineOf(*relative, "off").mre.has_value());

        rows.target.setZero();
        const auto comparison = compareMethods(methods, rows, fourRepeatsOf({}));
        QVERIFY(comparison.hasValue());
        QVERIFY(!lineOf(*comparison, "off").mre);
        QCOMPARE(lineOf(*comparison, "off").mse.mean, 1.0);
        QCOMPARE(ranking(*comparison), std::vector<std::size_t>({0, 1, 2}));
    }

    void takesFixedTestRows()
    {
        ComparisonSettings settings = fourRepeatsOf({"linear"});
        settings.testRows = {{0, 7, 9}, {1, 2, 3}};
        const auto comparison = compareMethods(noisyLine(), settings);
        QVERIFY(comparison.hasValue());
        QCOMPARE(comparison->repeats, std::size_t{2});
        QCOMPARE(comparison->methods[0].predictions[1].datasetRow, std::size_t{7});
        QCOMPARE(comparison->methods[0].predictions[3].datasetRow, std::size_t{1});
        QCOMPARE(comparison->trainRows, std::size_t{50}); // 57 others, ceil(57 / 9) of them validate
    }

    void tellsEachFinishedRepeatInOrder()
    {
        std::vector<std::size_t> told;
        const auto comparison = compareMethods(noisyLine(), fourRepeatsOf({"linear", "ridge"}),
                                               [&told](const Comparison& table) { told.push_back(table.repeats); });
        QVERIFY(comparison.hasValue());
        QCOMPARE(told, std::vector<std::size_t>({1, 2, 3, 4}));
        QVERIFY(!comparison->stopped);
    }

    void keepsFinishedRepeatsAfterAStop()
    {
        std::stop_source stop;
        const auto comparison = compareMethods(noisyLine(), fourRepeatsOf({"linear", "boosting"}),
                                               [&stop](const Comparison& table) {
                                                   if (table.repeats == 2)
                                                       stop.request_stop();
                                               },
                                               {stop.get_token()});
        QVERIFY(comparison.hasValue());
        QVERIFY(comparison->stopped);
        QCOMPARE(comparison->repeats, std::size_t{2});
        for (const MethodResult& method : comparison->methods)
            QCOMPARE(method.repeats.size(), std::size_t{2});
    }

    void isCanceledBeforeTheFirstRepeat()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto comparison = compareMethods(noisyLine(), fourRepeatsOf({}), {}, {stop.get_token()});
        QVERIFY(!comparison);
        QCOMPARE(comparison.error().kind, ErrorKind::Canceled);
    }

    void refusesWhatCannotBeCompared_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("baseline");
        QTest::addColumn<int>("testRow");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown method") << 60 << "forest"
                                        << "linear" << -1 << "\"forest\"";
        QTest::newRow("unknown baseline") << 60 << "ridge"
                                          << "nothing" << -1 << "\"nothing\"";
        QTest::newRow("too few rows") << 9 << "ridge"
                                      << "linear" << -1 << "10 rows";
        QTest::newRow("test row beyond the table") << 60 << "ridge"
                                                   << "linear" << 60 << "split 1";
    }
    void refusesWhatCannotBeCompared()
    {
        QFETCH(int, rows);
        QFETCH(QString, method);
        QFETCH(QString, baseline);
        QFETCH(int, testRow);
        QFETCH(QString, named);
        ComparisonSettings settings = fourRepeatsOf({method.toStdString()});
        settings.baseline = baseline.toStdString();
        if (testRow >= 0)
            settings.testRows = {{static_cast<std::size_t>(testRow)}};
        const auto comparison = compareMethods(noisyLine(rows), settings);
        QVERIFY(!comparison);
        QCOMPARE(comparison.error().kind, ErrorKind::Data);
        QVERIFY(QString::fromStdString(comparison.error().message).contains(named));
    }

    void alwaysComparesTheBaseline()
    {
        const auto comparison = compareMethods(noisyLine(), fourRepeatsOf({"ridge"}));
        QVERIFY(comparison.hasValue());
        QCOMPARE(comparison->methods.front().id, std::string("linear"));
        QVERIFY(lineOf(*comparison, "ridge").pValue.has_value());
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
