// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/study.h"
#include "core/report/study_figure.h"
#include "core/report/study_table.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace wattline;

namespace {

RegressionData productRows()
{
    return rowsWithLaw(60, 2, [](const Eigen::RowVectorXd& row) { return 20.0 + row[0] * row[1]; });
}

StudyPlan smallPlan(SearchMode mode = SearchMode::Strict)
{
    StudyPlan plan;
    plan.base.mode = mode;
    plan.populations = {30, 60};
    plan.generations = {1, 3, 4};
    plan.crossovers = {0.6, 0.8};
    plan.repeats = 2;
    return plan;
}

/// A study of one curve for each population, whose errors of two repeats are given point by point.
Study madeUp(const std::vector<std::size_t>& populations, const std::vector<std::vector<double>>& errors)
{
    StudyPlan plan;
    plan.populations = populations;
    plan.generations = {1, 2, 3};
    plan.crossovers = {0.7};
    Study study;
    study.repeats = 2;
    study.trainRows = 80;
    study.validationRows = 10;
    for (std::size_t p = 0; p < populations.size(); ++p) {
        for (std::size_t repeat = 0; repeat < 2; ++repeat) {
            StudyRun run{.population = populations[p], .crossover = 0.7, .repeat = repeat};
            for (std::size_t g = 0; g < 3; ++g) {
                StudyMeasure measure{.generations = g + 1};
                measure.validation.mre = errors[3 * p + g][repeat];
                run.measures.push_back(measure);
            }
            study.runs.push_back(run);
        }
    }
    summarise(study, plan);
    return study;
}

} // namespace

class StudyTest : public QObject {
    Q_OBJECT

private slots:
    void aLongRunIsExactlyTheShorterOnesOnItsWay_data()
    {
        QTest::addColumn<bool>("strict");
        QTest::newRow("strict") << true;
        QTest::newRow("modern") << false;
    }
    void aLongRunIsExactlyTheShorterOnesOnItsWay()
    {
        QFETCH(bool, strict);
        StudyPlan plan = smallPlan(strict ? SearchMode::Strict : SearchMode::Modern);
        plan.repeats = 1;
        const RegressionData data = productRows();
        const Study all = *runStudy(data, plan);
        for (const std::size_t generations : plan.generations) {
            StudyPlan alone = plan;
            alone.generations = {generations};
            const Study one = *runStudy(data, alone);
            for (std::size_t run = 0; run < one.runs.size(); ++run) {
                const StudyMeasure& shortRun = one.runs[run].measures.front();
                const auto& passing =
                    *std::ranges::find(all.runs[run].measures, generations, &StudyMeasure::generations);
                QCOMPARE(passing.validation.mse, shortRun.validation.mse);
                QCOMPARE(passing.test.mse, shortRun.test.mse);
                QCOMPARE(passing.length, shortRun.length);
            }
        }
    }

    void runsEachPointOfTheGridOnTheSameSplits()
    {
        const Study study = *runStudy(productRows(), smallPlan());
        QCOMPARE(study.runs.size(), std::size_t{8}); // two of each
        QCOMPARE(study.points.size(), std::size_t{12});
        QCOMPARE(study.rounds, std::size_t{2});
        QVERIFY(study.best.has_value());
        for (const StudyPoint& point : study.points)
            QVERIFY(point.errors[0].has_value() && point.errors[1].has_value() && std::isfinite(point.validation.mean));
    }

    void modernModeHasNoCrossovers()
    {
        const Study study = *runStudy(productRows(), smallPlan(SearchMode::Modern));
        QCOMPARE(study.runs.size(), std::size_t{4});
        QVERIFY(std::isnan(study.points.front().crossover));
        QCOMPARE(studyTable(study).header.front(), std::string("population"));
    }

    void theOtherOperatorsShareTheRestAsThePaperDoes()
    {
        const StrictSettings paper = paperSettings();
        const StrictSettings same = settingsOf(smallPlan(), 100, 0.7, 0).strict;
        QCOMPARE(same.subtreeMutation, paper.subtreeMutation);
        QCOMPARE(same.hoistMutation, paper.hoistMutation);
        QCOMPARE(same.pointMutation, paper.pointMutation);
        const StrictSettings most = settingsOf(smallPlan(), 100, 0.85, 0).strict; // half as much is left
        QVERIFY(std::abs(most.subtreeMutation - 0.05) < 1e-12 && std::abs(most.hoistMutation - 0.025) < 1e-12);
        QVERIFY(most.crossover + most.subtreeMutation + most.hoistMutation + most.pointMutation < 1.0);
    }

