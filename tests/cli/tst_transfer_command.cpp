// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"

#include <QJsonArray>
#include <QTest>

using namespace wattline::test;

class TransferCommandTest : public QObject {
    Q_OBJECT

    static CliRun asked(const QStringList& arguments)
    {
        QStringList all = {"transfer", WATTLINE_SAMPLE_DATA "/tasks.csv", "--target", "peak_power_w"};
        if (!arguments.contains(QStringLiteral("--method")))
            all += {"--method", "linear"};
        return runCli(all + arguments);
    }

private slots:
    void printsEveryPairOfFamilies()
    {
        const CliRun run = asked({"--by", "family", "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject json = run.json();
        const qsizetype groups = json["groups"].toArray().size();
        QCOMPARE(groups, 5);
        const QJsonArray pairs = json["pairs"].toArray();
        QCOMPARE(pairs.size(), groups * groups);
        const QJsonObject own = pairs[0].toObject();
        QVERIFY(own["own"].toBool());
        QCOMPARE(own["rows"].toInt(), json["groups"].toArray()[0].toObject()["test_rows"].toInt());
        for (const char* key : {"mse", "rmse", "mae", "mre"})
            QVERIFY(own[key].toObject()["mean"].isDouble());
    }

    void marksRowsOutsideTheTrainingBox()
    {
        const CliRun run = asked({"--by", "model"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains(" **"));
        QVERIFY(run.output.contains("MSE (W²)") && run.output.contains("RMSE (W)"));
        QVERIFY(run.output.contains("sample standard deviation over 5 splits"));
        QVERIFY(run.output.contains("outside the training rows' box"));
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("no column") << QStringList{"--by", "rack"} << 1 << QByteArray("\"rack\"");
        QTest::newRow("one group") << QStringList{"--by", "gpu_name"} << 1 << QByteArray("there is one");
        QTest::newRow("too many") << QStringList{"--by", "run"} << 1 << QByteArray("compares 50 at most");
        QTest::newRow("no --by") << QStringList{} << 2 << QByteArray("--by");
        QTest::newRow("method") << QStringList{"--by", "model", "--method", "forest"} << 1 << QByteArray("\"forest\"");
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

QTEST_GUILESS_MAIN(TransferCommandTest)
#include "tst_transfer_command.moc"
