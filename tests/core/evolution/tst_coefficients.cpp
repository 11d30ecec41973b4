// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/coefficients.h"
#include "core/evolution/linear_scaling.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"

#include "core/base/random.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"x", "y"};

Expression formula(const std::string& text)
{
    return *parseExpression(text, Names);
}

/// Rows whose target is what the law says, features between 0.5 and 4.
RegressionData dataOf(const std::string& law, Eigen::Index rows = 300)
{
    RandomStream random(9);
    RegressionData data;
    data.featureNames = Names;
    data.targetName = "power";
    data.features.resize(rows, 2);
    for (double& value : data.features.reshaped())
        value = 0.5 + 3.5 * random.uniform();
    data.target = evaluate(formula(law), data.features);
    return data;
}

FitRows rowsOf(const std::string& law, ErrorMeasure measure = ErrorMeasure::RootMeanSquare)
{
    return *fitRowsOf(dataOf(law), measure);
}

double errorOf(const Expression& expression, const FitRows& rows)
{
    return rows.errorOf(residualsOf(expression, rows));
}

QString textOf(const Expression& expression)
{
    return QString::fromStdString(toText(expression, Names));
}

} // namespace

class CoefficientsTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheConstantsOfALaw_data()
    {
        QTest::addColumn<QString>("law");
        QTest::addColumn<QString>("start");
        QTest::addColumn<int>("measure");
        const auto row = [](const char* name, const char* law, const char* start, ErrorMeasure measure) {
            QTest::newRow(name) << law << start << static_cast<int>(measure);
        };
        row("line", "3 * x + 7", "1 * x + 1", ErrorMeasure::RootMeanSquare);
        row("power law", "0.02 * x ^ 1.7 * y ^ (-0.6)", "1 * x ^ 1 * y ^ 1", ErrorMeasure::MeanRelative);
        row("power law by logarithms", "5000 * x ^ 1.7 * y ^ 0.6", "1 * x ^ 1 * y ^ 1",
            ErrorMeasure::RootMeanSquareLog);
        row("saturation", "60 + 340 * x / (x + 2.5)", "100 + 100 * x / (x + 1)", ErrorMeasure::MeanAbsolute);
        row("decay", "4 * exp(-0.7 * x) + 1", "1 * exp(-0.1 * x) + 0", ErrorMeasure::RootMeanSquare);
    }

    void findsTheConstantsOfALaw()
    {
        QFETCH(QString, law);
        QFETCH(QString, start);
        QFETCH(int, measure);
        const Expression truth = formula(law.toStdString());
        const FitRows rows = rowsOf(law.toStdString(), static_cast<ErrorMeasure>(measure));
        Expression fitted = formula(start.toStdString());
        QVERIFY(fitCoefficients(fitted, rows, 50) > 0);
        QCOMPARE(fitted.length(), truth.length());
        for (std::size_t i = 0; i < truth.length(); ++i)
            QVERIFY2(std::abs(fitted.nodes[i].constant - truth.nodes[i].constant) <=
                         1e-6 * std::abs(truth.nodes[i].constant),
                     qPrintable(textOf(fitted)));
    }

    void needsTheSameStepsWhateverTheUnitOfAFeature()
    {
        RegressionData data = dataOf("60 + 340 * x / (x + 2.5)");
        Expression small = formula("100 + 100 * x / (x + 1)");
        const std::uint64_t passes = fitCoefficients(small, *fitRowsOf(data, ErrorMeasure::RootMeanSquare), 50);
        data.features.col(0) *= std::ldexp(1.0, 30);
        Expression large = formula("100 + 100 * x / (x + 1073741824)");
        QCOMPARE(fitCoefficients(large, *fitRowsOf(data, ErrorMeasure::RootMeanSquare), 50), passes);
    }

    void neverMakesAFormulaWorse()
    {
        const FitRows rows = rowsOf("sin(3 * x) * y");
        for (const char* text : {"sin(9 * x) * y", "exp(3 * x) - 2", "1 / (x - 2)", "log(x - 0.3) * 5", "2"}) {
            Expression fitted = formula(text);
            const double before = errorOf(fitted, rows);
            fitCoefficients(fitted, rows, 10);
            QVERIFY2(!std::isfinite(before) || errorOf(fitted, rows) <= before, text);
        }
    }

    void leavesAFormulaAloneThatHasNoValueSomewhere()
    {
        const FitRows rows = rowsOf("x");
        Expression fitted = formula("2 * log(x - 1)");
        fitCoefficients(fitted, rows, 10);
        QCOMPARE(fitted, formula("2 * log(x - 1)"));
    }

    void doesNothingWithoutConstants()
    {
        Expression fitted = formula("x * y");
        QCOMPARE(fitCoefficients(fitted, rowsOf("x"), 10), std::uint64_t(0));
        QCOMPARE(fitted, formula("x * y"));
    }

    void stopsBeforeTheFirstStepWhereAskedTo()
    {
        std::stop_source source;
        source.request_stop();
        Expression fitted = formula("1 * x + 1");
        fitCoefficients(fitted, rowsOf("3 * x + 7"), 10, source.get_token());
        QCOMPARE(fitted, formula("1 * x + 1"));
    }

    void scalesIntoConstantsThatAreThere_data()
    {
        QTest::addColumn<QString>("law");
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QString>("scaled");
        QTest::newRow("variable") << "3 * x"
                                  << "x"
                                  << "x * 3";
        QTest::newRow("factor") << "12 * x"
                                << "4 * x"
                                << "12 * x";
        QTest::newRow("numerator") << "12 / x"
                                   << "4 / x"
                                   << "12 / x";
        QTest::newRow("denominator") << "x / 2"
                                     << "x / 4"
                                     << "x / 2";
        QTest::newRow("terms of a sum") << "6 * x + 9 * y"
                                        << "2 * x + 3 * y"
                                        << "6 * x + 9 * y";
        QTest::newRow("offset of its own") << "3 * x + 100"
                                           << "x"
                                           << "x * 3 + 100";
        QTest::newRow("offset that is there") << "6 * x + 100"
                                              << "2 * x - 7"
                                              << "6 * x - -100";
        QTest::newRow("a constant") << "42 + 0 * x"
                                    << "7"
                                    << "42";
    }

    void scalesIntoConstantsThatAreThere()
    {
        QFETCH(QString, law);
        QFETCH(QString, shape);
        QFETCH(QString, scaled);
        const FitRows rows = rowsOf(law.toStdString());
        Expression result = formula(shape.toStdString());
        QVERIFY(scaleLinearly(result, rows));
        const Expression expected = formula(scaled.toStdString());
        QVERIFY2(result.length() == expected.length(), qPrintable(textOf(result)));
        for (std::size_t i = 0; i < expected.length(); ++i) {
            QCOMPARE(result.nodes[i].op, expected.nodes[i].op);
            QVERIFY2(std::abs(result.nodes[i].constant - expected.nodes[i].constant) < 1e-6,
                     qPrintable(textOf(result)));
        }
    }

    void refusesToScaleWhatHasNoValue()
    {
        Expression shape = formula("log(x - 1)");
        QVERIFY(!scaleLinearly(shape, rowsOf("x")));
        QCOMPARE(shape, formula("log(x - 1)"));
    }

    void refusesRelativeErrorsOfATargetThatIsZero()
    {
        const Result<FitRows> rows = fitRowsOf(dataOf("x - x"), ErrorMeasure::MeanRelative);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Data);
        QVERIFY(rows.error().message.find("power is 0") != std::string::npos);
    }

    void refusesLogarithmsOfATargetThatIsNegative()
    {
        const Result<FitRows> rows = fitRowsOf(dataOf("x - 2"), ErrorMeasure::RootMeanSquareLog);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Data);
    }
};

QTEST_GUILESS_MAIN(CoefficientsTest)
#include "tst_coefficients.moc"