    // Best is population 20 after 3 generations; the standard error of its mean is .0141 x sqrt(1/2 + 1/8) = .0112. Its
    // own second generation is .01 worse in both repeats: no spread, so it is worse. Population 10 differs by 0 and
    // .01: mean .005 against a standard error of .0071 x .79 = .0056, so it is as good, and it is cheaper.
    void thePlateauBeginsAtTheCheapestPointAsGoodAsTheBest()
    {
        const Study study =
            madeUp({10, 20}, {{0.3, 0.3}, {0.2, 0.2}, {0.09, 0.12}, {0.2, 0.3}, {0.1, 0.12}, {0.09, 0.11}});
        QCOMPARE(study.best, std::optional<std::size_t>(5));
        QVERIFY(study.points[2].onPlateau && study.points[5].onPlateau);
        QVERIFY(!study.points[1].onPlateau && !study.points[4].onPlateau);
        QCOMPARE(study.plateau, std::optional<std::size_t>(2));
    }

    // Differences of 0 and .1 have a mean of .05 and a standard error of .056, but five times that of the best.
    void aPointDoesNotPassByBeingNoisy()
    {
        const Study study =
            madeUp({10, 20}, {{0.3, 0.3}, {0.2, 0.2}, {0.09, 0.21}, {0.2, 0.3}, {0.2, 0.2}, {0.09, 0.11}});
        QVERIFY(!study.points[2].onPlateau);
        QCOMPARE(study.plateau, std::optional<std::size_t>(5));
    }

    void aPlateauMustLastToTheEndOfItsCurve()
    {
        const Study study = madeUp({10}, {{0.3, 0.3}, {0.1, 0.1}, {0.2, 0.21}}); // worse again
        QCOMPARE(study.best, std::optional<std::size_t>(1));
        QVERIFY(!study.plateau.has_value());
        QVERIFY(study.noPlateau.find("more generations made") != std::string::npos);
    }

    void oneRepeatHasNoStandardError()
    {
        StudyPlan plan = smallPlan();
        plan.repeats = 1;
        const Study study = *runStudy(productRows(), plan);
        QVERIFY(!study.plateau.has_value());
        QVERIFY(study.noPlateau.find("two repeats") != std::string::npos);
    }

    void targetsOfZeroFallBackToTheSquaredError()
    {
        RegressionData data = productRows();
        data.target[0] = 0.0;
        const Study study = *runStudy(data, smallPlan());
        QVERIFY(!study.relative);
        QVERIFY(std::isfinite(study.points.front().validation.mean));
        QCOMPARE(studyTable(study).header[3], std::string("validation RMSE"));
    }

    void eachPointOfTheFigureLeadsBackToItsSettings()
    {
        const Study study = *runStudy(productRows(), smallPlan());
        QCOMPARE(studyFigure(study).panels.size(), std::size_t{2}); // one a crossover
        const std::optional<std::size_t> point = studyPointAt(study, 1, 1, 2);
        QVERIFY(point.has_value());
        QCOMPARE(study.points[*point].crossover, 0.8);
        QCOMPARE(study.points[*point].population, std::size_t{60});
        QCOMPARE(study.points[*point].generations, std::size_t{4});
        QVERIFY(!studyPointAt(study, 1, 2, 0)); // a ring
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("named");
        QTest::newRow("no population") << "no population"
                                       << "at least one value of the population";
        QTest::newRow("named twice") << "twice"
                                     << "A value of the number of generations is named twice";
        QTest::newRow("no generation") << "zero"
                                       << "one generation at least";
        QTest::newRow("crossover") << "crossover"
                                   << "a share from 0 to 1; 1.5 is not";
        QTest::newRow("tournament") << "tiny"
                                    << "tournament";
        QTest::newRow("rows") << "rows"
                              << "at least 10 rows; there are 8";
    }
    void refusesWithOneSentence()
    {
        QFETCH(QString, what);
        QFETCH(QString, named);
        StudyPlan plan = smallPlan();
        RegressionData data = productRows();
        if (what == "no population")
            plan.populations.clear();
        else if (what == "twice")
            plan.generations = {3, 3};
        else if (what == "zero")
            plan.generations = {0, 3};
        else if (what == "crossover")
            plan.crossovers = {1.5};
        else if (what == "tiny")
            plan.populations = {5};
        else
            data = selectRows(data, {0, 1, 2, 3, 4, 5, 6, 7});
        const auto refused = runStudy(data, plan);
        QVERIFY(!refused);
        QVERIFY2(QString::fromStdString(refused.error().message).contains(named), refused.error().message.c_str());
    }

    void aStopLeavesTheFinishedRuns()
    {
        std::stop_source source;
        const auto study = runStudy(productRows(), smallPlan(), {}, [&source](const Study&) { source.request_stop(); },
                                    {.stop = source.get_token()});
        QVERIFY(study && study->stopped);
        QCOMPARE(study->runs.size(), std::size_t{1});
        QVERIFY(!study->points.back().errors.front().has_value());
        const auto none = runStudy(productRows(), smallPlan(), {}, {}, {.stop = source.get_token()});
        QCOMPARE(none.error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(StudyTest)
#include "tst_study.moc"
