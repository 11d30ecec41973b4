// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"

#include <QJsonArray>
#include <QTest>

using namespace wattline::test;

class ImportanceCommandTest : public QObject {
    Q_OBJECT

    static CliRun asked(const QStringList& arguments)
    {
        return runCli(QStringList{"importance", WATTLINE_TEST_DATA "/data/synthetic459.csv", "--target", "peak_power"} +
                      arguments);
    }

private slots:
    void printsBothViewsOfAMethod()
    {
        const CliRun run = asked({"--method", "linear", "--splits", "2", "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject json = run.json();
        QCOMPARE(json["splits"].toInt(), 2);
        QCOMPARE(json["shuffles"].toInt(), 30);
        QCOMPARE(json["rows"].toObject()["test"].toInt(), 46);
        const QJsonArray features = json["features"].toArray();
        QCOMPARE(features.size(), 6);
        double shares = 0.0;
        for (const QJsonValue& feature : features) {
            shares += feature["mse_share"].toDouble();
            QVERIFY(feature["mse_change"].toObject()["std"].isDouble());
            QVERIFY(feature["mre_change"].toObject()["mean"].isDouble());
            QVERIFY(feature["elasticity"].toObject()["up"].toObject()["change"].isObject());
        }
        QVERIFY(qAbs(shares - 1.0) < 1e-12);
        QVERIFY(features[0].toObject()["mse_share"].toDouble() >= features[1].toObject()["mse_share"].toDouble());
    }

    void asksAFormulaAsItIs()
    {
        const CliRun run = asked({"--formula", "40 + 2 * batch_size", "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject first = run.json()["features"].toArray()[0].toObject();
        QCOMPARE(first["name"].toString(), QString("batch_size"));
        QCOMPARE(first["mse_share"].toDouble(), 1.0);
        QVERIFY(first["elasticity"].toObject()["stepped"].toBool());
    }

    void movesByATenthWhatIsNotDiscrete()
    {
        const CliRun run = asked({"--formula", "2 * batch_size", "--discrete", "image_size , num_workers", "--json"});
        const QJsonObject elasticity = run.json()["features"].toArray()[0].toObject()["elasticity"].toObject();
        QVERIFY(!elasticity["stepped"].toBool());
        QVERIFY(qAbs(elasticity["up"].toObject()["change"].toObject()["mean"].toDouble() - 0.1) < 1e-12);
    }

    void printsTablesForPeople()
    {
        const CliRun run = asked({"--method", "linear"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("MRE growth (percentage points)"));
        QVERIFY(run.output.contains("MSE growth")); // a column of this name bears no unit
        QVERIFY(run.output.contains("over 30 shuffles"));
        QVERIFY(run.output.contains("share of MSE (%)"));
        QVERIFY(run.output.contains("prediction changes (%)"));
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("unknown method") << QStringList{"--method", "forest"} << 1 << QByteArray("\"forest\"");
        QTest::newRow("a failing method") << QStringList{"--method", "tdp"} << 1 << QByteArray("TDP");
        QTest::newRow("a bad formula") << QStringList{"--formula", "batch_size +"} << 1 << QByteArray("^");
        QTest::newRow("both") << QStringList{"--method", "linear", "--formula", "1"} << 2 << QByteArray("excludes");
        QTest::newRow("no shuffles") << QStringList{"--shuffles", "0"} << 2 << QByteArray("shuffles");
    }
    void refusesWithOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, named);
        const CliRun run = asked(arguments);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY2(run.errors.contains(named), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }
};

QTEST_GUILESS_MAIN(ImportanceCommandTest)
#include "tst_importance_command.moc"
