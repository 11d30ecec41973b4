// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace wattline::test;

class CompareCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const QString m_synthetic = WATTLINE_TEST_DATA "/data/synthetic459.csv";

    QString written(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }

    CliRun compared(const QStringList& arguments) const
    {
        return runCli(QStringList{"compare", m_synthetic, "--target", "peak_power"} + arguments);
    }

private slots:
    void printsEveryMethodOnTheSameSplits()
    {
        const CliRun run = compared({"--methods", "linear,ridge", "--repeats", "3", "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject json = run.json();
        QCOMPARE(json["repeats"].toInt(), 3);
        QCOMPARE(json["baseline"].toString(), QString("linear"));
        QCOMPARE(json["rows"].toObject()["train"].toInt(), 367);
        QCOMPARE(json["splits"].toArray().size(), 3);
        const QJsonArray methods = json["methods"].toArray();
        QCOMPARE(methods.size(), 2);
        for (const char* key : {"mse", "mre", "rmse", "mae", "r2"}) {
            QVERIFY(methods[1].toObject()[key].toObject()["mean"].isDouble());
            QVERIFY(methods[1].toObject()[key].toObject()["std"].isDouble());
        }
        QVERIFY(methods[0].toObject()["p_value"].isNull());
        QVERIFY(methods[1].toObject()["p_value"].isDouble());
        QVERIFY(methods[1].toObject()["difference"].isDouble());
        QVERIFY(methods[1].toObject()["settings"].toString().startsWith("alpha "));
        QCOMPARE(methods[1].toObject()["size"].toInt(), 7);
    }

    // Linear regression of scikit-learn 1.2.1 on the split of seed 42.
    void equalsScikitLearnOnItsSplit()
    {
        const CliRun run = compared({"--methods", "linear", "--repeats", "1", "--json"});
        QCOMPARE(run.exitCode, 0);
        const double mse =
            run.json()["splits"].toArray()[0].toObject()["methods"].toArray()[0].toObject()["mse"].toDouble();
        QVERIFY2(std::abs(mse - 6332.404994157505) < 1e-8 * mse, qPrintable(QString::number(mse, 'g', 17)));
    }

    void printsTheSameForAnyNumberOfThreads()
    {
        const QStringList arguments = {"--methods", "lasso,linear", "--repeats", "4", "--json"};
        const QJsonArray alone = compared(arguments + QStringList{"--threads", "1"}).json()["methods"].toArray();
        const QJsonArray together = compared(arguments + QStringList{"--threads", "4"}).json()["methods"].toArray();
        QCOMPARE(alone.size(), 2);
        for (int method = 0; method < 2; ++method)
            QCOMPARE(alone[method].toObject()["mse"], together[method].toObject()["mse"]);
    }

    void takesFixedTestRows()
    {
        const QString rows = written("rows.txt", "0 1 2 3\n10,11,12\n");
        const CliRun run = compared({"--methods", "linear", "--test-rows", rows, "--json"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json()["repeats"].toInt(), 2);
        QCOMPARE(run.json()["rows"].toObject()["test"].toInt(), 4);
    }

    void keepsTheLineOfAMethodThatFails()
    {
        const CliRun run = compared({"--methods", "linear,tdp", "--repeats", "2", "--json"});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.errors.contains("tdp_w"));
        const QJsonArray methods = run.json()["methods"].toArray();
        QCOMPARE(methods.size(), 2);
        QVERIFY(methods[1].toObject()["failure"].toString().contains("TDP"));
        QVERIFY(!methods[1].toObject().contains("mse"));
    }

    void holdsOutWholeGroups()
    {
        const CliRun run =
            compared({"--methods", "linear", "--repeats", "3", "--split", "grouped:batch_size", "--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QCOMPARE(run.json()["split"].toObject()["rule"].toString(), QString("grouped"));
        QCOMPARE(run.json()["split"].toObject()["column"].toString(), QString("batch_size"));
    }

    void saysHowOftenASplitTookAFeature()
    {
        const CliRun run = compared({"--methods", "linear", "--repeats", "4", "--select", "pearson:0.4", "--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject selection = run.json()["selection"].toObject();
        QCOMPARE(selection["rows"].toString(), QString("training"));
        QCOMPARE(selection["threshold"].toDouble(), 0.4);
        int taken = 0;
        for (const QJsonValue feature : selection["features"].toArray())
            taken += feature.toObject()["splits"].toInt();
        QVERIFY(taken >= 4 && taken < 4 * 6);
    }

    void aGivenFormulaJoinsTheTable()
    {
        const CliRun run =
            compared({"--methods", "linear", "--repeats", "3", "--formula", "100 + batch_size", "--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject formula = run.json()["methods"].toArray().last().toObject();
        QCOMPARE(formula["name"].toString(), QString("formula"));
        QCOMPARE(formula["description"].toString(), QString("100 + batch_size"));
        QCOMPARE(formula["difference_interval"].toArray().size(), 2);
        QVERIFY(formula["verdict"].isString());
        QVERIFY(formula["wilcoxon_p"].isDouble());
        QVERIFY(formula["seen_share"].isNull());
    }

    void printsTheTableInTheFormatAskedFor()
    {
        const QStringList few = {"--methods", "linear,ridge", "--repeats", "2"};
        const CliRun csv = compared(few + QStringList{"--format", "csv"});
        QVERIFY2(csv.exitCode == 0, csv.errors.constData());
        QVERIFY(csv.output.startsWith("method,MRE (%),MRE (%) (std),MSE,MSE (std),"));
        QCOMPARE(csv.output.count('\n'), 3);
        const CliRun latex = compared(few + QStringList{"--format", "latex"});
        QVERIFY(latex.output.contains("\\toprule") && latex.output.contains(" \\pm "));
        const CliRun markdown = compared(few + QStringList{"--format", "markdown"});
        QVERIFY(markdown.output.startsWith("| method | MRE (%) |"));
        QCOMPARE(compared(few + QStringList{"--format", "json"}).json()["repeats"].toInt(), 2);
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("unknown method") << QStringList{"--methods", "forest"} << 1 << QByteArray("\"forest\"");
        QTest::newRow("unknown baseline") << QStringList{"--baseline", "x"} << 1 << QByteArray("\"x\"");
        QTest::newRow("no repeats") << QStringList{"--repeats", "0"} << 2 << QByteArray("repeats");
        QTest::newRow("unknown effort") << QStringList{"--effort", "much"} << 2 << QByteArray("effort");
        QTest::newRow("unknown split") << QStringList{"--split", "by model"} << 2 << QByteArray("stratified:COLUMN");
        QTest::newRow("split by no column") << QStringList{"--split", "grouped:"} << 2 << QByteArray("grouped:COLUMN");
        QTest::newRow("split by an absent column")
            << QStringList{"--split", "grouped:family"} << 1 << QByteArray("no column \"family\"");
        QTest::newRow("split by single rows")
            << QStringList{"--split", "stratified:peak_power"} << 1 << QByteArray("occurs once");
        QTest::newRow("unknown selection") << QStringList{"--select", "best"} << 2 << QByteArray("pearson and union");
        QTest::newRow("threshold that is no number")
            << QStringList{"--select", "union:nan"} << 2 << QByteArray("THRESHOLD");
        QTest::newRow("two formats") << QStringList{"--json", "--format", "csv"} << 2 << QByteArray("--format");
        QTest::newRow("unknown format") << QStringList{"--format", "xml"} << 2 << QByteArray("--format");
        QTest::newRow("formula with a mistake") << QStringList{"--formula", "100 + batch"} << 1 << QByteArray("batch");
        QTest::newRow("negligible share beyond 1") << QStringList{"--negligible", "2"} << 2 << QByteArray("negligible");
        QTest::newRow("no file of rows") << QStringList{"--test-rows", "/none"} << 1 << QByteArray("/none");
    }
    void refusesWithOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, named);
        const CliRun run = compared(arguments);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY2(run.errors.contains(named), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }
};

QTEST_GUILESS_MAIN(CompareCommandTest)
#include "tst_compare.moc"
