// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"

#include <QTest>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"batch_size", "log", "peak power (W)", "x"};

} // namespace

class ParseTest : public QObject {
    Q_OBJECT

private slots:
    void readsAFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value"); // with batch_size 2, log 3, peak power 5, x 7
        QTest::newRow("precedence") << "1 + 2 * x" << 15.0;
        QTest::newRow("left to right") << "10 - 3 - 2" << 5.0;
        QTest::newRow("parentheses") << "(1 + 2) * x" << 21.0;
        QTest::newRow("division") << "x / batch_size" << 3.5;
        QTest::newRow("protected division") << "pdiv(x, 0.001)" << 1.0;
        QTest::newRow("a power binds tighter than a sign") << "-x ^ 2" << -49.0;
        QTest::newRow("a power of a power") << "2 ^ 3 ^ 2" << 512.0;
        QTest::newRow("a power below zero") << "4 ^ -0.5" << 0.5;
        QTest::newRow("the sign of a number raised") << "-2 ^ 2" << -4.0;
        QTest::newRow("ordinary functions") << "exp(0) + log(1) + sqrt(4) + pow(2, 3) + square(3) + tanh(0)" << 20.0;
        QTest::newRow("unary minus") << "-x * 2" << -14.0;
        QTest::newRow("minus minus") << "1 - -2" << 3.0;
        QTest::newRow("two signs") << "--x" << 7.0;
        QTest::newRow("prefix") << "add(mul(x, 2), neg(X0))" << 12.0;
        QTest::newRow("numbered variables") << "X3 - X0" << 5.0;
        QTest::newRow("quoted names") << "`peak power (W)` + `log`" << 8.0;
        QTest::newRow("a column named like a function") << "log + abs(-4)" << 7.0;
        QTest::newRow("exponents") << "1.5e2 + .5" << 150.5;
        QTest::newRow("blanks") << "  sqrt ( 16 )\n" << 4.0;
        QTest::newRow("short names of gplearn") << "sig(0) + inv(2)" << 1.0;
    }

    void readsAFormula()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const Result<Expression> expression = parseExpression(text.toStdString(), Names);
        QVERIFY2(expression.hasValue(), expression ? "" : expression.error().message.c_str());
        const std::array row = {2.0, 3.0, 5.0, 7.0};
        QCOMPARE(evaluateRow(*expression, row.data()), value);
    }

    void saysWhereAFormulaGoesWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("reason");
        QTest::newRow("nothing") << ""
                                 << "character 1:"
                                 << "a number, a variable";
        QTest::newRow("unknown variable") << "1 + gpu"
                                          << "character 5:"
                                          << "no variable \"gpu\"";
        QTest::newRow("a number too high") << "X4"
                                           << "character 1:"
                                           << "no variable";
        QTest::newRow("unknown function") << "2 * erf(x)"
                                          << "character 5:"
                                          << "no function \"erf\"";
        QTest::newRow("too few arguments") << "add(x)"
                                           << "character 1:"
                                           << "two arguments";
        QTest::newRow("too many arguments") << "sin(x, x)"
                                            << "character 1:"
                                            << "one argument";
        QTest::newRow("open parenthesis") << "(x + 1"
                                          << "character 7:"
                                          << "\")\"";
        QTest::newRow("trailing text") << "x 1"
                                       << "character 3:"
                                       << "an operator";
        QTest::newRow("missing operand") << "x +"
                                         << "character 4:"
                                         << "a number, a variable";
        QTest::newRow("open backtick") << "1 + `peak"
                                       << "character 5:"
                                       << "closing backtick";
        QTest::newRow("overflow") << "1e999"
                                  << "character 1:"
                                  << "a double can hold";
        QTest::newRow("a foreign letter") << "x + é"
                                          << "character 5:"
                                          << "a number, a variable";
        QTest::newRow("a comma") << "x, 1"
                                 << "character 2:"
                                 << "an operator";
        QTest::newRow("deep nesting") << QString(201, '(') + "x"
                                      << "character 201:"
                                      << "deeper than 200";
        QTest::newRow("very deep nesting") << QString(1000000, '(') << "character 201:"
                                           << "deeper than 200";
    }

    void saysWhereAFormulaGoesWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        QFETCH(QString, reason);
        const Result<Expression> expression = parseExpression(text.toStdString(), Names);
        QVERIFY(!expression);
        QCOMPARE(expression.error().kind, ErrorKind::Format);
        const QString message = QString::fromStdString(expression.error().message);
        QVERIFY2(message.contains(place) && message.contains(reason), qPrintable(message));
    }

    void takesALongChainOfSigns()
    {
        const Result<Expression> expression = parseExpression(std::string(100000, '-') + "x", Names);
        QVERIFY(expression.hasValue());
        QCOMPARE(expression->length(), std::size_t{100001});
    }
};

QTEST_GUILESS_MAIN(ParseTest)
#include "tst_parse.moc"
