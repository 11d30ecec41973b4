// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace wattline::test;

class DatasetCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    QString path(const std::string& name) const { return QString::fromStdString(m_folder.path(name).string()); }

    QByteArray read(const std::string& name) const
    {
        const auto bytes = wattline::readFile(m_folder.path(name));
        return bytes ? QByteArray::fromStdString(*bytes) : QByteArray();
    }

private slots:
    void initTestCase()
    {
        SquareWave square;
        square.cycles = 6;
        square.idleSamples = 60;
        square.noiseWatts = 1.0;
        m_folder.write("traces/r1.csv", recordingOf({square.series()}));
        m_folder.write("traces/empty.csv", "");
        m_folder.write("tasks.csv", tasksCsv({{"r1", "r1.csv", "c1"},
                                              {"r2", "empty.csv", "c2"},
                                              {"r3", "", "c3", "1", "6", "ViT", "62.23,6.41,291.06,182.58"},
                                              {"r4", "r1.csv", "c4", "1", "6", "ViT", ",,330,"}}));
    }

    void writesTheJoinAndTellsWhatItLeftOut()
    {
        const CliRun run =
            runCli({"dataset", "--tasks", path("tasks.csv"), "--traces", path("traces"), "-o", path("d.csv")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.isEmpty());
        QVERIFY2(run.errors.contains("tasks.csv:3: r2: left out: its recording cannot be read"),
                 run.errors.constData());
        QVERIFY(run.errors.contains("tasks.csv:5: r4: difference: peak_power_w is given as 330 but measured as"));
        QVERIFY(run.errors.contains("4 runs, 2 recordings read, 3 rows."));
        const QList<QByteArray> lines = read("d.csv").trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith(
            "configuration,model,family,class,gpu_name,optimizer,image_size,data_size,params,flops,batch_size,"
            "num_workers,image_size_kind,"));
        QVERIFY(lines[0].endsWith("valley_power_w,valley_duration_s,peak_power_w,peak_duration_s,energy_per_epoch_j,"
                                  "replicates,runs,source,measured,filled"));
        QVERIFY(lines[1].endsWith(",1,r1,trace,valley_power_w;valley_duration_s;peak_power_w;peak_duration_s,"));
        QVERIFY2(lines[2].contains(",62.23,6.41,291.06,182.58,") && lines[2].endsWith(",1,r3,given,,"),
                 lines[2].constData());
    }

    void reportsAsJsonBesideTheFile()
    {
        const CliRun run = runCli(
            {"dataset", "--tasks", path("tasks.csv"), "--traces", path("traces"), "-o", path("j.csv"), "--json"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json()["runs"].toInt(), 4);
        QCOMPARE(run.json()["rows"].toInt(), 3);
        QCOMPARE(run.json()["traces_read"].toInt(), 2);
        const QJsonObject remark = run.json()["remarks"].toArray()[0].toObject();
        QCOMPARE(remark["kind"].toString(), QString("left out"));
        QCOMPARE(remark["run"].toString(), QString("r2"));
        QCOMPARE(remark["line"].toInt(), 3);
        QVERIFY(read("j.csv").startsWith("configuration,"));
    }

    void jsonWithoutAFileHoldsTheRows()
    {
        const CliRun run = runCli({"dataset", "--tasks", path("tasks.csv"), "--traces", path("traces"), "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonArray rows = run.json()["data"].toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[1].toObject()["peak_power_w"].toDouble(), 291.06);
        QCOMPARE(rows[1].toObject()["tdp_w"].isNull(), true);
        QCOMPARE(rows[0].toObject()["source"].toString(), QString("trace"));
        QCOMPARE(rows[0].toObject()["measured"].toArray().size(), 4);
        QCOMPARE(rows[1].toObject()["measured"].toArray().size(), 0);
    }

    void failsWithTheLineThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("tasks");
        QTest::addColumn<QByteArray>("message");
        const QByteArray good = QByteArray::fromStdString(tasksCsv({{"r1", "r1.csv", "c1"}}));
        QByteArray negative = good;
        QTest::newRow("empty") << QByteArray() << QByteArray("bad.csv: is empty");
        QTest::newRow("binary") << QByteArray("\x89PNG\0\0\n", 7)
                                << QByteArray("bad.csv:1: holds bytes that are no text");
        QTest::newRow("nothing to learn from")
            << QByteArray("run,model\nr1,ViT\n") << QByteArray("bad.csv:1: neither a column of recordings (trace) nor");
        QTest::newRow("negative size") << negative.replace(",256,", ",-256,")
                                       << QByteArray("bad.csv:2: column batch_size holds \"-256\"");
        QTest::newRow("no recording") << QByteArray::fromStdString(tasksCsv({{"r1", "gone.csv", "c1"}}))
                                      << QByteArray("none of the 1 runs can enter a data set");
    }
    void failsWithTheLineThatIsWrong()
    {
        QFETCH(QByteArray, tasks);
        QFETCH(QByteArray, message);
        m_folder.write("bad.csv", tasks.toStdString());
        const CliRun run =
            runCli({"dataset", "--tasks", path("bad.csv"), "--traces", path("traces"), "-o", path("never.csv")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(message), run.errors.constData());
        QVERIFY(!std::filesystem::exists(m_folder.path("never.csv")));
    }

    void linesThatGiveNoRunAreNamedAndTheOthersJoined()
    {
        const std::string good = tasksCsv({{"r1", "r1.csv", "c1"}});
        m_folder.write("some.csv", good + good.substr(good.find('\n') + 1) + "short,line\n");
        const QStringList command = {"dataset", "--tasks", path("some.csv"), "--traces", path("traces")};
        const CliRun run = runCli(command);
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.errors.contains("some.csv:3: left out: the run \"r1\" stands on line 2 already"),
                 run.errors.constData());
        QVERIFY(run.errors.contains("some.csv:4: left out: 2 values where the header names 22 columns."));
        QVERIFY(run.errors.contains("2 lines of the tasks CSV left out."));
        QCOMPARE(runCli(command + QStringList{"--json"}).json()["lines_left_out"].toInt(), 2);
    }

    void columnsOfOtherNamesAreMappedAsItIsSaid()
    {
        m_folder.write("own.csv", "who;rec;Big (M);batch\nr1;r1.csv;25,6;64\n");
        const QStringList command = {"dataset", "--tasks", path("own.csv"), "--traces", path("traces"), "--json"};
        const CliRun unmapped = runCli(command);
        QCOMPARE(unmapped.exitCode, 1);
        QVERIFY2(unmapped.errors.contains("the columns are \"who\", \"rec\", \"Big (M)\", \"batch\". Say which one"),
                 unmapped.errors.constData());
        const CliRun mapped = runCli(command + QStringList{"--map", "rec=trace", "--map", "who=run", "--map",
                                                           "Big (M)=params:M", "--map", "batch=bs"});
        QVERIFY2(mapped.exitCode == 0, mapped.errors.constData());
        const QJsonObject row = mapped.json()["data"].toArray()[0].toObject();
        QCOMPARE(row["params"].toDouble(), 25.6e6);
        QCOMPARE(row["batch_size"].toDouble(), 64.0);
        QCOMPARE(row["runs"].toArray()[0].toString(), QString("r1"));
    }

    void aMappingThatMeansNothingIsWrongUsage()
    {
        for (const char* mapping : {"batch", "batch=colour", "batch=params:px"}) {
            const CliRun run = runCli({"dataset", "--tasks", path("tasks.csv"), "--map", mapping});
            QCOMPARE(run.exitCode, 2);
        }
    }

    void oneOfSeveralRecordingsInAFileIsNamedByItsNumber()
    {
        SquareWave first;
        first.cycles = 6;
        SquareWave second = first;
        second.peakWatts = first.peakWatts + 50.0;
        // The second log starts over at the same time.
        m_folder.write("traces/two.csv", recordingOf({first.series()}) + recordingOf({second.series()}));
        m_folder.write("several.csv", tasksCsv({{"a", "two.csv#2", "a"}, {"b", "two.csv", "b"}}));
        const CliRun run = runCli({"dataset", "--tasks", path("several.csv"), "--traces", path("traces"), "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonArray data = run.json()["data"].toArray();
        QCOMPARE(data.size(), 1);
        QVERIFY(std::abs(data[0].toObject()["peak_power_w"].toDouble() - second.peakWatts) < 2.0);
        QVERIFY(run.json()["remarks"].toArray()[0].toObject()["message"].toString().contains("two.csv#2"));
    }

    void theImportOptionsHoldForEveryRecording()
    {
        SquareWave square;
        square.cycles = 6;
        QByteArray text = "power.draw [W]\n";
        for (const float watts : square.series().powerWatts)
            text += QByteArray::number(watts) + '\n';
        m_folder.write("traces/timeless.csv", text.toStdString());
        m_folder.write("timeless_tasks.csv", tasksCsv({{"a", "timeless.csv", "a"}}));
        const QStringList command = {"dataset",  "--tasks",      path("timeless_tasks.csv"),
                                     "--traces", path("traces"), "--json"};
        QCOMPARE(runCli(command).exitCode, 1);
        QCOMPARE(runCli(command + QStringList{"--interval", "0.1"}).exitCode, 0);
    }

    void withoutTasksItIsWrongUsage() { QCOMPARE(runCli({"dataset"}).exitCode, 2); }
};

QTEST_GUILESS_MAIN(DatasetCommandTest)
#include "tst_dataset.moc"
