// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/evaluate.h"
#include "core/expression/names.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/excel_formula.h"
#include "tests/support/random_expression.h"
#include "tests/support/recomputed.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"batch_size", "log", "tricky \"name\"", "lambda"};
const std::array Row = {1.25, -0.5, 3.0, 0.0001};

Expression formula(const std::string& text)
{
    const Result<Expression> parsed = parseExpression(text, Names);
    return parsed ? *parsed : Expression();
}

/// Formulas of every function, a deep one, and a wide one.
std::vector<Expression> someFormulas(int count)
{
    RandomStream random(9);
    std::vector<Expression> expressions;
    for (int i = 0; i < count; ++i)
        expressions.push_back(test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 4));
    for (const char* text : {"-batch_size ^ 2", "(-2) ^ 2 - -2", "neg(neg(X0)) - neg(2)", "X0 - (X1 - X2)",
                             "X0 / (X1 / X2)", "X0 * (X1 * 0.1)", "1 / 3 * 0.1234567890123456", "sigmoid(-1000)",
                             "pdiv(X0, plog(pinv(X1 * 2) + sin(X2) * tanh(X0 + X1 + X2)))", "2 * 3", "1e-300 + 1e22"})
        expressions.push_back(formula(text));
    Expression deep{{{Op::Variable, 0}}};
    for (int i = 0; i < 500; ++i)
        deep.nodes.push_back({i % 2 == 0 ? Op::Sin : Op::ProtectedSqrt});
    expressions.push_back(deep);
    Expression guarded{{{Op::Variable, 0}}};
    for (int i = 0; i < 100; ++i)
        guarded.nodes.push_back({i % 2 == 0 ? Op::Sigmoid : Op::ProtectedLog});
    expressions.push_back(guarded);
    return expressions;
}

/// The first Python that has the module: the one in the path, else the system's own.
QString pythonWith(const QString& module)
{
    for (const QString& python : {QString("python3"), QString("/usr/bin/python3")}) {
        QProcess process;
        process.start(python, {"-c", "import " + module});
        if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
            return python;
    }
    return {};
}

/// The lines that a program prints when it is given the text.
QList<QByteArray> linesOf(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120000))
        return {};
    if (const QByteArray errors = process.readAllStandardError(); !errors.isEmpty())
        qInfo("%s", errors.right(2000).constData());
    QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
    lines.removeLast();
    return lines;
}

void compareWithTheTrees(const QList<QByteArray>& lines, const std::vector<Expression>& expressions)
{
    QCOMPARE(lines.size(), static_cast<qsizetype>(expressions.size()));
    for (std::size_t i = 0; i < expressions.size(); ++i) {
        const double value = std::strtod(lines[static_cast<qsizetype>(i)].constData(), nullptr);
        const double expected = evaluateRow(expressions[i], Row.data());
        QVERIFY2(test::isNear(value, expected), qPrintable(QString("%1 is %2, not %3")
                                                               .arg(toText(expressions[i], Names).c_str())
                                                               .arg(value, 0, 'g', 17)
                                                               .arg(expected, 0, 'g', 17)));
    }
}

