// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "core/expression/simplify.h"
#include "tests/support/modern_searches.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

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
};

QTEST_GUILESS_MAIN(ModernTest)
#include "tst_modern.moc"
