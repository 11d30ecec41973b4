// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/evaluation/formula_uncertainty.h"
#include "core/evolution/coefficients.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"x", "z"};

Expression formula(const char* text)
{
    const Result<Expression> parsed = parseExpression(text, Names);
    return parsed ? *parsed : Expression();
}

/// How the noise of a made-up table grows.
enum class Noise { Same, Relative };

/// Rows that obey a law but for Gaussian noise: of that size, or that share of the value.
RegressionData rowsOf(const Expression& law, Noise noise, double size, int count, RandomStream& random)
{
    RegressionData data;
    data.featureNames = Names;
    data.targetName = "y";
    data.features.resize(count, 2);
    for (Eigen::Index row = 0; row < count; ++row) {
        data.features(row, 0) = 1.0 + 9.0 * random.uniform();
        data.features(row, 1) = std::exp(3.0 * random.uniform());
    }
    data.target = evaluate(law, data.features);
    for (double& y : data.target)
        y += size * random.normal() * (noise == Noise::Relative ? y : 1.0);
    return data;
}

Expression fitted(Expression law, const RegressionData& data, ErrorMeasure measure)
{
    fitCoefficients(law, *fitRowsOf(data, measure), 50);
    return law;
}

} // namespace

class FormulaUncertaintyTest : public QObject {
    Q_OBJECT

private slots:
    // Ordinary least squares of a line has textbook standard errors; HC3 differs from them by little here.
    void knowsTheTextbookErrorsOfALine()
    {
        RandomStream random(1);
        const RegressionData data = rowsOf(formula("2 + 3 * x"), Noise::Same, 0.5, 400, random);
        const Expression line = fitted(formula("2 + 3 * x"), data, ErrorMeasure::RootMeanSquare);
        const Result<FormulaUncertainty> found = uncertaintyOf(line, data, {0.95, ErrorMeasure::RootMeanSquare});
        QVERIFY(found.hasValue());
        QCOMPARE(found->coefficients.size(), std::size_t{2});
        const Eigen::ArrayXd x = data.features.col(0);
        const double residual = (data.target - evaluate(line, data.features)).squaredNorm() / 398.0;
        const double slopeError = std::sqrt(residual / (x - x.mean()).square().sum());
        QVERIFY(std::abs(found->coefficients[1].standardError / slopeError - 1.0) < 0.1);
        const Interval interval = found->coefficients[1].interval;
        QVERIFY(std::abs((interval.high - interval.low) / (2.0 * 1.966 * found->coefficients[1].standardError) - 1.0) <
                1e-3); // Student's t with 398 degrees of freedom
        QVERIFY2(found->distanceFromFit < 0.01, "the coefficients are fitted");
    }

    void coversTheTruthAsOftenAsItSays_data()
    {
        QTest::addColumn<QString>("law");
        QTest::addColumn<int>("noise");
        QTest::addColumn<double>("size");
        QTest::addColumn<int>("measure");
        QTest::addColumn<double>("confidence");
        const auto absolute = static_cast<int>(ErrorMeasure::RootMeanSquare);
        const auto logarithmic = static_cast<int>(ErrorMeasure::RootMeanSquareLog);
        const auto same = static_cast<int>(Noise::Same);
        const auto relative = static_cast<int>(Noise::Relative);
        QTest::newRow("line") << "2 + 3 * x" << same << 0.5 << absolute << 0.95;
        QTest::newRow("line, 90 %") << "2 + 3 * x" << same << 0.5 << absolute << 0.9;
        QTest::newRow("noise that grows") << "2 + 3 * x" << relative << 0.03 << absolute << 0.95;
        QTest::newRow("power law") << "5 * x ^ 0.7 * z ^ -0.3" << relative << 0.03 << logarithmic << 0.95;
        QTest::newRow("power law, 90 %") << "5 * x ^ 0.7 * z ^ -0.3" << relative << 0.03 << logarithmic << 0.9;
    }

    void coversTheTruthAsOftenAsItSays()
    {
        QFETCH(QString, law);
        QFETCH(int, noise);
        QFETCH(double, size);
        QFETCH(int, measure);
        QFETCH(double, confidence);
        const Expression truth = formula(qPrintable(law));
        const auto by = static_cast<ErrorMeasure>(measure);
        RandomStream random(2);
        double coefficients = 0.0;
        double covered = 0.0;
        double predictions = 0.0;
        double met = 0.0;
        for (int repeat = 0; repeat < 500; ++repeat) {
            const RegressionData data = rowsOf(truth, static_cast<Noise>(noise), size, 60, random);
            const RegressionData fresh = rowsOf(truth, static_cast<Noise>(noise), size, 10, random);
            const Result<FormulaUncertainty> found = uncertaintyOf(fitted(truth, data, by), data, {confidence, by});
            QVERIFY(found.hasValue());
            for (const CoefficientInterval& coefficient : found->coefficients) {
                covered += coefficient.interval.contains(truth.nodes[coefficient.node].constant) ? 1.0 : 0.0;
                ++coefficients;
            }
            const std::vector<Interval> intervals = predictionIntervals(*found, fresh.features);
            for (std::size_t i = 0; i < intervals.size(); ++i) {
                met += intervals[i].contains(fresh.target[static_cast<Eigen::Index>(i)]) ? 1.0 : 0.0;
                ++predictions;
            }
        }
        // 500 repeats leave a standard error of about 1 %.
        QVERIFY2(std::abs(covered / coefficients - confidence) < 0.03,
                 qPrintable(QString::number(covered / coefficients)));
        QVERIFY2(std::abs(met / predictions - confidence) < 0.025, qPrintable(QString::number(met / predictions)));
    }

