// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/evolution/strict.h"
#include "core/expression/evaluate.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace wattline;

namespace {

/// Rows of two features and a target of them.
template <class Law>
RegressionData dataOf(Eigen::Index rows, std::uint64_t seed, const Law& law)
{
    RandomStream random(seed);
    RegressionData data;
    data.featureNames = {"a", "b"};
    data.targetName = "y";
    data.features.resize(rows, 2);
    data.target.resize(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        data.features(i, 0) = 2.0 * random.uniform() - 1.0;
        data.features(i, 1) = 2.0 * random.uniform() - 1.0;
        data.target[i] = law(data.features(i, 0), data.features(i, 1));
    }
    return data;
}

double bumpy(double a, double b)
{
    return 50.0 + 20.0 * std::exp(a) * std::sin(3.0 * b);
}

StrictSettings small()
{
    StrictSettings settings;
    settings.population = 300;
    settings.generations = 6;
    return settings;
}

bool sameHistory(const EvolutionResult& a, const EvolutionResult& b)
{
    if (a.history.size() != b.history.size())
        return false;
    for (std::size_t i = 0; i < a.history.size(); ++i) {
        const GenerationStats& x = a.history[i];
        const GenerationStats& y = b.history[i];
        if (x.bestFitness != y.bestFitness || x.meanFitness != y.meanFitness || x.meanLength != y.meanLength ||
            x.nodeRows != y.nodeRows || !(x.best == y.best) || x.validationFitness != y.validationFitness)
            return false;
    }
    return true;
}

} // namespace

class StrictTest : public QObject {
    Q_OBJECT

private slots:
    void hasThePapersSettings()
    {
        const StrictSettings paper = paperSettings();
        QCOMPARE(paper.population, std::size_t{15000});
        QCOMPARE(paper.generations, std::size_t{50});
        QCOMPARE(paper.functions.size(), std::size_t{13});
        QCOMPARE(quickSettings().population, std::size_t{3000});
    }

    // Features that are standardised already, so that the law is as simple to the search as it is written.
    void recoversASimpleLawAndStopsThere()
    {
        RegressionData train = dataOf(100, 1, bumpy);
        train.features = fitScaler(train.features).transform(train.features);
        train.target = train.features.col(0).array().square() + train.features.col(1).array();
        const Result<EvolutionResult> result = evolveStrict(train, {}, quickSettings());
        QVERIFY(result.hasValue());
        QVERIFY2(result->history.back().bestFitness <= 0.01,
                 std::to_string(result->history.back().bestFitness).c_str());
        QVERIFY(result->history.size() < 20);
        QVERIFY(!result->stopped);
        for (std::size_t i = 0; i + 1 < result->history.size(); ++i)
            QVERIFY(result->history[i].bestFitness > 0.01);
    }

    void givesTheSameResultOnAnyNumberOfThreads()
    {
        const RegressionData train = dataOf(150, 1, bumpy);
        const RegressionData validation = dataOf(40, 2, bumpy);
        RunContext one;
        one.threads = 1;
        const Result<EvolutionResult> first = evolveStrict(train, validation, small(), {}, one);
        for (unsigned threads : {2U, 5U}) {
            RunContext context;
            context.threads = threads;
            const Result<EvolutionResult> other = evolveStrict(train, validation, small(), {}, context);
            QVERIFY(sameHistory(*first, *other));
            QVERIFY(first->formula == other->formula && first->front == other->front);
        }
    }

    void findsSomethingElseWithAnotherSeed()
    {
        const RegressionData train = dataOf(150, 1, bumpy);
        StrictSettings other = small();
        other.seed = 43;
        QVERIFY(!sameHistory(*evolveStrict(train, {}, small()), *evolveStrict(train, {}, other)));
    }

    void reportsFiguresThatItsFormulaHas()
    {
        const RegressionData train = dataOf(150, 1, bumpy);
        const RegressionData validation = dataOf(40, 2, bumpy);
        std::vector<GenerationStats> seen;
        const Result<EvolutionResult> result =
            evolveStrict(train, validation, small(), [&](const GenerationStats& stats) { seen.push_back(stats); });
        QCOMPARE(seen.size(), std::size_t{6});
        const GenerationStats& last = seen.back();
        QVERIFY(last.best == result->formula);
        QCOMPARE(last.bestLength, result->formula.length());
        const double trainError = (result->predict(train.features) - train.target).cwiseAbs().mean();
        QVERIFY(std::abs(trainError - last.bestFitness) <= 1e-12 * trainError);
        const double validationError = (result->predict(validation.features) - validation.target).cwiseAbs().mean();
        QVERIFY(std::abs(validationError - last.validationFitness) <= 1e-12 * validationError);
        QVERIFY(last.meanFitness > last.bestFitness);
        QVERIFY(result->nodeRows > 0 && result->nodeRows < result->nodeRowsAsked);
        QVERIFY(result->evaluations > 300 && result->evaluations <= 1800);
    }