/// The tree that a DOT text draws, as calls by the first lines of its labels.
QString treeOf(const QString& dot)
{
    QMap<QString, QString> labels;
    QMap<QString, QStringList> arguments;
    QString root;
    const QRegularExpression node(R"re(^\s*(n\d+) \[label="((?:[^"\\]|\\.)*)"(?:, shape=box)?\];$)re");
    const QRegularExpression edge(R"(^\s*(n\d+) -> (n\d+);$)");
    for (const QString& line : dot.split('\n')) {
        if (const auto match = node.match(line); match.hasMatch()) {
            root = match.captured(1); // the last node is the root
            labels[root] = match.captured(2).section("\\n", 0, 0).replace("\\\"", "\"").replace("\\\\", "\\");
        } else if (const auto arrow = edge.match(line); arrow.hasMatch()) {
            arguments[arrow.captured(1)] << arrow.captured(2);
        }
    }
    const std::function<QString(QString)> printed = [&](const QString& id) {
        QStringList parts;
        for (const QString& argument : arguments[id])
            parts << printed(argument);
        return parts.isEmpty() ? labels[id] : labels[id] + "(" + parts.join(", ") + ")";
    };
    return printed(root);
}

} // namespace

class NotationsTest : public QObject {
    Q_OBJECT

private slots:
    void eachHasAnIdOfItsOwn()
    {
        QSet<QString> ids;
        for (const Notation& notation : allNotations()) {
            ids.insert(QString::fromUtf8(notation.id.data(), static_cast<qsizetype>(notation.id.size())));
            QCOMPARE(notationNamed(notation.id), &notation);
            QVERIFY(!notation.title.empty() && !notation.fileExtension.empty());
        }
        QCOMPARE(ids.size(), static_cast<qsizetype>(allNotations().size()));
        QCOMPARE(notationNamed("cobol"), nullptr);
    }

    void writesFormulasOfTenThousandNodes_data()
    {
        QTest::addColumn<int>("op");
        QTest::newRow("signs") << static_cast<int>(Op::Neg);
        QTest::newRow("logarithms") << static_cast<int>(Op::ProtectedLog);
        QTest::newRow("powers") << static_cast<int>(Op::Square);
    }

    void writesFormulasOfTenThousandNodes()
    {
        QFETCH(int, op);
        Expression deep{{{Op::Variable, 0}}};
        deep.nodes.insert(deep.nodes.end(), 10000, {static_cast<Op>(op)});
        for (const Notation& notation : allNotations()) {
            const std::string text = notation.write(deep, Names);
            QVERIFY(text.find("batch") != std::string::npos);
            QVERIFY2(text.size() < 5000000, notation.id.data());
        }
    }

    // Python itself computes the printed function.
    void pythonComputesTheSameValues()
    {
        const QString python = pythonWith("numpy");
        if (python.isEmpty())
            QSKIP("needs python3 with numpy");
        const std::vector<Expression> expressions = someFormulas(200);
        QByteArray script;
        for (const Expression& expression : expressions) {
            script += QByteArray::fromStdString(toPython(expression, Names)) + "\nprint(float(formula(";
            for (std::size_t variable : variablesOf(expression))
                script += "np.float64(" + QByteArray::fromStdString(formatNumber(Row[variable])) + "),";
            script += ")).hex())\n";
        }
        compareWithTheTrees(linesOf(python, {"-W", "ignore", "-"}, script), expressions);
    }

    // So does a C compiler, without a warning.
    void cComputesTheSameValues()
    {
        const QTemporaryDir folder;
        const QString source = folder.filePath("formulas.c");
        const QString program = folder.filePath("formulas");
        const std::vector<Expression> expressions = someFormulas(120);
        QByteArray text = "#include <math.h>\n#include <stdio.h>\n";
        QByteArray calls;
        for (std::size_t i = 0; i < expressions.size(); ++i) {
            QByteArray code = QByteArray::fromStdString(toC(expressions[i], Names));
            const QByteArray number = QByteArray::number(static_cast<qulonglong>(i));
            for (const char* name : {"formula", "pdiv", "psqrt", "plog", "pinv", "sigmoid", "square"})
                code.replace(QByteArray(name) + "(", QByteArray(name) + number + "("); // all in one file
            text += code;
            calls += "    printf(\"%a\\n\", formula" + number + "(";
            QByteArray arguments;
            for (std::size_t variable : variablesOf(expressions[i]))
                arguments += (arguments.isEmpty() ? "" : ", ") + QByteArray::fromStdString(formatNumber(Row[variable]));
            calls += arguments + "));\n";
        }
        QFile file(source);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text + "int main(void)\n{\n" + calls + "    return 0;\n}\n");
        file.close();
        QProcess compiler;
        compiler.start("cc",
                       {"-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-O0", "-o", program, source, "-lm"});
        if (!compiler.waitForStarted())
            QSKIP("needs a C compiler");
        QVERIFY(compiler.waitForFinished(120000));
        QVERIFY2(compiler.exitCode() == 0, compiler.readAllStandardError().left(2000).constData());
        compareWithTheTrees(linesOf(program, {}), expressions);
    }

    // SymPy evaluates the printed expression, which speaks of the variables' own names.
    void sympyComputesTheSameValues()
    {
        const QString python = pythonWith("sympy");
        if (python.isEmpty())
            QSKIP("needs python3 with sympy");
        std::vector<Expression> expressions;
        for (const Expression& expression : someFormulas(30)) {
            if (expression.length() < 30 && !test::hasOddPart(expression, Row.data()))
                expressions.push_back(expression);
        }
        QVERIFY(expressions.size() > 20);
        QByteArray script;
        for (const Expression& expression : expressions) {
            script += QByteArray::fromStdString(toSympy(expression, Names)) + "\nprint(float(formula.subs({";
            for (std::size_t variable : variablesOf(expression)) {
                const QString name = QString::fromStdString(Names[variable]).replace("\"", "\\\"");
                script += "sp.Symbol(\"" + name.toUtf8() +
                          "\", real=True): " + QByteArray::fromStdString(formatNumber(Row[variable])) + ",";
            }
            script += "})).hex())\n";
        }
        compareWithTheTrees(linesOf(python, {"-W", "ignore", "-"}, script), expressions);
    }

    void excelComputesTheSameValues()
    {
        const std::map<std::string, double> sheet = {
            {"batch_size", Row[0]}, {"log", Row[1]}, {"tricky__name_", Row[2]}, {"lambda", Row[3]}};
        int compared = 0;
        for (const Expression& expression : someFormulas(2000)) {
            if (test::hasOddPart(expression,
                                 Row.data())) // there Excel has an error; a protected function may make a number of it
                continue;
            const std::string text = toExcel(expression, Names);
            double value = 0.0;
            try {
                value = test::ExcelFormula(sheet).value(text);
            } catch (const std::exception& error) {
                QFAIL(qPrintable(QString("%1 in %2").arg(error.what(), text.c_str())));
            }
            QVERIFY2(test::isNear(value, evaluateRow(expression, Row.data())), text.c_str());
            ++compared;
        }
        QVERIFY(compared > 800);
    }

    void excelHasAnErrorWhereThereIsNoValue()
    {
        for (const char* text : {"log(X1)", "sqrt(X1)", "1 / (X0 - 1.25)", "X1 ^ 0.5", "exp(1000)"}) {
            const std::string printed = toExcel(formula(text), {"a_", "b_"});
            QVERIFY2(std::isnan(test::ExcelFormula({{"a_", Row[0]}, {"b_", Row[1]}}).value(printed)), printed.c_str());
        }
    }

    void writesForExcelWhatExcelTakes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("excel");
        QTest::newRow("power") << "-X0 ^ 2"
                               << "=-POWER(batch_size,2)";
        QTest::newRow("protected") << "pdiv(X0, X1)"
                                   << "=IF(ABS(log)>0.001,batch_size/log,1)";
        QTest::newRow("15 digits") << "0.1234567890123456"
                                   << "=(0.123456789012346-4.00044364129E-16)";
        QTest::newRow("a long part that stands twice")
            << "plog(batch_size + batch_size + batch_size + batch_size)"
            << "=LET(step_1,batch_size+batch_size+batch_size+batch_size,IF(ABS(step_1)>0.001,LN(ABS(step_1)),0))";
    }

    void writesForExcelWhatExcelTakes()
    {
        QFETCH(QString, text);
        QFETCH(QString, excel);
        const QString printed = QString::fromStdString(toExcel(formula(text.toStdString()), Names));
        if (!text.startsWith("0.")) {
            QCOMPARE(printed, excel);
            return;
        }
        QVERIFY2(printed.startsWith("=(0.12345678901234") && printed.contains("E-1"), qPrintable(printed));
        QCOMPARE(test::ExcelFormula({}).value(printed.toStdString()), text.toDouble());
    }

    void namesThatALanguageDoesNotTakeAreChanged_data()
    {
        QTest::addColumn<QString>("notation");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("written");
        QTest::newRow("a word of Python") << "python"
                                          << "lambda"
                                          << "(lambda_)";
        QTest::newRow("a helper of ours") << "python"
                                          << "pdiv"
                                          << "(pdiv_)";
        QTest::newRow("blanks and brackets") << "python"
                                             << "peak (W)"
                                             << "(peak__W_)";
        QTest::newRow("a function of C") << "c"
                                         << "exp"
                                         << "(double exp_)";
        QTest::newRow("a digit first") << "c"
                                       << "2fast"
                                       << "(double x2fast)";
        QTest::newRow("a cell") << "excel"
                                << "A1"
                                << "=A1_";
        QTest::newRow("a column of cells") << "excel"
                                           << "xfd1048576"
                                           << "=xfd1048576_";
        QTest::newRow("row and column") << "excel"
                                        << "R1C1"
                                        << "=R1C1_";
        QTest::newRow("SymPy keeps the name itself") << "sympy"
                                                     << "peak \"P\""
                                                     << "sp.Symbol(\"peak \\\"P\\\"\"";
        QTest::newRow("DOT") << "dot"
                             << "a\"b"
                             << "label=\"`a\\\"b`\"";
        QTest::newRow("LaTeX") << "latex"
                               << "batch_size"
                               << "\\mathrm{batch\\_size}";
        QTest::newRow("LaTeX with signs") << "latex"
                                          << "P^2 ~"
                                          << "\\text{P\\textasciicircum{}2 \\textasciitilde{}}";
    }

    void namesThatALanguageDoesNotTakeAreChanged()
    {
        QFETCH(QString, notation);
        QFETCH(QString, name);
        QFETCH(QString, written);
        const Expression variable{{{Op::Variable, 0}}};
        const std::string text = notationNamed(notation.toStdString())->write(variable, {name.toStdString()});
        QVERIFY2(QString::fromStdString(text).contains(written), text.c_str());
    }

    void namesThatBecomeOneStayTwo()
    {
        const std::string python =
            toPython(Expression{{{Op::Variable, 0}, {Op::Variable, 1}, {Op::Sub}}}, {"a b", "a_b"});
        QVERIFY2(python.find("return a_b - a_b_") != std::string::npos, python.c_str());
    }

    void dotHoldsTheTree()
    {
        RandomStream random(4);
        for (int i = 0; i < 300; ++i) {
            const Expression expression =
                test::randomExpression(random, {PaperFunctions.begin(), PaperFunctions.end()}, 4);
            QString prefix = QString::fromStdString(toPrefix(expression, Names));
            const QString dot = treeOf(QString::fromStdString(toDot(expression, Names)));
            for (const auto* name : {"div", "sqrt", "inv"}) // in Wattline's own names
                prefix.replace(QRegularExpression(QString("\\b%1\\(").arg(name)), QString("p%1(").arg(name));
            prefix.replace(QRegularExpression("\\blog\\("), "plog(");
            QCOMPARE(dot, prefix);
        }
    }

    void spellsProtectedFunctionsOut()
    {
        const Expression expression = formula("pdiv(X0, X1) + plog(X2) * pinv(X3)");
        for (const Notation& notation : allNotations()) {
            const std::string text = notation.write(expression, Names);
            QVERIFY2(notation.id == "text" || text.find("0.001") != std::string::npos, text.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(NotationsTest)
#include "tst_notations.moc"
