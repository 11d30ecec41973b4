// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"

#include <QProcess>
#include <QTest>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"batch_size", "log", "tricky `name`", "lambda"};

Expression formula(const std::string& text)
{
    const Result<Expression> parsed = parseExpression(text, Names);
    return parsed ? *parsed : Expression();
}

/// The first Python that has numpy: the one in the path, else the system's own.
QString pythonWithNumpy()
{
    for (const QString& python : {QString("python3"), QString("/usr/bin/python3")}) {
        QProcess process;
        process.start(python, {"-c", "import numpy"});
        if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
            return python;
    }
    return {};
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
        QTest::newRow("protected root") << "psqrt(X0)"
                                        << R"(\sqrt{\left|\mathrm{batch\_size}\right|})";
        QTest::newRow("root") << "sqrt(X0)"
                              << R"(\sqrt{\mathrm{batch\_size}})";
        QTest::newRow("power") << "(X0 + 1) ^ 0.5"
                               << R"((\mathrm{batch\_size} + 1)^{0.5})";
        QTest::newRow("digits") << "3.14159265 * 2"
                                << R"(3.142 \cdot 2)";
        QTest::newRow("exponent") << "1.5e-12 + 2"
                                  << R"(1.5 \cdot 10^{-12} + 2)";
        QTest::newRow("minus") << "1 - neg(2)"
                               << R"(1 - (-2))";
        QTest::newRow("negative number") << "1 - -2"
                                         << R"(1 - (-2))";
        QTest::newRow("function") << "sin(sigmoid(1))"
                                  << R"(\sin\left(\sigma\left(1\right)\right))";
    }

    void printsMathematics()
    {
        QFETCH(QString, text);
        QFETCH(QString, latex);
        QCOMPARE(QString::fromStdString(toLatex(formula(text.toStdString()), Names)), latex);
    }

    void namesPythonArgumentsAsPythonAllows()
    {
        const std::string python = toPython(formula("X0 + X1 * X2 - X3"), Names);
        QVERIFY2(python.find("def formula(batch_size, log, tricky__name_, lambda_):") != std::string::npos,
                 python.c_str());
    }

    // Python itself computes the printed function; deep and wide formulas included.
    void printsPythonThatComputesTheSameValues()
    {
        const QString python = pythonWithNumpy();
        if (python.isEmpty())
            QSKIP("needs python3 with numpy");
        RandomStream random(9);
        std::vector<Expression> expressions;
        for (int i = 0; i < 200; ++i)
            expressions.push_back(test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 4));
        Expression deep{{{Op::Variable, 0}}};
        for (int i = 0; i < 500; ++i)
            deep.nodes.push_back({i % 2 == 0 ? Op::Sin : Op::ProtectedSqrt});
        expressions.push_back(deep);
        const std::array row = {1.25, -0.5, 3.0, 0.0001};
        QByteArray script;
        for (const Expression& expression : expressions) {
            script += QByteArray::fromStdString(toPython(expression, Names)) + "\nprint(float(formula(";
            for (std::size_t variable : variablesOf(expression))
                script += "np.float64(" + QByteArray::fromStdString(formatNumber(row[variable])) + "),";
            script += ")).hex())\n";
        }
        QProcess process;
        process.start(python, {"-W", "ignore", "-"});
        process.write(script);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
        QVERIFY2(lines.size() == static_cast<qsizetype>(expressions.size()) + 1, process.readAllStandardError());
        for (std::size_t i = 0; i < expressions.size(); ++i) {
            const double value = std::strtod(lines[static_cast<qsizetype>(i)].constData(), nullptr);
            const double expected = evaluateRow(expressions[i], row.data());
            const bool same = value == expected || (std::isnan(value) && std::isnan(expected)) ||
                              std::abs(value - expected) <= 1e-6 * std::abs(expected); // cosines of large numbers
            QVERIFY2(same, toText(expressions[i], Names).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(PrintTest)
#include "tst_print.moc"