    // What is printed in raw units predicts exactly what was searched in standardised ones.
    void predictsInRawUnitsWhatItSearchedInStandardisedOnes()
    {
        RegressionData train = dataOf(150, 1, bumpy);
        train.features.col(0) = train.features.col(0) * 2e-5 + Eigen::VectorXd::Constant(150, 3e-4);
        train.features.col(1) = train.features.col(1) * 1e9;
        const Result<EvolutionResult> result = evolveStrict(train, {}, small());
        const Eigen::VectorXd searched = evaluate(result->formula, result->scaler.transform(train.features));
        const Eigen::VectorXd raw = result->predict(train.features);
        for (Eigen::Index i = 0; i < raw.size(); ++i)
            QCOMPARE(raw[i], searched[i]);
    }

    void returnsTheBestOfTheRunBesideTheLastGenerations()
    {
        const RegressionData train = dataOf(150, 1, bumpy);
        const Result<EvolutionResult> result = evolveStrict(train, {}, small());
        double best = std::numeric_limits<double>::infinity();
        for (const GenerationStats& stats : result->history)
            best = std::min(best, stats.bestFitness);
        const Eigen::MatrixXd features = result->scaler.transform(train.features);
        const double error = (evaluate(result->front.back().formula, features) - train.target).cwiseAbs().mean();
        QVERIFY(std::abs(error - best) <= 1e-12 * best);
    }

    // Infinity - infinity: with these functions and features of this size many programs are not a number.
    void neverLetsANotANumberWin()
    {
        RegressionData train = dataOf(20, 1, bumpy);
        StrictSettings settings = small();
        settings.functions = {Op::Sub, Op::Mul, Op::ProtectedDiv, Op::Tan};
        settings.constantMin = 1e200;
        settings.constantMax = 1e300;
        const Result<EvolutionResult> result = evolveStrict(train, {}, settings);
        QVERIFY(result.hasValue());
        for (const GenerationStats& stats : result->history)
            QVERIFY(std::isfinite(stats.bestFitness) && std::isfinite(stats.meanFitness));
    }

    // Parsimony so heavy that only short programs win tournaments.
    void prefersShortProgramsUnderParsimony()
    {
        const RegressionData train = dataOf(150, 1, bumpy);
        StrictSettings heavy = small();
        heavy.parsimony = 100.0;
        const double light = evolveStrict(train, {}, small())->history.back().meanLength;
        const double pressed = evolveStrict(train, {}, heavy)->history.back().meanLength;
        QVERIFY2(pressed < 0.5 * light, std::to_string(pressed / light).c_str());
    }

    void returnsTheBestSoFarWhenStopped()
    {
        const RegressionData train = dataOf(150, 1, bumpy);
        std::stop_source stop;
        RunContext context;
        context.stop = stop.get_token();
        const auto stopAfterThird = [&](const GenerationStats& stats) {
            if (stats.generation == 2)
                stop.request_stop();
        };
        const Result<EvolutionResult> result = evolveStrict(train, {}, small(), stopAfterThird, context);
        QVERIFY(result.hasValue());
        QVERIFY(result->stopped);
        QCOMPARE(result->history.size(), std::size_t{3});
        QVERIFY(result->formula == result->history.back().best);
    }

    void isCanceledBeforeTheFirstGeneration()
    {
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        const Result<EvolutionResult> result = evolveStrict(dataOf(20, 1, bumpy), {}, small(), {}, context);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Canceled);
    }

    void refusesSettingsOutOfRange_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"rows", "population", "tournament", "probabilities", "negative", "functions", "depth",
                                 "generations", "constants"})
            QTest::newRow(what) << what;
    }

    void refusesSettingsOutOfRange()
    {
        QFETCH(QString, what);
        StrictSettings settings = small();
        if (what == "population")
            settings.population = 0;
        if (what == "tournament")
            settings.tournament = 301;
        if (what == "probabilities")
            settings.crossover = 0.9;
        if (what == "negative")
            settings.pointReplace = -0.1;
        if (what == "functions")
            settings.functions.clear();
        if (what == "depth")
            settings.depthMax = 1;
        if (what == "generations")
            settings.generations = 0;
        if (what == "constants")
            settings.constantMax = std::numeric_limits<double>::quiet_NaN();
        const Result<EvolutionResult> result = evolveStrict(dataOf(what == "rows" ? 2 : 20, 1, bumpy), {}, settings);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Data);
        QVERIFY(result.error().message.ends_with("."));
    }
};

QTEST_GUILESS_MAIN(StrictTest)
#include "tst_strict.moc"
