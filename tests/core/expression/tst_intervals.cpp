// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"
#include "core/expression/intervals.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"

#include <QTest>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"x", "y", "z"};
const std::array<Interval, 3> Box = {{{1.0, 4.0}, {-2.0, 3.0}, {0.0, 1000.0}}};

Expression formula(const QString& text)
{
    const Result<Expression> parsed = parseExpression(text.toStdString(), Names);
    return parsed ? *parsed : Expression();
}

/// A side of a box of any size and place; a sixth of them a single number.
Interval randomSide(RandomStream& random)
{
    const double size = std::pow(10.0, 8.0 * random.uniform() - 4.0);
    const double low = random.normal() * size;
    return {low, random.below(6) == 0 ? low : low + random.uniform() * size * 3.0};
}

double randomWithin(Interval side, RandomStream& random)
{
    const auto kind = random.below(6);
    if (kind == 0)
        return side.low;
    if (kind == 1)
        return side.high;
    if (kind == 2 && side.contains(0.0))
        return 0.0;
    return std::min(side.high, side.low + random.uniform() * (side.high - side.low));
}

} // namespace

class IntervalsTest : public QObject {
    Q_OBJECT

private slots:
    void boundsAFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("constant") << "7" << 7.0 << 7.0;
        QTest::newRow("variable") << "y" << -2.0 << 3.0;
        QTest::newRow("sum") << "x + y" << -1.0 << 7.0;
        QTest::newRow("difference") << "x - y" << -2.0 << 6.0;
        QTest::newRow("product") << "x * y" << -8.0 << 12.0;
        QTest::newRow("quotient") << "y / x" << -2.0 << 3.0;
        QTest::newRow("square") << "y ^ 2" << 0.0 << 9.0;
        QTest::newRow("the same twice") << "y * y" << 0.0 << 9.0;
        QTest::newRow("nothing left") << "sin(y) - sin(y)" << 0.0 << 0.0;
        QTest::newRow("root") << "sqrt(z / 10)" << 0.0 << 10.0;
        QTest::newRow("size") << "abs(y)" << 0.0 << 3.0;
        QTest::newRow("odd power") << "y ^ 3" << -8.0 << 27.0;
        QTest::newRow("even power below zero") << "x ^ -2" << 1.0 / 16.0 << 1.0;
        QTest::newRow("power") << "4 ^ y" << 1.0 / 16.0 << 64.0;
        QTest::newRow("wave over its crest") << "sin(x)" << std::sin(4.0) << 1.0;
        QTest::newRow("wave over its trough") << "cos(x)" << -1.0 << std::cos(1.0);
        QTest::newRow("protected division that never acts") << "pdiv(z, y / 10000)" << 1.0 << 1.0;
        QTest::newRow("protected division across zero") << "pdiv(1, y)" << -1000.0 << 1000.0;
        QTest::newRow("protected inverse") << "pinv(y)" << -1000.0 << 1000.0;
        QTest::newRow("protected log") << "plog(y)" << std::log(0.001) << std::log(3.0);
        QTest::newRow("sigmoid") << "sigmoid(1000 * y)" << 0.0 << 1.0;
    }

    void boundsAFormula()
    {
        QFETCH(QString, text);
        QFETCH(double, low);
        QFETCH(double, high);
        const std::optional<Interval> range = rangeOver(formula(text), Box);
        QVERIFY(range.has_value());
        const auto isNear = [](double a, double b) { return std::abs(a - b) <= 1e-12 * (1.0 + std::abs(b)); };
        QVERIFY2(isNear(range->low, low) && isNear(range->high, high),
                 qPrintable(QString("%1 to %2").arg(range->low).arg(range->high)));
    }

    void knowsNoBoundsWhereThereMayBeNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"1 / y", "1 / z", "log(y)", "log(z)", "sqrt(y)", "y ^ 0.5", "z ^ -1", "y ^ x", "tan(x)", "exp(z)",
              "exp(x * 1000)", "plog(sqrt(y))", "0 * (1 / y)", "1e200 * z * (1e200 * z)"})
            QTest::newRow(text) << text;
    }

    void knowsNoBoundsWhereThereMayBeNone()
    {
        QFETCH(QString, text);
        QVERIFY(!formula(text).nodes.empty());
        QVERIFY(!rangeOver(formula(text), Box));
    }

    // The vectorised functions differ from the C library's, which the bounds are computed with, by some ulp.
    void aSingleRowIsEvaluatedWithinItsBounds_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"x ^ y", "exp(y)", "log(x)", "tan(y)", "tanh(y)", "sigmoid(y)", "sin(y)", "cos(y)",
                                 "plog(y)", "x ^ 3.7", "exp(sin(y) * log(x))"})
            QTest::newRow(text) << text;
    }

    void aSingleRowIsEvaluatedWithinItsBounds()
    {
        QFETCH(QString, text);
        const Expression expression = formula(text);
        RandomStream random(12);
        for (int i = 0; i < 5000; ++i) {
            Eigen::MatrixXd row(1, 3);
            row << std::exp(10.0 * random.normal()), random.normal() * 20.0, 0.0;
            const std::array<Interval, 3> point = {{{row(0), row(0)}, {row(1), row(1)}, {0.0, 0.0}}};
            const std::optional<Interval> range = rangeOver(expression, point);
            if (range)
                QVERIFY2(range->contains(evaluate(expression, row)[0]), qPrintable(QString::number(row(1), 'g', 17)));
        }
    }

    void noRowOfTheBoxIsEvaluatedOutside()
    {
        RandomStream random(11);
        constexpr int Rows = 64;
        std::size_t bounded = 0;
        for (int i = 0; i < 20000; ++i) {
            const Expression expression =
                test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, Box.size());
            const std::array<Interval, 3> box = {randomSide(random), randomSide(random), randomSide(random)};
            const std::optional<Interval> range = rangeOver(expression, box);
            if (!range)
                continue;
            ++bounded;
            Eigen::MatrixXd rows(Rows, 3);
            for (int row = 0; row < Rows; ++row) {
                for (int side = 0; side < 3; ++side)
                    rows(row, side) = randomWithin(box[static_cast<std::size_t>(side)], random);
            }
            const Eigen::VectorXd values = evaluate(expression, rows);
            for (int row = 0; row < Rows; ++row) {
                const Eigen::RowVectorXd plain = rows.row(row);
                for (const double value : {values[row], evaluateRow(expression, plain.data())})
                    QVERIFY2(range->contains(value), qPrintable(QString("%1 is %2, not within %3 to %4")
                                                                    .arg(toText(expression, Names).c_str())
                                                                    .arg(value, 0, 'g', 17)
                                                                    .arg(range->low, 0, 'g', 17)
                                                                    .arg(range->high, 0, 'g', 17)));
            }
        }
        QVERIFY2(bounded > 5000, qPrintable(QString::number(bounded)));
    }
};

QTEST_GUILESS_MAIN(IntervalsTest)
#include "tst_intervals.moc"
