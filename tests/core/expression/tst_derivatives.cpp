// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/derivatives.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

Expression formula(const char* text)
{
    return *parseExpression(text, {"x", "y"});
}

/// Rows of x and y.
Eigen::MatrixXd rowsOf(std::initializer_list<std::pair<double, double>> rows)
{
    Eigen::MatrixXd features(static_cast<Eigen::Index>(rows.size()), 2);
    Eigen::Index row = 0;
    for (const auto& [x, y] : rows)
        features.row(row++) << x, y;
    return features;
}

Eigen::MatrixXd randomRows(Eigen::Index count, RandomStream& random)
{
    Eigen::MatrixXd features(count, 3);
    for (double& value : features.reshaped())
        value = 0.2 + 3.0 * random.uniform();
    return features;
}

/// The formula with its constant number `which` moved by `step`.
Expression moved(Expression expression, Eigen::Index which, double step)
{
    for (Node& node : expression.nodes) {
        if (node.op == Op::Constant && which-- == 0)
            node.constant += step;
    }
    return expression;
}

/// The formula without constants so large that no difference could be taken.
Expression modest(Expression expression)
{
    for (Node& node : expression.nodes)
        node.constant = std::remainder(node.constant, 10.0);
    return expression;
}

/// Five-point formula; how far it may be trusted comes with it.
struct Difference {
    double slope = 0.0;
    double doubt = 0.0;
};

Difference differenceAt(const Expression& expression, const Eigen::RowVectorXd& row, Eigen::Index which)
{
    const auto value = [&](double step) { return evaluateRow(moved(expression, which, step), row.data()); };
    const auto slope = [&](double h) {
        return (8.0 * (value(h) - value(-h)) - (value(2.0 * h) - value(-2.0 * h))) / (12.0 * h);
    };
    const double fine = slope(1e-4);
    return {fine, 100.0 * std::abs(fine - slope(2e-4)) + 1e-10 * std::abs(value(0.0)) / 1e-4};
}

} // namespace

class DerivativesTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheRulesOfCalculus_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("slope"); // by the only constant, at x = 2, y = 3
        QTest::newRow("a constant") << "5" << 1.0;
        QTest::newRow("sum") << "x + 5" << 1.0;
        QTest::newRow("difference") << "x - 5" << -1.0;
        QTest::newRow("product") << "5 * x" << 2.0;
        QTest::newRow("numerator") << "5 / x" << 0.5;
        QTest::newRow("denominator") << "x / 4" << -2.0 / 16.0;
        QTest::newRow("exponent") << "x ^ 3" << 8.0 * std::log(2.0);
        QTest::newRow("base") << "pow(3, x)" << 6.0;
        QTest::newRow("square") << "square(x + 1)" << 6.0;
        QTest::newRow("root") << "sqrt(8 * x)" << 2.0 / (2.0 * 4.0);
        QTest::newRow("logarithm") << "log(3 * x)" << 1.0 / 3.0;
        QTest::newRow("exponential") << "exp(0.5 * x)" << 2.0 * std::exp(1.0);
        QTest::newRow("sine") << "sin(0.5 * x)" << 2.0 * std::cos(1.0);
        QTest::newRow("cosine") << "cos(0.5 * x)" << -2.0 * std::sin(1.0);
        QTest::newRow("tangent") << "tan(0.5 * x)" << 2.0 / (std::cos(1.0) * std::cos(1.0));
        QTest::newRow("tanh") << "tanh(0.5 * x)" << 2.0 / (std::cosh(1.0) * std::cosh(1.0));
        QTest::newRow("sigmoid") << "sigmoid(0 * x)" << 2.0 * 0.25;
        QTest::newRow("absolute value") << "abs(-5 * x)" << -2.0;
        QTest::newRow("negation") << "neg(5 * x)" << -2.0;
        QTest::newRow("protected quotient") << "pdiv(x, 4)" << -2.0 / 16.0;
        QTest::newRow("protected quotient near the pole") << "pdiv(x, 0.0005)" << 0.0;
        QTest::newRow("protected root") << "psqrt(-8 * x)" << -2.0 / (2.0 * 4.0);
        QTest::newRow("protected logarithm") << "plog(-3 * x)" << -1.0 / 3.0;
        QTest::newRow("protected logarithm near 0") << "plog(0.0001 * x)" << 0.0;
        QTest::newRow("protected inverse") << "pinv(0.25 * x)" << -8.0;
        QTest::newRow("chain") << "y * log(x + exp(0 * y))" << 3.0 * 3.0 / 3.0;
    }

    void agreesWithTheRulesOfCalculus()
    {
        QFETCH(QString, text);
        QFETCH(double, slope);
        const Expression expression = formula(text.toUtf8().constData());
        const Eigen::MatrixXd derivatives = coefficientDerivatives(expression, rowsOf({{2.0, 3.0}}));
        QCOMPARE(derivatives.cols(), Eigen::Index(1));
        QVERIFY2(std::abs(derivatives(0, 0) - slope) <= 1e-14 * (1.0 + std::abs(slope)),
                 qPrintable(QString::number(derivatives(0, 0), 'g', 17)));
    }

    void givesOneColumnForEachConstantInTheOrderOfTheNodes()
    {
        const Eigen::MatrixXd derivatives =
            coefficientDerivatives(formula("2 + 3 * x - y / 5"), rowsOf({{7.0, 50.0}, {1.0, 25.0}}));
        const Eigen::MatrixXd expected = (Eigen::MatrixXd(2, 3) << 1.0, 7.0, 2.0, 1.0, 1.0, 1.0).finished();
        QCOMPARE(derivatives, expected);
    }

    void hasNoColumnsWithoutConstants()
    {
        QCOMPARE(coefficientDerivatives(formula("x * y"), rowsOf({{2.0, 3.0}})).cols(), Eigen::Index(0));
        QCOMPARE(coefficientDerivatives(formula("x"), rowsOf({{2.0, 3.0}})).cols(), Eigen::Index(0));
    }

    void agreesWithFiniteDifferencesOfRandomFormulas()
    {
        RandomStream random(5);
        const Eigen::MatrixXd features = randomRows(600, random); // more than two blocks, the last one cut
        int compared = 0;
        for (int i = 0; i < 400; ++i) {
            const Expression expression =
                modest(test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 3));
            const Eigen::MatrixXd derivatives = coefficientDerivatives(expression, features);
            const Eigen::VectorXd values = evaluate(expression, features);
            for (const Eigen::Index row : {Eigen::Index(0), Eigen::Index(300), Eigen::Index(599)}) {
                const double value = evaluateRow(expression, features.row(row).eval().data());
                if (!(std::abs(values[row] - value) <= 1e-9 * std::abs(value))) // two sides of a step
                    continue;
                for (Eigen::Index c = 0; c < derivatives.cols(); ++c) {
                    const Difference expected = differenceAt(expression, features.row(row), c);
                    const bool isFlat = expected.slope == 0.0; // or a part overflows
                    if (!std::isfinite(expected.slope) || isFlat || expected.doubt > 1e-3 * std::abs(expected.slope))
                        continue;
                    ++compared;
                    QVERIFY2(std::abs(derivatives(row, c) - expected.slope) <=
                                 1e-6 * std::abs(expected.slope) + expected.doubt,
                             qPrintable(QString("%1, constant %2: %3 instead of %4")
                                            .arg(QString::fromStdString(toText(expression, {})))
                                            .arg(c)
                                            .arg(derivatives(row, c))
                                            .arg(expected.slope)));
                }
            }
        }
        QVERIFY2(compared > 1000, qPrintable(QString::number(compared)));
    }
};

QTEST_GUILESS_MAIN(DerivativesTest)
#include "tst_derivatives.moc"
