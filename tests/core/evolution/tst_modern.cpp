// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/evolution/search.h"
#include "core/expression/derivatives.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "core/expression/simplify.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace wattline;

namespace {

/// Rows of two features between 0.5 and 8 and a target of them, with relative noise.
template <class Law>
RegressionData dataOf(Eigen::Index rows, const Law& law, double noise = 0.0, std::uint64_t seed = 7)
{
    RandomStream random(seed);
    RegressionData data;
    data.featureNames = {"a", "b"};
    data.targetName = "y";
    data.features.resize(rows, 2);
    data.target.resize(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        data.features(i, 0) = 0.5 + 7.5 * random.uniform();
        data.features(i, 1) = 0.5 + 7.5 * random.uniform();
        data.target[i] = law(data.features(i, 0), data.features(i, 1)) * (1.0 + noise * random.normal());
    }
    return data;
}

double powerLaw(double a, double b)
{
    return 12.0 * std::pow(a, 1.5) / std::sqrt(b);
}

double saturation(double a, double b)
{
    return 60.0 + 340.0 * a * b / (a * b + 9.0);
}

ModernSettings small()
{
    ModernSettings settings;
    settings.population = 60;
    settings.generations = 8;
    return settings;
}

SearchSettings searchOf(const ModernSettings& settings)
{
    return {.mode = SearchMode::Modern, .modern = settings};
}

Result<EvolutionResult> evolve(const RegressionData& train, const ModernSettings& settings,
                               const RunContext& context = {}, const RegressionData& validation = {})
{
    const auto search = makeSearch(train, validation, searchOf(settings));
    return search ? runSearch(**search, {}, context) : Result<EvolutionResult>(search.error());
}

RunContext onThreads(unsigned threads)
{
    RunContext context;
    context.threads = threads;
    return context;
}

ModernSettings without(bool ModernTechniques::*technique)
{
    ModernSettings settings = small();
    settings.techniques.*technique = false;
    return settings;
}

/// Formulas and errors alike; without validation rows the fronts hold NaN, which equals nothing.
bool isSame(const Front& a, const Front& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.formula == y.formula && x.trainError == y.trainError;
    });
}

double relativeError(const EvolutionResult& result, const RegressionData& data)
{
    return ((result.predict(data.features) - data.target).array() / data.target.array()).abs().mean();
}

} // namespace

Q_DECLARE_METATYPE(wattline::ErrorMeasure)

class ModernTest : public QObject {
    Q_OBJECT

private slots:
    void findsAPowerLawThroughOnePercentOfNoise()
    {
        const auto result = evolve(dataOf(150, powerLaw, 0.01), small());
        QVERIFY(result.hasValue());
        const double error = relativeError(*result, dataOf(500, powerLaw, 0.0, 8));
        QVERIFY2(error < 0.005, qPrintable(QString::number(error)));
        QVERIFY2(result->formula.length() <= 11, toText(result->formula, {"a", "b"}).c_str());
    }

    void findsASaturationWithoutNoiseExactly()
    {
        ModernSettings settings = small();
        settings.population = 200;
        settings.generations = 60;
        const auto result = evolve(dataOf(100, saturation), settings);
        QVERIFY(result.hasValue());
        const double error = relativeError(*result, dataOf(500, saturation, 0.0, 8));
        QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
    }

    void showsALawWithoutNoiseCleanly()
    {
        ModernSettings settings = small();
        settings.error = ErrorMeasure::RootMeanSquare;
        const auto result = evolve(dataOf(60, [](double a, double b) { return a * b + 0.5; }), settings);
        const Expression law = *parseExpression("a * b + 0.5", {"a", "b"});
        QVERIFY2(canonicalHash(result->formula) == canonicalHash(law), toText(result->formula, {"a", "b"}).c_str());
    }

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

    void givesSomethingElseForAnotherSeed()
    {
        ModernSettings other = small();
        other.seed = 43;
        const RegressionData data = dataOf(100, saturation, 0.05);
        QVERIFY(!isSame(evolve(data, small())->front, evolve(data, other)->front));
    }

    void hasNothingOnTheFrontThatAnotherBeats()
    {
        const RegressionData data = dataOf(100, saturation, 0.05);
        const auto result = evolve(data, small());
        QVERIFY(result->front.size() > 3);
        for (std::size_t i = 1; i < result->front.size(); ++i) {
            QVERIFY(result->front[i - 1].formula.length() < result->front[i].formula.length());
            QVERIFY(result->front[i - 1].trainError > result->front[i].trainError);
        }
    }

