// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace wattline::test;

class EffectsCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    QString csv(const std::string& name, const std::string& text)
    {
        m_folder.write(name, text);
        return QString::fromStdString(m_folder.path(name).string());
    }

    QString optimizers()
    {
        return csv("optimizers.csv", "batch_size,optimizer,peak_power_w,peak_duration_s\n"
                                     "32,SGD,100,5\n32,Adam,110,6\n64,SGD,200,7\n64,Adam,214,9\n128,SGD,300,1\n");
    }

private slots:
    void printsLevelsSizesAndMatchedRows()
    {
        const CliRun run = runCli({"effects", optimizers(), "--factor", "optimizer", "--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject json = run.json();
        QCOMPARE(json["target"].toString(), QString("peak_power_w"));
        const QJsonArray levels = json["levels"].toArray();
        QCOMPARE(levels.size(), 2);
        QCOMPARE(levels[0].toObject()["name"].toString(), QString("Adam"));
        QCOMPARE(levels[0].toObject()["outcomes"].toObject()["peak_duration_s"].toObject()["mean"].toDouble(), 7.5);
        QCOMPARE(levels[1].toObject()["rows"].toInt(), 3);
        QCOMPARE(json["matched"].toObject()["rows"].toInt(), 4);
        QCOMPARE(levels[0].toObject()["matched_mean"].toDouble() - levels[1].toObject()["matched_mean"].toDouble(),
                 12.0);
        QCOMPARE(json["others"].toArray().at(0).toObject()["name"].toString(), QString("batch_size"));
        QVERIFY(json["effect"].toObject()["omega_squared"].isDouble());
    }

    void tellsIntoHowManyPartsTheLevelsFall()
    {
        const CliRun one = runCli({"effects", optimizers(), "--factor", "optimizer", "--json"});
        QCOMPARE(one.json()["matched"].toObject()["parts"].toInt(), 1);
        const QString apart = csv("apart.csv", "batch_size,optimizer,peak_power_w\n"
                                               "32,SGD,100\n32,Adam,110\n64,Lion,200\n64,RMSprop,214\n");
        const CliRun two = runCli({"effects", apart, "--factor", "optimizer", "--json"});
        QVERIFY2(two.exitCode == 0, two.errors.constData());
        QCOMPARE(two.json()["matched"].toObject()["parts"].toInt(), 2);
        QVERIFY(two.json()["matched"].toObject()["spread"].isNull());
    }

    void theTextSaysHowManyRowsWereMatched()
    {
        const CliRun run = runCli({"effects", optimizers(), "--factor", "optimizer"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.output.contains("Among the 4 rows of 2 configurations that agree in batch_size"),
                 run.output.constData());
        QVERIFY(run.output.contains("omega2"));
    }

    void anotherTargetAndRowsMayBeChosen()
    {
        const CliRun run = runCli({"effects", optimizers(), "--factor", "optimizer", "--target", "peak_duration_s",
                                   "--where", "batch_size=64", "--json"});
        QVERIFY2(run.exitCode == 1, "two rows are too few");
        QVERIFY2(run.errors.contains("2 rows with a peak_duration_s"), run.errors.constData());
    }

    void refusesWhatCannotBeCompared_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("empty") << QByteArray() << QByteArray("is empty");
        QTest::newRow("no factor") << QByteArray("a,peak_power_w\n1,2\n2,3\n") << QByteArray("has no column \"f\"");
        QTest::newRow("no power") << QByteArray("f,a\n1,2\n2,3\n") << QByteArray("name a column with --target");
        QTest::newRow("one level") << QByteArray("f,peak_power_w\n1,2\n1,3\n")
                                   << QByteArray("every row has the same f");
        QTest::newRow("text") << QByteArray("f,peak_power_w\n1,2\n2,x\n") << QByteArray("holds text");
    }
    void refusesWhatCannotBeCompared()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        const CliRun run = runCli({"effects", csv("bad.csv", text.toStdString()), "--factor", "f"});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(message), run.errors.constData());
    }
};

QTEST_GUILESS_MAIN(EffectsCommandTest)
#include "tst_effects_command.moc"
