// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/tuning.h"

#include "core/evaluation/predictions.h"
#include "core/models/methods.h"
#include "tests/support/made_up_methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>
#include <mutex>
#include <set>

using namespace wattline;

namespace {

RegressionData risingRows(Eigen::Index rows)
{
    return rowsWithLaw(rows, 1, [](const auto& x) { return 10.0 + x[0]; });
}

} // namespace

class TuningTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheCandidateOfLeastErrorOnTheRowsHeldBack()
    {
        const Method method{"m", "M", {{"+3", meanPlus(3.0)}, {"+0", meanPlus(0.0)}, {"+1", meanPlus(1.0)}}};
        const Tuning tuning = tune({&method}, {risingRows(23), {}, 1}, {5, 42}, {}).front();
        QCOMPARE(bestCandidate(tuning.meanSquaredErrors), std::optional<std::size_t>(1));
        // Off by 3 everywhere: 9 more than the variance, up to the fold's own mean.
        QVERIFY(std::abs(tuning.meanSquaredErrors[0] - tuning.meanSquaredErrors[1] - 9.0) < 2.0);
        QVERIFY(tuning.failure.empty());
    }

    void showsEachRowHeldBackOnceToEveryCandidate()
    {
        std::mutex mutex;
        std::vector<std::size_t> trainRows;
        const auto counting = [&](const FitInput& input, const RunContext& context) {
            const std::lock_guard lock(mutex);
            trainRows.push_back(input.train.datasetRows.size());
            return meanPlus(0.0)(input, context);
        };
        const Method method{"m", "M", {{"a", counting}, {"b", counting}}};
        tune({&method}, {risingRows(11), {}, 1}, {5, 42}, {});
        QCOMPARE(trainRows.size(), std::size_t{10});
        QCOMPARE(std::accumulate(trainRows.begin(), trainRows.end(), std::size_t{0}), std::size_t{2 * (5 * 11 - 11)});
    }

    void givesTheWholeBoostingGridTheErrorsOfSeparateFits()
    {
        const RegressionData rows = rowsWithLaw(40, 2, [](const auto& x) { return x[0] * x[1]; });
        const Method together = boostingMethod(Effort::Paper);
        Method alone = together;
        alone.shared.clear();
        const std::vector<Tuning> tunings = tune({&together, &alone}, {rows, {}, 1}, {2, 42}, {});
        QCOMPARE(tunings[0].meanSquaredErrors.size(), std::size_t{54});
        QCOMPARE(tunings[0].meanSquaredErrors, tunings[1].meanSquaredErrors);
    }

    void countsAFailedSharedFitForAllItsCandidates()
    {
        Method method{"m", "M", {{"a", meanPlus(0.0)}, {"b", meanPlus(1.0)}, {"c", meanPlus(9.0)}}};
        method.shared.push_back(
            {{0, 1}, [](const FitInput&, const RunContext&) {
                 return Result<std::vector<std::shared_ptr<const Model>>>(Error{ErrorKind::Data, "Neither."});
             }});
        const Tuning tuning = tune({&method}, {risingRows(10), {}, 1}, {}, {}).front();
        QCOMPARE(bestCandidate(tuning.meanSquaredErrors), std::optional<std::size_t>(2));
    }

    void leavesAFailedCandidateOut()
    {
        const Method method{"m", "M", {{"bad", failing("No.")}, {"good", meanPlus(1.0)}}};
        const Tuning tuning = tune({&method}, {risingRows(10), {}, 1}, {}, {}).front();
        QCOMPARE(bestCandidate(tuning.meanSquaredErrors), std::optional<std::size_t>(1));
        QVERIFY(tuning.failure.empty());
    }

    void saysWhyEveryCandidateFailed()
    {
        const Method method{"m", "M", {{"a", failing("First.")}, {"b", failing("Second.")}}};
        const Tuning tuning = tune({&method}, {risingRows(10), {}, 1}, {}, {}).front();
        QVERIFY(!bestCandidate(tuning.meanSquaredErrors));
        QCOMPARE(tuning.failure, std::string("First."));
    }

    void countsAPredictionThatIsNoNumberAsAFailure()
    {
        const Method method{"m", "M", {{"nan", meanPlus(std::nan(""))}, {"good", meanPlus(0.0)}}};
        const Tuning tuning = tune({&method}, {risingRows(10), {}, 1}, {}, {}).front();
        QCOMPARE(bestCandidate(tuning.meanSquaredErrors), std::optional<std::size_t>(1));
    }

    void countsTheRowsOfAMessageFromOne()
    {
        const auto predicted = finitePredictions(ConstantModel(std::nan("")), risingRows(3));
        QVERIFY(!predicted);
        QVERIFY(predicted.error().message.find("row 1 of the data set (from 1)") != std::string::npos);
    }

    void predictsManyRowsAsItPredictsFew()
    {
        const RegressionData rows = rowsWithLaw(2500, 2, [](const auto& x) { return x[0] + x[1] * x[1]; });
        const auto model =
            boostingMethod(Effort::Quick).candidates.front().fit({selectRows(rows, {0, 1, 2, 3, 4}), {}, 1}, {});
        const auto predicted = finitePredictions(**model, rows);
        QVERIFY(predicted.hasValue());
        QCOMPARE(*predicted, (*model)->predict(rows));
    }

    void worksWithFoldsOfOneRow()
    {
        const Method method{"m", "M", {{"a", meanPlus(0.0)}, {"b", meanPlus(5.0)}}};
        const Tuning tuning = tune({&method}, {risingRows(3), {}, 1}, {5, 42}, {}).front();
        QCOMPARE(bestCandidate(tuning.meanSquaredErrors), std::optional<std::size_t>(0));
    }
};

QTEST_GUILESS_MAIN(TuningTest)
#include "tst_tuning.moc"
