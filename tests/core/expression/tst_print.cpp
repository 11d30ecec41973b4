// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"

#include <QTest>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"batch_size", "log", "tricky `name`", "lambda"};

Expression formula(const std::string& text)
{
    const Result<Expression> parsed = parseExpression(text, Names);
    return parsed ? *parsed : Expression();
}

} // namespace

class PrintTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheTreeWithFewParentheses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"batch_size + 1 + 2",
                                 "batch_size + (1 + 2)",
                                 "1 - (batch_size - 2)",
                                 "(1 + batch_size) * 2",
                                 "1 * 2 * batch_size",
                                 "1 * (2 * batch_size)",
                                 "neg(0.5)",
                                 "batch_size - -0.5",
                                 "neg(batch_size) * 2",
                                 "pdiv(1, batch_size) + `log`",
                                 "psqrt(plog(`tricky ``name```))",
                                 "1 / batch_size / 2",
                                 "1 / (batch_size * 2)",
                                 "batch_size ^ 2",
                                 "pow(batch_size, 2)",
                                 "(-2) ^ batch_size",
                                 "neg(2 ^ batch_size)",
                                 "batch_size ^ -0.5",
                                 "(batch_size ^ 3) ^ 4",
                                 "2 * batch_size ^ 3"})
            QTest::newRow(text) << text;
    }

    void keepsTheTreeWithFewParentheses()
    {
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(toText(formula(text.toStdString()), Names)), text);
    }

    void isReadBackAsTheSameTree()
    {
        RandomStream random(8);
        for (int i = 0; i < 20000; ++i) {
            const Expression expression = test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 4);
            QVERIFY(formula(toText(expression, Names)) == expression);
        }
    }

    void gplearnsFormIsReadBackInGplearnsNames()
    {
        RandomStream random(9);
        for (int i = 0; i < 2000; ++i) {
            const Expression expression =
                test::randomExpression(random, {PaperFunctions.begin(), PaperFunctions.end()}, 4);
            const Result<Expression> read = parseExpression(toPrefix(expression, Names), Names, FunctionNames::Gplearn);
            QVERIFY(read && *read == expression);
        }
    }

    void printsGplearnsPrefixForm()
    {
        QCOMPARE(toPrefix(formula("X0 + 0.5 * X3"), {}), std::string("add(X0, mul(0.5, X3))"));
    }

    void printsMathematics_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("latex");
        QTest::newRow("fraction") << "div(batch_size, 1 + 2)"
                                  << R"(\frac{\mathrm{batch\_size}}{1 + 2})";
        const auto row = [](const char* name, const char* text, const char* latex) {
            QTest::newRow(name) << text << latex;
        };
        row("protected root", "psqrt(X0)", R"(\sqrt{\left|\mathrm{batch\_size}\right|})");
        row("root", "sqrt(X0)", R"(\sqrt{\mathrm{batch\_size}})");
        row("power", "(`log` + 1) ^ 0.5", R"((\mathrm{log} + 1)^{0.5})");
        row("power of a fraction", "(1 / `log`) ^ 2", R"(\left(\frac{1}{\mathrm{log}}\right)^{2})");
        row("power of a power", "(`log` ^ 3) ^ 4", R"(\left(\mathrm{log}^{3}\right)^{4})");
        row("power of a function", "sin(`log`) ^ 2", R"(\left(\sin\left(\mathrm{log}\right)\right)^{2})");
        row("power below zero", "(-2) ^ `log`", R"((-2)^{\mathrm{log}})");
        row("exponential", "exp(neg(`log`) / 2)", R"(e^{\frac{-\mathrm{log}}{2}})");
        row("digits", "3.14159265 * 2", R"(3.142 \cdot 2)");
        row("exponent", "1.5e-12 + 2", R"(1.5 \cdot 10^{-12} + 2)");
        row("power of an exponent", "1.5e-12 ^ 2", R"(\left(1.5 \cdot 10^{-12}\right)^{2})");
        row("minus", "1 - neg(2)", R"(1 - (-2))");
        row("negative number", "1 - -2", R"(1 - (-2))");
        row("negative factor", "-2 * `log`", R"(-2 \cdot \mathrm{log})");
        row("negative second factor", "`log` * -2", R"(\mathrm{log} \cdot (-2))");
        row("brackets that mathematics does not need", "1 + (`log` + 2) + 2 * (3 * `log`)",
            R"(1 + \mathrm{log} + 2 + 2 \cdot 3 \cdot \mathrm{log})");
        row("brackets that it needs", "1 - (`log` - 2) * (3 + `log`)",
            R"(1 - (\mathrm{log} - 2) \cdot (3 + \mathrm{log}))");
        row("a sign of a sum", "neg(`log` + 1)", R"(-(\mathrm{log} + 1))");
        row("function", "sin(tanh(1))", R"(\sin\left(\tanh\left(1\right)\right))");
        row("sigmoid", "sigmoid(1)", R"(\sigma\left(1\right) \quad\text{where}\quad \sigma(a) = \frac{1}{1 + e^{-a}})");
        row("protected division", "pdiv(1, `log`)",
            R"(\operatorname{pdiv}\left(1, \mathrm{log}\right) \quad\text{where}\quad \operatorname{pdiv}(a, b) = )"
            R"(\begin{cases} a / b & |b| > 0.001 \\ 1 & \text{otherwise} \end{cases})");
    }

    void printsMathematics()
    {
        QFETCH(QString, text);
        QFETCH(QString, latex);
        QCOMPARE(QString::fromStdString(toLatex(formula(text.toStdString()), Names)), latex);
    }
};

QTEST_GUILESS_MAIN(PrintTest)
#include "tst_print.moc"
