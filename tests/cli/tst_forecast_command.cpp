// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recordings.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline;

namespace {

struct Outcome {
    int exitCode = -1;
    QByteArray text;
    QByteArray messages;

    QJsonObject json() const { return QJsonDocument::fromJson(text).object(); }
};

Outcome runForecast(const QStringList& arguments)
{
    QProcess process;
    process.start(WATTLINE_CLI, QStringList{"forecast"} + arguments);
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

const QStringList PaperWave = {"--valley-power", "62.23",  "--valley-duration", "6.41",
                               "--peak-power",   "291.06", "--peak-duration",   "182.58"};
const QString Recording = WATTLINE_SAMPLE_DATA "/traces/synthetic_vit_4gpu.csv";

} // namespace

class ForecastCommandTest : public QObject {
    Q_OBJECT

private slots:
    void printsTheWorkedExampleOfThePaperAsJson()
    {
        const Outcome outcome = runForecast(PaperWave + QStringList{"--epochs", "10", "--gpus", "4", "--json"});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject json = outcome.json();
        QCOMPARE(json["cycle_s"].toDouble(), 188.99);
        QCOMPARE(qRound(1000.0 * json["duty_cycle"].toDouble()), 966);
        QCOMPARE(json["run"]["duration_s"].toDouble(), 1889.9);
        QCOMPARE(qRound(1000.0 * json["day"]["energy_kwh"].toDouble()), 27197);
        QCOMPARE(qRound(1000.0 * json["day"]["co2_kg"].toDouble()), 13598);
        QCOMPARE(qRound(json["fleet"]["energy_kwh"].toDouble()), 27197);
    }

    void printsTheSameAsTextForPeople()
    {
        const Outcome outcome = runForecast(PaperWave + QStringList{"--epochs", "10", "--gpus", "4"});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.text.contains("27.197 kWh, 13.598 kg CO2"), outcome.text);
        QVERIFY2(outcome.text.contains("96.6 %"), outcome.text);
    }

    void takesServersCarbonAndTdp()
    {
        const Outcome outcome = runForecast(PaperWave + QStringList{"--epochs", "1", "--gpus", "4", "--servers", "10",
                                                                    "--carbon", "0.25", "--tdp", "250", "--json"});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject json = outcome.json();
        QCOMPARE(qRound(json["fleet"]["energy_kwh"].toDouble()), 272);
        QCOMPARE(qRound(json["fleet"]["co2_kg"].toDouble()), 68);
        QVERIFY2(outcome.messages.contains("above the TDP of 250 W"), outcome.messages);
    }

