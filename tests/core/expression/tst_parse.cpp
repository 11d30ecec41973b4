// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
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
        QTest::newRow("powers with two stars") << "2 ** 3 + x**2" << 57.0;
        QTest::newRow("typographic signs") << "2 × 3 · 4 ÷ 6 − 1 – 1 ⋅ 2∗1" << 1.0;
        QTest::newRow("raised digits") << "x² + 2³" << 57.0;
        QTest::newRow("narrow blanks") << "1\u00a0+\u2009x" << 8.0;
        QTest::newRow("pi") << "2 * π - 2*pi" << 0.0;
        QTest::newRow("natural logarithm") << "ln(exp(2))" << 2.0;
        QTest::newRow("capital letters") << "SQRT(16) + POWER(2, 3) + Ln(1)" << 12.0;
        QTest::newRow("a plus sign") << "+x - +2" << 5.0;
        QTest::newRow("scientific numbers") << "1e-3 * 1E3" << 1.0;
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
        QTest::newRow("a missing star") << "2x"
                                        << "character 2:"
                                        << "write \"*\"";
        QTest::newRow("a missing star before parentheses") << "2 (x + 1)"
                                                           << "character 3:"
                                                           << "write \"*\"";
        QTest::newRow("a variable called like a function") << "x(2 + 1)"
                                                           << "character 1:"
                                                           << "write \"*\" between";
        QTest::newRow("a decimal comma") << "1,5 * x"
                                         << "character 2:"
                                         << "a point for decimals";
        QTest::newRow("a decimal comma in parentheses") << "(1,5 * x)"
                                                        << "character 3:"
                                                        << "a point for decimals";
        QTest::newRow("bars") << "1 + |x|"
                              << "character 5:"
                              << "abs( )";
        QTest::newRow("square brackets") << "2 * [x + 1]"
                                         << "character 5:"
                                         << "write ( )";
        QTest::newRow("an equation") << "x = 2"
                                     << "character 3:"
                                     << "right-hand side";
        QTest::newRow("decimal logarithm") << "log10(x)"
                                           << "character 1:"
                                           << "log(x) / log(10)";
        QTest::newRow("Euler's number") << "e ^ x"
                                        << "character 1:"
                                        << "exp(1)";
        QTest::newRow("a function without its argument") << "1 + sqrt"
                                                         << "character 5:"
                                                         << "in parentheses";
        QTest::newRow("characters, not bytes") << "π × gpu"
                                               << "character 5:"
                                               << "no variable \"gpu\"";
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

    void givesThePlaceOfAMistake()
    {
        const std::string text = "π × gpus + 1";
        const FormulaReading reading = readFormula(text, Names);
        QVERIFY(reading.mistake.has_value());
        QCOMPARE(text.substr(reading.mistake->begin, reading.mistake->length), std::string("gpus"));
        const FormulaReading unfinished = readFormula("x + ", Names);
        QCOMPARE(unfinished.mistake->begin, std::size_t{4});
        QCOMPARE(unfinished.mistake->length, std::size_t{0});
        QVERIFY(!readFormula("x + 1", Names).mistake);
    }

    void marksAMistake_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("marked");
        QTest::newRow("a word") << "1 + gpus * 2"
                                << "1 + gpus * 2\n    ^^^^";
        QTest::newRow("the end") << "1 +"
                                 << "1 +\n   ^";
        QTest::newRow("characters, not bytes") << "π × gpus"
                                               << "π × gpus\n    ^^^^";
        QTest::newRow("the line that holds it") << "1 +\n2 * gpus\n+ 3"
                                                << "2 * gpus\n    ^^^^";
        QTest::newRow("the middle of a long line")
            << QString(100, '+') + "gpus" + QString(100, ' ') + "+ 1"
            << "…" + QString(35, '+') + "gpus" + QString(31, ' ') + "…\n" + QString(36, ' ') + "^^^^";
    }

    void marksAMistake()
    {
        QFETCH(QString, text);
        QFETCH(QString, marked);
        const std::string bytes = text.toStdString();
        const FormulaReading reading = readFormula(bytes, Names);
        QVERIFY(reading.mistake.has_value());
        QCOMPARE(QString::fromStdString(markedLine(bytes, *reading.mistake)), marked);
    }

    void aColumnMayBeCalledPi()
    {
        const double value = 3.0;
        const std::vector<std::string> names = {"pi"};
        QCOMPARE(evaluateRow(*parseExpression("2 * pi", names), &value), 6.0);
    }

    void findsTheNamesOfAFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("names");
        QTest::newRow("words") << "a * log(b) + a / c2"
                               << "a|b|c2";
        QTest::newRow("numbers and pi") << "1e-3 * x + 2E5 - pi + π"
                                        << "x";
        QTest::newRow("backticks") << "`peak (W)` + `a``b` * `log`"
                                   << "peak (W)|a`b|log";
        QTest::newRow("functions apart by a blank") << "sqrt (x) + sqrt"
                                                    << "x|sqrt";
        QTest::newRow("none") << "1 + 2"
                              << "";
    }

    void findsTheNamesOfAFormula()
    {
        QFETCH(QString, text);
        QFETCH(QString, names);
        QStringList found;
        for (const std::string& name : namesIn(text.toStdString()))
            found << QString::fromStdString(name);
        QCOMPARE(found.join("|"), names);
    }

    void survivesAnyBytes()
    {
        RandomStream random(5);
        const std::string alphabet = "x12.e+-*/^(),`|[]= \xc2\xb2\xcf\x80\xe2\x88\x92sqrtlog\0\n";
        for (int i = 0; i < 50000; ++i) {
            std::string text(random.below(24), ' ');
            for (char& c : text)
                c = alphabet[random.below(alphabet.size())];
            const FormulaReading reading = readFormula(text, namesIn(text));
            if (reading.mistake) {
                QVERIFY(reading.mistake->begin + reading.mistake->length <= text.size());
                QVERIFY(!markedLine(text, *reading.mistake).empty());
            } else {
                QVERIFY(isWellFormed(reading.expression));
            }
        }
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