    void saysThatOneOfTwoLikeCoefficientsIsNotDetermined()
    {
        RandomStream random(3);
        const RegressionData data = rowsOf(formula("6 * x"), Noise::Same, 0.1, 40, random);
        const Result<FormulaUncertainty> found =
            uncertaintyOf(formula("2 * (3 * x) + 0 + 1"), data, {0.95, ErrorMeasure::RootMeanSquare});
        QVERIFY(found.hasValue());
        for (const CoefficientInterval& coefficient : found->coefficients) {
            QVERIFY(std::isinf(coefficient.standardError));
            QCOMPARE(coefficient.interval, WholeLine);
        }
    }

    void saysThatCoefficientsAreNotFitted()
    {
        RandomStream random(4);
        const RegressionData data = rowsOf(formula("2 + 3 * x"), Noise::Same, 0.5, 50, random);
        const Result<FormulaUncertainty> found =
            uncertaintyOf(formula("5 + 3 * x"), data, {0.95, ErrorMeasure::RootMeanSquare});
        QVERIFY(found->distanceFromFit > 1.0);
    }

    void widensWherePredictionsExtrapolate()
    {
        RandomStream random(5);
        const RegressionData data = rowsOf(formula("2 + 3 * x"), Noise::Same, 0.5, 50, random);
        const Result<FormulaUncertainty> found =
            uncertaintyOf(fitted(formula("2 + 3 * x"), data, ErrorMeasure::RootMeanSquare), data,
                          {0.95, ErrorMeasure::RootMeanSquare});
        Eigen::MatrixXd rows(2, 2);
        rows << 5.0, 1.0, 100.0, 1.0;
        const std::vector<Interval> intervals = predictionIntervals(*found, rows);
        QVERIFY(intervals[1].high - intervals[1].low > 2.0 * (intervals[0].high - intervals[0].low));
    }

    void takesTheErrorsOfHeldRowsWhereThereAreSome()
    {
        RandomStream random(6);
        const RegressionData data = rowsOf(formula("2 + 3 * x"), Noise::Same, 0.5, 50, random);
        const RegressionData held = rowsOf(formula("2 + 3 * x"), Noise::Same, 5.0, 40, random); // noisier
        const Result<FormulaUncertainty> alone = uncertaintyOf(formula("2 + 3 * x"), data, {});
        const Result<FormulaUncertainty> with = uncertaintyOf(formula("2 + 3 * x"), data, {}, &held);
        QCOMPARE(alone->calibrationRows, std::size_t{50});
        QCOMPARE(with->calibrationRows, std::size_t{40});
        QVERIFY(with->quantile > 3.0 * alone->quantile);
    }

    void hasNoBoundsForPredictionsFromTooFewRows()
    {
        RandomStream random(7);
        const RegressionData data = rowsOf(formula("2 + 3 * x"), Noise::Same, 0.5, 10, random);
        const Result<FormulaUncertainty> found = uncertaintyOf(formula("2 + 3 * x"), data, {});
        QVERIFY(std::isinf(found->quantile)); // of 10 errors none is the 95 % one
        QVERIFY(std::isfinite(found->coefficients[0].standardError));
    }

    void worksWithoutCoefficients()
    {
        RandomStream random(8);
        const RegressionData data = rowsOf(formula("x * z"), Noise::Relative, 0.05, 50, random);
        const Result<FormulaUncertainty> found = uncertaintyOf(formula("x * z"), data, {});
        QVERIFY(found->coefficients.empty());
        QVERIFY(found->quantile > 0.05 && found->quantile < 0.25);
    }

    void saysWhyThereAreNoIntervals()
    {
        RandomStream random(9);
        const RegressionData few = rowsOf(formula("2 + 3 * x"), Noise::Same, 0.5, 2, random);
        QCOMPARE(uncertaintyOf(formula("2 + 3 * x"), few, {}).error().kind, ErrorKind::Data);
        const RegressionData data = rowsOf(formula("2 + 3 * x"), Noise::Same, 0.5, 20, random);
        QCOMPARE(uncertaintyOf(formula("log(0 - x)"), data, {}).error().kind, ErrorKind::Numeric);
    }
};

QTEST_GUILESS_MAIN(FormulaUncertaintyTest)
#include "tst_formula_uncertainty.moc"
