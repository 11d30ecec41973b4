// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline::test;

class StudyCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static CliRun asked(const QStringList& arguments)
    {
        return runCli(QStringList{"study", WATTLINE_TEST_DATA "/data/synthetic459.csv", "--target", "peak_power",
                                  "--populations", "50,100", "--generations", "2,4", "--repeats", "2"} +
                      arguments);
    }

private slots:
    void runsTheGridAndMarksThePlateau()
    {
        const CliRun run = asked({"--crossovers", ".6,.8", "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject json = run.json();
        QCOMPARE(json["mode"].toString(), QString("strict"));
        QCOMPARE(json["error"].toString(), QString("mre"));
        QCOMPARE(json["points"].toArray().size(), 8);
        QVERIFY(json["best"].isObject());
        QVERIFY(json.contains("plateau"));
        QVERIFY(json["points"].toArray()[0].toObject()["seconds"].toObject()["mean"].toDouble() > 0.0);
    }

    void goesOnFromItsResults()
    {
        const QString results = m_folder.filePath("study.jsonl");
        QCOMPARE(asked({"--mode", "modern", "--results", results}).exitCode, 0);
        const CliRun again = asked({"--mode", "modern", "--results", results, "--json"});
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.json()["resumed_runs"].toInt(), 4);
        QVERIFY(again.json()["points"].toArray()[0].toObject()["crossover"].isNull());
        const CliRun other = asked({"--mode", "modern", "--results", results, "--seed", "7"});
        QCOMPARE(other.exitCode, 1);
        QVERIFY2(other.errors.contains("another study (another seed)"), other.errors.constData());
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("crossovers of modern mode")
            << QStringList{"--mode", "modern", "--crossovers", ".7"} << 2 << QByteArray("option of strict mode");
        QTest::newRow("mode") << QStringList{"--mode", "loose"} << 2 << QByteArray("loose");
        QTest::newRow("crossover") << QStringList{"--crossovers", "2"} << 1 << QByteArray("share from 0 to 1");
        QTest::newRow("folder") << QStringList{"--results", "/none/at/all"} << 1 << QByteArray("/none/at/all");
        QTest::newRow("a data set as results") << QStringList{"--results", WATTLINE_TEST_DATA "/data/synthetic459.csv"}
                                               << 1 << QByteArray("synthetic459.csv:1: this is no results file");
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

QTEST_GUILESS_MAIN(StudyCommandTest)
#include "tst_study_command.moc"
