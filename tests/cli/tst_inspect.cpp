// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using wattline::test::CliRun;
using wattline::test::runCli;

class InspectTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString fileWith(const QString& name, const QByteArray& bytes)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's own file");
        return path;
    }

    QString goodFile()
    {
        return fileWith("good.csv", "timestamp, index, power.draw [W]\n"
                                    "2023/07/08 19:28:27.0, 0, 100 W\n2023/07/08 19:28:27.0, 1, 50 W\n"
                                    "2023/07/08 19:28:28.0, 0, 200 W\n2023/07/08 19:28:28.0, 1, [N/A]\n"
                                    "2023/07/08 19:28:29.0, 0, 300 W\n2023/07/08 19:28:29.0, 1, 70 W\n");
    }

private slots:
    void tellsWhatARecordingHoldsAsJson()
    {
        const CliRun run = runCli({"inspect", "--json", goodFile()});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject file = run.json()["files"].toArray()[0].toObject();
        QCOMPARE(file["path"].toString(), goodFile());
        QCOMPARE(file["form"].toString(), QString("smi-csv"));
        QCOMPARE(file["encoding"].toString(), QString("UTF-8"));
        QCOMPARE(file["lines"].toInt(), 7);
        const QJsonObject first = file["gpus"].toArray()[0].toObject();
        for (const char* key : {"id", "name", "field", "samples", "missing", "gaps", "interval_s", "refresh_s",
                                "duration_s", "mean_w", "min_w", "max_w", "energy_j", "coverage"})
            QVERIFY2(first.contains(key), key);
        QCOMPARE(first["energy_j"].toDouble(), 400.0);
        QCOMPARE(first["duration_s"].toDouble(), 2.0);
        QCOMPARE(first["mean_w"].toDouble(), 200.0);
        QCOMPARE(file["gpus"].toArray()[1].toObject()["missing"].toInt(), 1);
        const QJsonObject issue = file["issues"].toArray()[0].toObject();
        QCOMPARE(issue["kind"].toString(), QString("not_a_number"));
        QCOMPARE(issue["line"].toInt(), 5);
        QCOMPARE(issue["count"].toInt(), 1);
    }

    void oneOfSeveralRecordingsIsNamedByItsNumber()
    {
        QByteArray text = "time_s, index, power.draw [W]\n";
        for (const int watts : {100, 300}) { // the second log starts over at the same time
            for (int i = 0; i < 100; ++i)
                text += QString("%1, 0, %2\n").arg(i).arg(watts).toLatin1();
        }
        const QString path = fileWith("night.csv", text);
        QCOMPARE(runCli({"inspect", "--json", path}).json()["files"].toArray().size(), 2);
        const CliRun second = runCli({"inspect", "--json", path + "#2"});
        QVERIFY2(second.exitCode == 0, second.errors.constData());
        const QJsonArray files = second.json()["files"].toArray();
        QCOMPARE(files.size(), 1);
        QCOMPARE(files[0].toObject()["gpus"].toArray()[0].toObject()["mean_w"].toDouble(), 300.0);
        QVERIFY(runCli({"inspect", path + "#3"}).errors.contains("no number 3"));
        const CliRun whole = runCli({"inspect", "--json", fileWith("night.csv#2", text)});
        QCOMPARE(whole.json()["files"].toArray().size(), 2); // a file of this very name
    }

    void tellsTheQualityOfARecording()
    {
        // A new value in every second row, an A100 at its limit for the second half, and a second GPU 30 ms later.
        QByteArray text = "time_s, index, name, power.draw [W], power.limit [W]\n";
        for (int i = 0; i < 400; ++i) {
            const double watts = i < 200 ? 100.0 + i / 2 % 7 : 398.0 + i / 2 % 5;
            for (int gpu = 0; gpu < 2; ++gpu)
                text += QString("%1, %2, NVIDIA A100-SXM4-80GB, %3, 400\n")
                            .arg(0.05 * i + 0.03 * gpu, 0, 'f', 3)
                            .arg(gpu)
                            .arg(watts)
                            .toLatin1();
        }
        const QString path = fileWith("quality.csv", text);
        const CliRun run = runCli({"inspect", "--json", path});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject file = run.json()["files"].toArray()[0].toObject();
        const QJsonObject gpu = file["gpus"].toArray()[0].toObject();
        for (const char* key : {"interval_p95_s", "jitter", "duplicate_stamps", "repeated_values", "samples_per_value",
                                "gap_s", "longest_gap_s", "fault_counts"})
            QVERIFY2(gpu.contains(key), key);
        QVERIFY(std::abs(gpu["refresh_s"].toDouble() - 0.1) < 1e-6);
        QCOMPARE(gpu["refresh_visible"].toBool(), true);
        QVERIFY(std::abs(gpu["saturated"].toDouble() - 0.5) < 0.01);
        QCOMPARE(gpu["step_w"].toDouble(), 1.0);
        const QJsonObject sensor = gpu["sensor"].toObject();
        QCOMPARE(sensor["match"].toString(), QString("known model"));
        QCOMPARE(sensor["averaging_s"].toDouble(), 0.025);
        QVERIFY(std::abs(sensor["resolvable_s"].toDouble() - 0.125) < 1e-6);
        QVERIFY(std::abs(file["skew"].toObject()["median_s"].toDouble() - 0.03) < 1e-6);
        const QJsonObject finding = gpu["findings"].toArray()[0].toObject();
        QCOMPARE(finding["aspect"].toString(), QString("refresh"));
        QCOMPARE(finding["severity"].toString(), QString("note"));
        const CliRun table = runCli({"inspect", path});
        QVERIFY(table.output.contains("  saturation caution: 49."));
        QVERIFY(table.output.contains("  clock      "));
    }

    void printsATableByDefault()
    {
        const CliRun run = runCli({"inspect", goodFile()});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("energy/J"));
        QVERIFY(run.output.contains("400.0"));
        QVERIFY(run.output.contains("\"[N/A]\" is not a power reading"));
    }

    void printsTheReadableFilesAndFailsForTheOthers()
    {
        const QString bad = fileWith("bad.csv", "Dear reader,\nno numbers here.\n");
        const CliRun run = runCli({"inspect", "--json", bad, goodFile(), m_folder.filePath("absent.csv")});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(run.json()["files"].toArray().size(), 1);
        QVERIFY(run.errors.contains("bad.csv:1: no header"));
        QVERIFY(run.errors.contains("absent.csv"));
    }

    void takesTheImportOptions()
    {
        const QString odd = fileWith("odd.csv", "13.61 W, 40.00 W\n13.70 W, 41.00 W\n13.80 W, 42.00 W\n");
        QCOMPARE(runCli({"inspect", odd}).exitCode, 1);
        const CliRun run = runCli(
            {"inspect", "--json", "--interval", "0.5", "--power-column", "2", "--form", "smi-csv-no-header", odd});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject gpu = run.json()["files"].toArray()[0].toObject()["gpus"].toArray()[0].toObject();
        QCOMPARE(gpu["duration_s"].toDouble(), 1.0);
        QCOMPARE(gpu["max_w"].toDouble(), 42.0);
        QVERIFY(gpu["power_limit_w"].isNull());
    }

    void everyRecordingOfAFileIsAnEntryWithItsFaults()
    {
        QByteArray text = "time [s],power.draw [W]\n";
        for (int i = 0; i < 60; ++i)
            text += QByteArray::number(i < 30 ? i : i + 500) + (i == 40 ? ",-5.00\n" : ",100.00\n");
        const QString path = fileWith("two.csv", text);
        const CliRun run = runCli({"inspect", "--json", path});
        QCOMPARE(run.exitCode, 0);
        const QJsonArray files = run.json()["files"].toArray();
        QCOMPARE(files.size(), 2);
        QCOMPARE(files[1].toObject()["part"].toInt(), 2);
        QCOMPARE(files[1].toObject()["parts"].toInt(), 2);
        const QJsonArray faults = files[1].toObject()["gpus"].toArray()[0].toObject()["faults"].toArray();
        QCOMPARE(faults.size(), 1);
        const QJsonObject fault = faults[0].toObject();
        QCOMPARE(fault["kind"].toString(), QString("negative"));
        QCOMPARE(fault["begin_s"].toDouble(), 10.0);
        QCOMPARE(fault["samples"].toInt(), 1);
        QCOMPARE(fault["recorded_w"].toDouble(), -5.0);
        QVERIFY(runCli({"inspect", path}).output.contains("two.csv (2 of 2)"));
        QCOMPARE(runCli({"phases", "--json", path}).json()["files"].toArray()[1].toObject()["part"].toInt(), 2);
    }

    void takesTheFieldAndTheFormAskedFor()
    {
        const QString fields = fileWith("fields.csv", "time [s],power.draw [W],power.draw.average [W]\n0,1,2\n1,3,4\n");
        const auto meanOf = [&](const QStringList& options) {
            const CliRun run = runCli(QStringList{"inspect", "--json", fields} + options);
            const QJsonArray files = run.json()["files"].toArray();
            return files[0].toObject()["gpus"].toArray()[0].toObject()["mean_w"].toDouble();
        };
        QCOMPARE(meanOf({}), 2.0);
        QCOMPARE(meanOf({"--field", "average"}), 3.0);
        QCOMPARE(runCli({"inspect", "--field", "sum", fields}).exitCode, 2);
        const CliRun wrong = runCli({"inspect", "--form", "dmon", fields});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY(wrong.errors.contains("--form"));
    }

    void wrongUsageIsExitCodeTwo()
    {
        QCOMPARE(runCli({"inspect"}).exitCode, 2);
        QCOMPARE(runCli({"inspect", "--form", "nonsense", goodFile()}).exitCode, 2);
        QCOMPARE(runCli({"inspect", "--interval", "-1", goodFile()}).exitCode, 2);
    }

    void writesToTheFileAskedFor()
    {
        const QString out = m_folder.filePath("out.json");
        const CliRun run = runCli({"inspect", "--json", "-o", out, goodFile()});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.isEmpty());
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(file.readAll()).object()["files"].toArray().size(), 1);
    }
};

QTEST_GUILESS_MAIN(InspectTest)
#include "tst_inspect.moc"