    void showsFormulasThatHaveTheErrorsOfTheFront()
    {
        const RegressionData train = dataOf(100, saturation, 0.05);
        const RegressionData held = dataOf(30, saturation, 0.05, 9);
        const auto result = evolve(train, small(), {}, held);
        const auto errorOf = [](const FormulaCandidate& candidate, const RegressionData& rows) {
            const Eigen::ArrayXd values = evaluate(candidate.rawFormula, rows.features);
            return ((values - rows.target.array()) / rows.target.array()).abs().mean();
        };
        for (const FormulaCandidate& candidate : result->front) {
            QVERIFY(std::abs(errorOf(candidate, train) - candidate.trainError) < 1e-12);
            QVERIFY(std::abs(errorOf(candidate, held) - candidate.validationError) < 1e-12);
        }
    }

    void keepsToTheLengthOfTheFormulaAsItIsShown()
    {
        for (const std::size_t most : {3U, 10U, 17U}) {
            ModernSettings settings = small();
            settings.maxLength = most;
            const auto result = evolve(dataOf(100, saturation, 0.05), settings);
            QVERIFY(result.hasValue());
            for (const FormulaCandidate& candidate : result->front) {
                QVERIFY(candidate.formula.length() <= most);
                QVERIFY(simplified(candidate.formula).length() == candidate.formula.length());
            }
        }
    }

    void usesNoFunctionThatIsNotAllowed()
    {
        ModernSettings settings = small();
        settings.functions = {Op::Add, Op::Mul, Op::Sin};
        settings.techniques.powerLawSeeds = false;
        const auto result = evolve(dataOf(60, saturation, 0.05), settings);
        for (const FormulaCandidate& candidate : result->front) {
            for (const Node& node : candidate.formula.nodes)
                QVERIFY(arityOf(node.op) == 0 || node.op == Op::Add || node.op == Op::Sub || node.op == Op::Mul ||
                        node.op == Op::Sin || node.op == Op::Square);
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

    void changesWhatItFindsWithEachTechnique_data()
    {
        QTest::addColumn<int>("technique");
        int index = 0;
        for (const Technique& technique : allTechniques())
            QTest::newRow(std::string(technique.id).c_str()) << index++;
    }

    void changesWhatItFindsWithEachTechnique()
    {
        QFETCH(int, technique);
        const Technique& off = allTechniques()[static_cast<std::size_t>(technique)];
        const RegressionData train = dataOf(40, saturation, 0.1);
        const auto with = evolve(train, small());
        const auto less = evolve(train, without(off.isOn));
        if (off.isOn != &ModernTechniques::innerValidation) // which is about the answer only
            QVERIFY(!isSame(with->front, less->front));
        else
            QVERIFY(isSame(with->front, less->front));
    }

    void choosesOnValidationRowsOnlyWithTheTechnique()
    {
        const RegressionData train = dataOf(12, saturation, 0.3); // few rows to learn by heart
        const RegressionData held = dataOf(60, saturation, 0.3, 9);
        const auto chosen = evolve(train, small(), {}, held);
        const auto blind = evolve(train, without(&ModernTechniques::innerValidation), {}, held);
        QVERIFY(isSame(chosen->front, blind->front));
        QVERIFY(blind->formula == evolve(train, small())->formula);
        QVERIFY(!(chosen->formula == blind->formula));
        QVERIFY(relativeError(*chosen, held) < relativeError(*blind, held));
    }

    void fitsNoCoefficientsWithoutTheTechnique()
    {
        ModernSettings settings = without(&ModernTechniques::coefficientFitting);
        settings.techniques.linearScaling = false;
        const RegressionData data = dataOf(60, powerLaw);
        QVERIFY(evolve(data, settings)->nodeRows < evolve(data, small())->nodeRows / 2);
    }

    void livesWithHostileRows_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<double>("factorOfA");
        QTest::addColumn<double>("factorOfTarget");
        QTest::newRow("three rows") << 3 << 1.0 << 1.0;
        QTest::newRow("a constant feature") << 30 << 0.0 << 1.0;
        QTest::newRow("a huge feature") << 30 << 1e150 << 1.0;
        QTest::newRow("a tiny feature") << 30 << 1e-150 << 1.0;
        QTest::newRow("a negative feature") << 30 << -1.0 << 1.0;
        QTest::newRow("a negative target") << 30 << 1.0 << -1.0;
        QTest::newRow("a tiny target") << 30 << 1.0 << 1e-100;
        QTest::newRow("a huge target") << 30 << 1.0 << 1e100;
    }

    void livesWithHostileRows()
    {
        QFETCH(int, rows);
        QFETCH(double, factorOfA);
        QFETCH(double, factorOfTarget);
        RegressionData data = dataOf(rows, saturation, 0.05);
        data.features.col(0) *= factorOfA;
        data.target *= factorOfTarget;
        const auto result = evolve(data, small());
        QVERIFY2(result.hasValue(), result ? "" : result.error().message.c_str());
        QVERIFY(relativeError(*result, data) < 0.5);
    }

    void saysSoWhereNoFormulaHasAFiniteError_data()
    {
        QTest::addColumn<double>("factorOfTarget");
        QTest::addColumn<ErrorMeasure>("measure");
        QTest::newRow("squares of relative errors overflow") << 1e-160 << ErrorMeasure::MeanRelative;
        QTest::newRow("squares of errors overflow") << 1e200 << ErrorMeasure::RootMeanSquare;
    }

    void saysSoWhereNoFormulaHasAFiniteError()
    {
        QFETCH(double, factorOfTarget);
        QFETCH(ErrorMeasure, measure);
        RegressionData data = dataOf(30, saturation, 0.05);
        data.target *= factorOfTarget;
        ModernSettings settings = small();
        settings.error = measure;
        const auto search = makeSearch(data, {}, searchOf(settings));
        QVERIFY(search.hasValue());
        (void)(*search)->advance({});
        const auto result = (*search)->result();
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Numeric);
        QVERIFY((*search)->isFinished());
        QVERIFY(!(*search)->advance({}));
        const auto restored = restoreSearch((*search)->checkpoint(), data, {});
        QVERIFY(restored.hasValue() && (*restored)->isFinished());
    }

