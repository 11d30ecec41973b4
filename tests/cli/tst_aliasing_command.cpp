// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/aliasing.h"
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QTest>
#include <cmath>

using namespace wattline;
using wattline::test::CliRun;
using wattline::test::runCli;

class AliasingCommandTest : public QObject {
    Q_OBJECT

private:
    test::TestFolder m_folder;

    static PowerSeries fastSeries()
    {
        test::SquareWave wave;
        wave.idleSamples = 50;
        wave.cycles = 20;
        wave.noiseWatts = 2.0;
        return wave.series();
    }

    QString fileOf(const std::string& name, const PowerSeries& series)
    {
        return QString::fromStdString(m_folder.write(name, test::recordingOf({series})).string());
    }

private slots:
    void comparesAFastAndASlowLogAsJson()
    {
        const CliRun run = runCli(
            {"aliasing", "--json", fileOf("fast.csv", fastSeries()), fileOf("slow.csv", thinned(fastSeries(), 0.5))});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject json = run.json();
        for (const char* key : {"fast", "slow", "aligned_by", "lead_s", "refresh_s", "refresh_visible",
                                "samples_per_value", "fast_repeats", "window_s", "windows", "mean_difference",
                                "max_difference", "max_at_s", "energy_difference", "limits", "verdict", "reason"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["verdict"].toString(), QString("slow is enough"));
        QCOMPARE(json["aligned_by"].toString(), QString("first rise"));
        QVERIFY(std::abs(json["slow"].toObject()["interval_s"].toDouble() - 0.5) < 1e-6);
        QVERIFY(std::abs(json["lead_s"].toDouble()) < 0.3);
        QVERIFY(json["max_difference"].toDouble() < 0.03);
    }

    void thinsOneLogOut()
    {
        const CliRun run = runCli({"aliasing", "--every", "20", "--window", "40", fileOf("fast.csv", fastSeries())});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QVERIFY(run.output.startsWith("slow is too slow\n"));
        const CliRun json = runCli({"aliasing", "--json", "--every", "0.5", fileOf("fast.csv", fastSeries())});
        QVERIFY(json.json()["slow"].toObject()["path"].isNull());
        QVERIFY(json.json()["aligned_by"].isNull());
    }

    void theLimitsDecide()
    {
        const QStringList command{"aliasing", "--json", "--every", "0.5", fileOf("fast.csv", fastSeries())};
        QCOMPARE(runCli(command).json()["verdict"].toString(), QString("slow is enough"));
        QCOMPARE(runCli(command + QStringList{"--max-limit", "0.01"}).json()["verdict"].toString(),
                 QString("slow is too slow"));
        const QJsonObject limits = runCli(command + QStringList{"--mean-limit", "0.001"}).json()["limits"].toObject();
        QCOMPARE(limits["mean"].toDouble(), 0.00001);
        QCOMPARE(limits["max"].toDouble(), 0.03);
    }

    void aLeadCanBeAskedFor()
    {
        const CliRun run = runCli({"aliasing", "--json", "--lead", "2.5", fileOf("fast.csv", fastSeries()),
                                   fileOf("slow.csv", thinned(fastSeries(), 0.5))});
        QCOMPARE(run.json()["lead_s"].toDouble(), 2.5);
        QCOMPARE(run.json()["aligned_by"].toString(), QString("lead asked for"));
    }

    void aFileOfSeveralRecordingsNeedsTheNameOfOne()
    {
        // The second log starts over at the same time.
        const std::string once = test::recordingOf({fastSeries()});
        const QString fast = QString::fromStdString(m_folder.write("twice.csv", once + once).string());
        const QString slow = fileOf("slow.csv", thinned(fastSeries(), 0.5));
        const CliRun unnamed = runCli({"aliasing", fast, slow});
        QCOMPARE(unnamed.exitCode, 1);
        QVERIFY2(unnamed.errors.contains("twice.csv#2"), unnamed.errors.constData());
        const CliRun second = runCli({"aliasing", "--json", fast + "#2", slow});
        QVERIFY2(second.exitCode == 0, second.errors.constData());
        QCOMPARE(second.json()["verdict"].toString(), QString("slow is enough"));
    }

    void wrongUsageIsExitCodeTwo()
    {
        const QString fast = fileOf("fast.csv", fastSeries());
        QCOMPARE(runCli({"aliasing"}).exitCode, 2);
        QCOMPARE(runCli({"aliasing", fast}).exitCode, 2);
        QCOMPARE(runCli({"aliasing", fast, fast, "--every", "1"}).exitCode, 2);
        QCOMPARE(runCli({"aliasing", fast, "--every", "-1"}).exitCode, 2);
    }

    void whatCannotBeComparedFails()
    {
        const QString fast = fileOf("fast.csv", fastSeries());
        const CliRun run = runCli({"aliasing", fast, fast});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.errors.contains("is not slower than"));
        QVERIFY(runCli({"aliasing", fast, "absent.csv"}).errors.contains("absent.csv"));
    }
};

QTEST_GUILESS_MAIN(AliasingCommandTest)
#include "tst_aliasing_command.moc"
