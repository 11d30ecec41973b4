// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modern_searches.h"

#include <QTest>
#include <algorithm>

using namespace wattline;
using namespace wattline::test;

class ModernRunTest : public QObject {
    Q_OBJECT

private slots:
    void givesTheSameOnAnyNumberOfThreads()
    {
        const RegressionData data = dataOf(100, saturation, 0.05);
        const auto one = evolve(data, small(), onThreads(1));
        for (unsigned threads : {2U, 3U}) {
            const auto more = evolve(data, small(), onThreads(threads));
            QVERIFY(isSame(one->front, more->front));
            QVERIFY(one->formula == more->formula);
            QCOMPARE(one->nodeRows, more->nodeRows);
            QCOMPARE(one->evaluations, more->evaluations);
            QCOMPARE(one->history.size(), more->history.size());
            for (std::size_t i = 0; i < one->history.size(); ++i)
                QCOMPARE(one->history[i].meanFitness, more->history[i].meanFitness);
        }
    }

    void endsAtTheLimitOfEvaluations()
    {
        ModernSettings settings = small();
        settings.generations = 1000;
        settings.evaluations = 300;
        const auto result = evolve(dataOf(60, saturation, 0.05), settings);
        QVERIFY(result->evaluations >= 300);
        QVERIFY(result->evaluations < 600); // the generation that reached it is finished
        QVERIFY(!result->stopped);
    }

    void endsAtTheTimeLimit()
    {
        ModernSettings settings = small();
        settings.generations = 1'000'000;
        settings.timeLimitSeconds = 1e-9;
        const auto result = evolve(dataOf(60, saturation, 0.05), settings);
        QCOMPARE(result->history.size(), std::size_t(1));
    }

    void endsWhereTheErrorIsSmallEnough()
    {
        ModernSettings settings = small();
        settings.stoppingError = 1e-6;
        const auto result = evolve(dataOf(60, powerLaw), settings);
        QVERIFY(result->history.size() < settings.generations);
        QVERIFY(result->history.back().bestFitness <= 1e-6);
    }

    void keepsTheGenerationThatStandsWhereAStopComes()
    {
        const auto search = makeSearch(dataOf(60, saturation, 0.05), {}, searchOf(small()));
        QVERIFY((*search)->advance({}));
        std::stop_source source;
        source.request_stop();
        QVERIFY(!(*search)->advance({source.get_token()}));
        const auto stopped = (*search)->result();
        QCOMPARE(stopped->history.size(), std::size_t(1));
        QVERIFY(stopped->stopped);

        QVERIFY((*search)->advance({}));
        const auto unbroken = makeSearch(dataOf(60, saturation, 0.05), {}, searchOf(small()));
        QVERIFY((*unbroken)->advance({}));
        QVERIFY((*unbroken)->advance({}));
        QVERIFY(isSame((*search)->result()->front, (*unbroken)->result()->front));
    }

    void goesOnFromACheckpointAsIfNothingHadHappened()
    {
        const RegressionData data = dataOf(60, saturation, 0.05);
        const auto search = makeSearch(data, {}, searchOf(small()));
        for (int i = 0; i < 3; ++i)
            QVERIFY((*search)->advance({}));
        const auto restored = restoreSearch((*search)->checkpoint(), data, {});
        QVERIFY2(restored.hasValue(), restored ? "" : restored.error().message.c_str());
        const auto rest = runSearch(**restored);
        const auto unbroken = runSearch(**search);
        QVERIFY(isSame(rest->front, unbroken->front));
        QCOMPARE(rest->evaluations, unbroken->evaluations);
        QCOMPARE(rest->history.size(), unbroken->history.size());
    }

    void hasNothingToShowBeforeTheFirstGeneration()
    {
        std::stop_source source;
        source.request_stop();
        const auto result = evolve(dataOf(60, saturation), small(), {source.get_token()});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Canceled);
    }

    void keepsTheFrontWhereItDoesNotChange()
    {
        const auto search = makeSearch(dataOf(60, powerLaw), {}, searchOf(small()));
        std::shared_ptr<const Front> before;
        for (int i = 0; i < 4; ++i) {
            const auto stats = (*search)->advance({});
            QVERIFY(stats->front != nullptr);
            QVERIFY(stats->front == before || before == nullptr || !isSame(*stats->front, *before));
            before = stats->front;
        }
    }

    void keepsItsModeAndItsErrorMeasure()
    {
        const auto search = makeSearch(dataOf(60, saturation), {}, searchOf(small()));
        SearchSettings other = searchOf(small());
        other.mode = SearchMode::Strict;
        QVERIFY(!(*search)->change(other));
        other = searchOf(small());
        other.modern.error = ErrorMeasure::MeanAbsolute;
        QVERIFY(!(*search)->change(other));
        other = searchOf(small());
        other.modern.generations = 3;
        QVERIFY((*search)->change(other).hasValue());
        QCOMPARE(runSearch(**search)->history.size(), std::size_t(3));
    }

    void keepsNothingThatChangedSettingsDoNotAdmit()
    {
        const RegressionData data = dataOf(60, saturation, 0.05);
        const auto search = makeSearch(data, {}, searchOf(small()));
        for (int i = 0; i < 4; ++i)
            QVERIFY((*search)->advance({}));
        const auto breaks = [](const FormulaCandidate& candidate) {
            return candidate.formula.length() > 6 ||
                   std::any_of(candidate.formula.nodes.begin(), candidate.formula.nodes.end(),
                               [](const Node& node) { return node.op == Op::Pow || node.op == Op::Div; });
        };
        const auto anyBreaks = [&](const Front& front) { return std::any_of(front.begin(), front.end(), breaks); };
        QVERIFY(anyBreaks((*search)->result()->front));
        SearchSettings other = searchOf(small());
        other.modern.maxLength = 6;
        std::erase_if(other.modern.functions, [](Op op) { return op == Op::Pow || op == Op::Div; });
        QVERIFY((*search)->change(other).hasValue());
        QVERIFY(!(*search)->result()->front.empty());
        QVERIFY(!anyBreaks((*search)->result()->front));
        const auto restored = restoreSearch((*search)->checkpoint(), data, {});
        QVERIFY(restored.hasValue());
        QVERIFY(isSame((*restored)->result()->front, (*search)->result()->front));
        QVERIFY((*search)->advance({}));
        const auto after = (*search)->result();
        for (const FormulaCandidate& candidate : after->front)
            QVERIFY(candidate.formula.length() <= 6);
    }
};

QTEST_GUILESS_MAIN(ModernRunTest)
#include "tst_modern_run.moc"