    void findsAConstantTarget()
    {
        const auto result = evolve(dataOf(30, [](double, double) { return 42.0; }), small());
        QVERIFY(std::abs(result->predict(Eigen::MatrixXd::Ones(1, 2))[0] - 42.0) < 1e-9);
        QCOMPARE(result->formula.length(), std::size_t(1));
    }

    void worksWithOneFeature()
    {
        RegressionData data = dataOf(30, [](double a, double) { return 5.0 * a + 2.0; });
        data.features.conservativeResize(Eigen::NoChange, 1);
        data.featureNames = {"a"};
        const auto result = evolve(data, small());
        QVERIFY(relativeError(*result, data) < 1e-9);
    }

    void refusesWhatCannotMakeARun_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("word");
        QTest::newRow("two rows") << 0 << "3 training rows";
        QTest::newRow("a feature that is no number") << 1 << "finite";
        QTest::newRow("a target that is no number") << 2 << "finite";
        QTest::newRow("relative errors of 0") << 3 << "relative error";
        QTest::newRow("logarithms of negative numbers") << 4 << "logarithm";
        QTest::newRow("no function") << 5 << "function";
        QTest::newRow("no room") << 6 << "length";
        QTest::newRow("a tiny population") << 7 << "population";
    }

    void refusesWhatCannotMakeARun()
    {
        QFETCH(int, what);
        QFETCH(QString, word);
        RegressionData data = dataOf(what == 0 ? 2 : 20, saturation);
        ModernSettings settings = small();
        switch (what) {
        case 1:
            data.features(3, 1) = std::numeric_limits<double>::quiet_NaN();
            break;
        case 2:
            data.target[3] = std::numeric_limits<double>::infinity();
            break;
        case 3:
            data.target[3] = 0.0;
            break;
        case 4:
            data.target[3] = -1.0;
            settings.error = ErrorMeasure::RootMeanSquareLog;
            break;
        case 5:
            settings.functions.clear();
            break;
        case 6:
            settings.maxLength = 2;
            break;
        case 7:
            settings.population = 2;
            break;
        default:
            break;
        }
        const auto search = makeSearch(data, {}, searchOf(settings));
        QVERIFY(!search);
        QCOMPARE(search.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(search.error().message).contains(word), search.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(ModernTest)
#include "tst_modern.moc"
