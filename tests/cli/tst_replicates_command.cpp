// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace wattline;
using wattline::test::CliRun;
using wattline::test::runCli;

class ReplicatesCommandTest : public QObject {
    Q_OBJECT

private:
    test::TestFolder m_folder;

    /// A recording of two GPUs, the second 20 W above the first; replicates idle for different times before the wave.
    QString fileOf(const std::string& name, int idleSamples, double watts)
    {
        test::SquareWave wave;
        wave.idleSamples = idleSamples;
        wave.cycles = 4;
        PowerSeries first = wave.series();
        for (float& power : first.powerWatts)
            power += static_cast<float>(watts);
        PowerSeries second = first;
        for (float& power : second.powerWatts)
            power += 20.0F;
        return QString::fromStdString(m_folder.write(name, test::recordingOf({first, second})).string());
    }

    QStringList threeFiles() { return {fileOf("a.csv", 30, -3.0), fileOf("b.csv", 50, 0.0), fileOf("c.csv", 40, 3.0)}; }

private slots:
    void averagesTheMeanOverTheGpusAsJson()
    {
        const CliRun run = runCli(QStringList{"replicates", "--json"} + threeFiles());
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject json = run.json();
        QCOMPARE(json["replicates"].toArray().size(), 3);
        const QJsonObject second = json["replicates"].toArray()[1].toObject();
        for (const char* key : {"name", "zero_s", "mean_w", "energy_j", "distance_w"})
            QVERIFY2(second.contains(key), key);
        QVERIFY(std::abs(second["zero_s"].toDouble() - 4.95) < 0.05);
        QVERIFY(std::abs(json["step_s"].toDouble() - 0.1) < 1e-6);
        QVERIFY(std::abs(json["mean_w"].toObject()["std"].toDouble() - 3.0) < 0.1);
        for (const char* key : {"range_w", "range", "slope_w", "slope_p"})
            QVERIFY2(json["drift"].toObject().contains(key), key);
        QVERIFY(std::abs(json["drift"].toObject()["slope_w"].toDouble() - 3.0) < 0.1);
        const QJsonObject curve = json["curve"].toObject();
        QCOMPARE(curve["time_s"].toArray().size(), curve["mean_w"].toArray().size());
        QCOMPARE(curve["std_w"].toArray().size(), curve["count"].toArray().size());
        const int inPeak = static_cast<int>(std::lround(-json["begin_s"].toDouble() / 0.1)) + 50;
        QVERIFY(std::abs(curve["mean_w"].toArray()[inPeak].toDouble() - 310.0) < 0.1);
        QVERIFY(std::abs(curve["std_w"].toArray()[inPeak].toDouble() - 3.0) < 0.1);
    }

    void takesOneGpuWhereAskedTo()
    {
        const CliRun run = runCli(QStringList{"replicates", "--json", "--gpu", "1"} + threeFiles());
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.json()["mean_w"].toObject()["mean"].toDouble() > 20.0);
        const CliRun all = runCli(QStringList{"replicates", "--json"} + threeFiles());
        QVERIFY(std::abs(run.json()["mean_w"].toObject()["mean"].toDouble() -
                         all.json()["mean_w"].toObject()["mean"].toDouble() - 10.0) < 0.1);
        const CliRun none = runCli(QStringList{"replicates", "--gpu", "7"} + threeFiles());
        QCOMPARE(none.exitCode, 1);
        QVERIFY(none.errors.contains("there is no GPU \"7\""));
    }

    void alignsAtTheBeginningWhereAskedTo()
    {
        const CliRun run =
            runCli(QStringList{"replicates", "--json", "--align", "begin", "--step", "0.5"} + threeFiles());
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json()["begin_s"].toDouble(), 0.0);
        QCOMPARE(run.json()["step_s"].toDouble(), 0.5);
        QCOMPARE(run.json()["replicates"].toArray()[2].toObject()["zero_s"].toDouble(), 0.0);
    }

    void printsATableAndWarnsBelowThree()
    {
        const CliRun run = runCli({"replicates", fileOf("a.csv", 30, 0.0), fileOf("b.csv", 40, 0.0)});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.startsWith("2 replicates"));
        QVERIFY(run.output.contains("energy/J"));
        QVERIFY(run.errors.contains("Only two replicates"));
    }

    void oneRecordingIsNoAverage()
    {
        const CliRun run = runCli({"replicates", fileOf("a.csv", 30, 0.0)});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.errors.contains("needs two recordings"));
        QCOMPARE(runCli({"replicates"}).exitCode, 2);
        QCOMPARE(runCli({"replicates", "--align", "end", "a.csv"}).exitCode, 2);
    }

    void aFileThatCannotBeReadEndsTheAverage()
    {
        const CliRun run = runCli(QStringList{"replicates", "absent.csv"} + threeFiles());
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.output.isEmpty());
        QVERIFY(run.errors.contains("absent.csv"));
    }

    void writesTheCurveAsARecordingThatCanBeReadAgain()
    {
        const QString curve = QString::fromStdString(m_folder.path("curve.csv").string());
        QCOMPARE(runCli(QStringList{"replicates", "--curve", curve} + threeFiles()).exitCode, 0);
        QFile file(curve);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine(), QByteArray("time_s,power_w,std_w,count\n"));
        const CliRun run = runCli({"inspect", "--json", curve});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject gpu = run.json()["files"].toArray()[0].toObject()["gpus"].toArray()[0].toObject();
        QVERIFY(std::abs(gpu["max_w"].toDouble() - 310.0) < 0.1);
    }
};

QTEST_GUILESS_MAIN(ReplicatesCommandTest)
#include "tst_replicates_command.moc"