    void writesTheCornersOfTheCurve()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath("curve.csv");
        const Outcome outcome = runForecast(PaperWave + QStringList{"--epochs", "3", "--gpus", "4", "--curve", path});
        QCOMPARE(outcome.exitCode, 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 14); // a header, 12 corners, nothing after the last line break
        QCOMPARE(lines[0], QByteArray("time_s,power_w"));
        QCOMPARE(lines[2], QByteArray("182.58,291.06"));
    }

    void measuresTheWaveOfARecording()
    {
        const Outcome outcome = runForecast({"--trace", Recording, "--epochs", "20", "--json"});
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        const QJsonObject json = outcome.json();
        QCOMPARE(json["gpus"].toInt(), 4);
        QCOMPARE(json["tdp_w"].toDouble(), 400.0);
        // sample-data/synthetic_truth.csv
        QVERIFY(qAbs(json["peak_power_w"].toDouble() / 294.51 - 1.0) < 0.02);
        QVERIFY(qAbs(json["cycle_s"].toDouble() / 37.485 - 1.0) < 0.02);
    }

    void countsOnlyTheGpusThatShowTheWave()
    {
        const test::SquareWave wave;
        const PowerSeries idle = test::flatSeries(40.0, wave.samples() - 100);
        const test::TestFolder folder;
        const auto path = folder.write("mostly_idle.csv", test::recordingOf({idle, wave.series(), idle, idle}));
        const QStringList arguments = {"--trace", QString::fromStdString(path.string()), "--epochs", "20", "--json"};
        const Outcome outcome = runForecast(arguments);
        QVERIFY2(outcome.exitCode == 0, outcome.messages);
        QCOMPARE(outcome.json()["gpus"].toInt(), 1);
        QVERIFY2(outcome.messages.contains("1 of the 4 GPUs in the recording"), outcome.messages);
        QCOMPARE(runForecast(arguments + QStringList{"--gpus", "3"}).json()["gpus"].toInt(), 3);
    }

    void leavesIgnoredStretchesOutWhereNotesAreFollowed()
    {
        const test::TestFolder folder;
        const auto path = folder.write("noted.csv", test::recordingOf({test::SquareWave{}.series()}));
        folder.write("noted.csv.notes.json",
                     R"({"format":"wattline-notes","version":1,"notes":[{"kind":"ignore","begin_s":0,"end_s":1e6}]})");
        const QStringList arguments = {"--trace", QString::fromStdString(path.string()), "--epochs", "20", "--json"};
        QCOMPARE(runForecast(arguments).exitCode, 0);
        const Outcome noted = runForecast(arguments + QStringList{"--notes"});
        QCOMPARE(noted.exitCode, 1);
        QVERIFY2(noted.messages.contains("noted.csv"), noted.messages);
    }

    void saysWhyARecordingHasNoWave()
    {
        const Outcome outcome =
            runForecast({"--trace", WATTLINE_SAMPLE_DATA "/traces/synthetic_vit_1gpu.csv", "--epochs", "20"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.messages.contains("synthetic_vit_1gpu.csv: no wave"), outcome.messages);
        QVERIFY(outcome.text.isEmpty());
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("message");
        const QStringList run = {"--epochs", "10", "--gpus", "4"};
        QTest::newRow("no wave") << run << 2 << QByteArray("--peak-power");
        QTest::newRow("no GPUs") << PaperWave + QStringList{"--epochs", "10"} << 2 << QByteArray("--gpus");
        QTest::newRow("no epochs") << PaperWave + QStringList{"--gpus", "4"} << 2 << QByteArray("--epochs");
        QTest::newRow("zero epochs") << PaperWave + QStringList{"--gpus", "4", "--epochs", "0"} << 2
                                     << QByteArray("--epochs");
        QTest::newRow("numbers and a recording")
            << PaperWave + run + QStringList{"--trace", Recording} << 2 << QByteArray("excludes");
        QTest::newRow("text for a number")
            << run + QStringList{"--peak-power", "much"} << 2 << QByteArray("--peak-power");
        QTest::newRow("negative carbon") << PaperWave + run + QStringList{"--carbon", "-1"} << 1
                                         << QByteArray("carbon intensity is -1");
        QTest::newRow("power that is no number") << QStringList{"--valley-power", "nan", "--valley-duration", "6",
                                                                "--peak-power",   "300", "--peak-duration",   "60"} +
                                                        run
                                                 << 1 << QByteArray("valley power is nan");
        QTest::newRow("no such recording")
            << QStringList{"--trace", "absent.csv", "--epochs", "3"} << 1 << QByteArray("absent.csv");
        QTest::newRow("curve that cannot be written")
            << PaperWave + run + QStringList{"--curve", "/absent/curve.csv"} << 1 << QByteArray("/absent/curve.csv");
    }
    void refusesWhatCannotBe()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, message);
        const Outcome outcome = runForecast(arguments);
        QCOMPARE(outcome.exitCode, exitCode);
        QVERIFY2(outcome.messages.contains(message), outcome.messages);
        QVERIFY2(outcome.text.isEmpty(), outcome.text);
    }
};

QTEST_GUILESS_MAIN(ForecastCommandTest)
#include "tst_forecast_command.moc"
