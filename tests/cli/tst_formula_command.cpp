// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace wattline::test;

class FormulaCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    /// Thirty runs whose power is 50 W and 2 W per sample of the batch, 3 W more or less.
    QString runs() const
    {
        std::string csv = "batch,gpus,watts\n";
        for (int i = 1; i <= 30; ++i)
            csv += std::to_string(10 * i) + "," + std::to_string(i % 4 + 1) + "," +
                   std::to_string(50 + 20 * i + (i * 7 % 5 - 2) * 1.5) + "\n";
        m_folder.write("runs.csv", csv);
        return QString::fromStdString(m_folder.path("runs.csv").string());
    }

private slots:
    void describesAFormula()
    {
        const CliRun run = runCli({"formula", "2 * x + pdiv(y, x)"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QVERIFY2(run.output.startsWith("2 * x + pdiv(y, x)\n"), run.output.constData());
        QVERIFY(run.output.contains("7 nodes, depth 2; features x, y"));
        QVERIFY(run.output.contains("pdiv(a, b) is a / b where |b| > 0.001, else 1"));
    }

    void writesEachNotation_data()
    {
        QTest::addColumn<QString>("notation");
        QTest::addColumn<QString>("holds");
        QTest::newRow("text") << "text"
                              << "x ^ 2 / 3";
        QTest::newRow("latex") << "latex"
                               << R"(\frac{\mathrm{x}^{2}}{3})";
        QTest::newRow("python") << "python"
                                << "def formula(x):";
        QTest::newRow("c") << "c"
                           << "double formula(double x)";
        QTest::newRow("excel") << "excel"
                               << "=POWER(x,2)/3";
        QTest::newRow("sympy") << "sympy"
                               << "sp.Symbol(\"x\", real=True)";
        QTest::newRow("dot") << "dot"
                             << "digraph formula";
    }

    void writesEachNotation()
    {
        QFETCH(QString, notation);
        QFETCH(QString, holds);
        const CliRun run = runCli({"formula", "x² ÷ 3", "--as", notation});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QVERIFY2(run.output.contains(holds.toUtf8()), run.output.constData());
        const CliRun json = runCli({"formula", "x² ÷ 3", "--as", notation, "--json"});
        QVERIFY(json.json()[notation].toString().contains(holds));
    }

    void simplifiesWhereAsked()
    {
        QCOMPARE(runCli({"formula", "x + x - 0 * y", "--simplify", "--as", "text"}).output, QByteArray("2 * x\n"));
        const CliRun run = runCli({"formula", "x + x - 0 * y", "--simplify", "--json"});
        QCOMPARE(run.json()["length"].toInt(), 3);
        QCOMPARE(run.json()["features"].toArray().size(), 1);
    }

    void takesGplearnsNames()
    {
        const CliRun run = runCli({"formula", "div(log(X0), X1)", "--gplearn", "--as", "text"});
        QCOMPARE(run.output, QByteArray("pdiv(plog(X0), X1)\n"));
    }

    void knowsTheRangeOverADataSet()
    {
        const QJsonArray range = runCli({"formula", "batch / gpus", runs(), "--json"}).json()["range"].toArray();
        QCOMPARE(range[0].toDouble(), 2.5);
        QCOMPARE(range[1].toDouble(), 300.0);
        QVERIFY(runCli({"formula", "1 / (gpus - 2)", runs(), "--json"}).json()["range"].isNull());
        QVERIFY(runCli({"formula", "1 / (gpus - 2)", runs()}).output.contains("not bounded"));
    }

    void holdsAFormulaAgainstATarget()
    {
        const QStringList base = {"formula", "50 + 2 * batch", runs(), "--target", "watts", "--loss", "rmse"};
        const CliRun run = runCli(base + QStringList{"--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject card = run.json()["card"].toObject();
        const QJsonArray coefficients = card["coefficients"].toArray();
        QCOMPARE(coefficients.size(), 2);
        QVERIFY(coefficients[1].toObject()["low"].toDouble() < 2.0);
        QVERIFY(coefficients[1].toObject()["high"].toDouble() > 2.0);
        QVERIFY(card["metrics"].toObject()["all"].toObject()["mae"].toDouble() < 3.0);
        QCOMPARE(card["box"].toObject()["batch"].toArray()[1].toDouble(), 300.0);
        const CliRun text = runCli(base);
        QVERIFY2(text.output.contains("watts = c1 + c2 * batch"), text.output.constData());
        const CliRun unfitted = runCli({"formula", "90 + 2 * batch", runs(), "--target", "watts"});
        QVERIFY2(unfitted.output.contains("not fitted"), unfitted.output.constData());
    }

    void saysByWhichFactorAnObservationMayDiffer()
    {
        const QStringList base = {"formula", "50 + 2 * batch", runs(), "--target", "watts", "--loss", "rmsle"};
        const double quantile =
            runCli(base + QStringList{"--json"}).json()["card"].toObject()["prediction_quantile"].toDouble();
        QVERIFY(quantile > 0.0);
        const QByteArray text = runCli(base).output;
        const QByteArray words = "within a factor of ";
        const auto begin = text.indexOf(words) + words.size();
        QVERIFY2(begin >= words.size(), text.constData());
        const double factor = text.mid(begin, text.indexOf(' ', begin) - begin).toDouble();
        QVERIFY2(std::abs(factor - std::exp(quantile)) < 0.01, text.constData());
    }

    void predictsOneRowWithItsInterval()
    {
        const QStringList base = {"formula", "50 + 2 * batch", runs(), "--target", "watts",
                                  "--loss",  "rmse",           "--at", "batch=100"};
        const QJsonObject at = runCli(base + QStringList{"--json"}).json()["at"].toObject();
        QCOMPARE(at["prediction"].toDouble(), 250.0);
        QVERIFY(at["lower"].toDouble() > 245.0 && at["lower"].toDouble() < 250.0);
        QVERIFY(at["upper"].toDouble() > 250.0 && at["upper"].toDouble() < 255.0);
        QVERIFY(at["out_of_range"].toArray().isEmpty());
        const QByteArray text = runCli(base).output;
        QVERIFY2(text.contains("watts at batch 100: 250, 95 % between 24"), text.constData());
    }

    void saysThatARowIsExtrapolated()
    {
        const CliRun run = runCli({"formula", "50 + 2 * batch", runs(), "--target", "watts", "--at", "batch=512"});
        QVERIFY2(run.output.contains("Extrapolated: batch 512 is 212 above 10 to 300."), run.output.constData());
    }

    void saysWhatARowLacks_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("says");
        QTest::newRow("no number") << "batch=big,gpus=4"
                                   << "\"batch=big\" is no name and number";
        QTest::newRow("no value") << "batch=4"
                                  << "gpus has no value; give batch, gpus as NAME=NUMBER";
        QTest::newRow("unknown") << "batch=4,gpus=1,image=3"
                                 << "the formula reads no \"image\"";
        QTest::newRow("twice") << "batch=4,gpus=1,batch=3"
                               << "\"batch\" has two values";
    }

    void saysWhatARowLacks()
    {
        QFETCH(QString, at);
        QFETCH(QString, says);
        const CliRun run = runCli({"formula", "batch + gpus", runs(), "--target", "watts", "--at", at});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(QString(run.errors).contains(says), run.errors.constData());
    }

    void saysWhatIsWrong()
    {
        const CliRun mistake = runCli({"formula", "2x + 1"});
        QCOMPARE(mistake.exitCode, 1);
        QVERIFY2(mistake.errors.contains("write \"*\"") && mistake.errors.contains("\n2x + 1\n ^\n"),
                 mistake.errors.constData());
        QCOMPARE(runCli({"formula", "x", "--as", "cobol"}).exitCode, 2);
        QCOMPARE(runCli({"formula", "x", "--target", "watts"}).exitCode, 2); // of which data set?
        QCOMPARE(runCli({"formula", "batch", runs(), "--target", "joules"}).exitCode, 1);
    }
};

QTEST_GUILESS_MAIN(FormulaCommandTest)
#include "tst_formula_command.moc"
