// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using wattline::test::CliRun;
using wattline::test::runCli;

class PhasesTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// A synthetic recording of two GPUs: eight epochs of 10 s at 300 W (310 W) and 4 s at 80 W, between idle times.
    QString waveFile()
    {
        const QString path = m_folder.filePath("wave.csv");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write the test's own file");
        file.write("elapsed_s,gpu_index,power_W\n");
        for (int tick = 0; tick < 2 * 40 + 8 * 28; ++tick) {
            const int place = tick - 40;
            const bool idle = place < 0 || place >= 8 * 28;
            for (int gpu = 0; gpu < 2; ++gpu) {
                const int watts = idle ? 30 : place % 28 < 20 ? 300 + 10 * gpu : 80;
                file.write(QString("%1,%2,%3\n").arg(0.5 * tick).arg(gpu).arg(watts).toLatin1());
            }
        }
        return path;
    }

    static QJsonArray gpusOf(const CliRun& run)
    {
        return run.json()["files"].toArray()[0].toObject()["gpus"].toArray();
    }

private slots:
    void findsTheEpochsOfEveryGpuAndOfTheirSum()
    {
        const CliRun run = runCli({"phases", "--json", waveFile()});
        QCOMPARE(run.exitCode, 0);
        const QJsonArray gpus = gpusOf(run);
        QCOMPARE(gpus.size(), 3);
        QCOMPARE(gpus[2].toObject()["id"].toString(), QString("sum"));
        for (const auto& gpu : gpus) {
            QCOMPARE(gpu.toObject()["epochs"].toInt(), 8);
            QCOMPARE(gpu.toObject()["shape"].toString(), QString("square"));
            QCOMPARE(gpu.toObject()["polarity"].toString(), QString("normal"));
        }
        const QJsonObject wave = gpus[1].toObject()["wave"].toObject();
        QCOMPARE(wave["peak_power_w"].toDouble(), 310.0);
        QCOMPARE(wave["valley_power_w"].toDouble(), 80.0);
        QCOMPARE(wave["peak_duration_s"].toDouble(), 10.0);
        QCOMPARE(wave["valley_duration_s"].toDouble(), 4.0);
        QCOMPARE(wave["cycle_s"].toDouble(), 14.0);
        QVERIFY(wave.contains("peak_power_w_std"));
        const QJsonObject phase = gpus[0].toObject()["phases"].toArray()[0].toObject();
        for (const char* key : {"kind", "role", "regime", "begin_s", "end_s", "mean_w", "energy_j"})
            QVERIFY2(phase.contains(key), key);
        const QJsonObject regime = gpus[0].toObject()["regimes"].toArray()[1].toObject();
        QCOMPARE(regime["begin_s"].toDouble(), 20.0);
        QCOMPARE(regime["epochs"].toInt(), 8);
        QCOMPARE(regime["period_s"].toDouble(), 14.0);
        QCOMPARE(regime["kind"].toString(), QString("training"));
        QCOMPARE(regime["mark"].toString(), QString("deep valley"));
        QCOMPARE(regime["level_w"].toDouble(), 300.0);
        QCOMPARE(regime["amplitude_w"].toDouble(), 220.0);
        QVERIFY(!regime["reason"].toString().isEmpty());
        QVERIFY(run.json()["files"].toArray()[0].toObject()["disagreement"].isNull());
    }

    void takesOneGpuOnly()
    {
        const CliRun run = runCli({"phases", "--json", "--gpu", "1", waveFile()});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(gpusOf(run).size(), 1);
        const CliRun absent = runCli({"phases", "--gpu", "7", waveFile()});
        QCOMPARE(absent.exitCode, 1);
        QVERIFY(absent.errors.contains("there is no GPU \"7\"; it has 0, 1."));
    }

    void saysWhenTheKnownCountDisagrees()
    {
        const CliRun run = runCli({"phases", "--epochs", "20", waveFile()});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("8 epochs were found where 20 are known"));
    }

    void aWaveIsNullWhereThereIsNone()
    {
        const QString path = m_folder.filePath("flat.csv");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("power.draw [W]\n");
        for (int i = 0; i < 50; ++i)
            file.write(i % 2 == 0 ? "46.19 W\n" : "46.30 W\n");
        file.close();
        const CliRun run = runCli({"phases", "--json", "--interval", "0.1", path});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(gpusOf(run)[0].toObject()["shape"].toString(), QString("flat"));
        QVERIFY(gpusOf(run)[0].toObject()["wave"].isNull());
    }

    void saysWhichRegimeGivesTheWaveAndHowTheOthersAre()
    {
        const QJsonObject gpu = gpusOf(runCli({"phases", "--json", waveFile()}))[0].toObject();
        QCOMPARE(gpu["wave_regime"].toInt(), 1);
        QVERIFY(gpu["wave_reason"].toString().contains("regime 2 of"));
        const QJsonArray regimes = gpu["regimes"].toArray();
        QVERIFY(regimes[0].toObject()["wave"].isNull());
        QCOMPARE(regimes[1].toObject()["wave"].toObject()["peak_power_w"].toDouble(), 300.0);
    }

    void groupsRunsIntoClasses()
    {
        const QString file = waveFile();
        const CliRun run = runCli({"phases", "--json", "--classes", file});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject proposed = run.json()["classes"].toArray()[0].toObject();
        QCOMPARE(proposed["name"].toString(), QString("other, square"));
        QCOMPARE(proposed["cycle_s"].toDouble(), 14.0);
        QCOMPARE(proposed["peak_power_w"].toDouble(), 305.0);
        QCOMPARE(proposed["runs"].toArray()[0].toObject()["name"].toString(), QString("wave.csv"));
        const QString tasks = m_folder.filePath("tasks.csv");
        QFile csv(tasks);
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,nodes,"
                  "gpus,gpu_name,tdp_w,sample_bytes,optimizer,learning_rate\n"
                  "a,traces/wave.csv,,ResNet50,224,1,1,1,1,1,8,1,2,,,,,\n");
        csv.close();
        const CliRun named = runCli({"phases", "--classes", "--tasks", tasks, file});
        QVERIFY2(named.output.contains("ResNet, square: 1 run"), qPrintable(named.output));
        QFile notes(file + ".notes.json");
        QVERIFY(notes.open(QIODevice::WriteOnly));
        notes.write(R"({"format":"wattline-notes","version":2,"classes":[{"class":"mine"}]})");
        notes.close();
        const CliRun chosen = runCli({"phases", "--json", "--classes", file});
        QCOMPARE(chosen.json()["classes"].toArray()[0].toObject()["name"].toString(), QString("mine"));
        QVERIFY(notes.remove());
        QCOMPARE(runCli({"phases", "--tasks", tasks, file}).exitCode, 2); // for classes alone
    }

    void takesWhatTheWindowHasStoredWhereItIsAskedTo()
    {
        const QString file = waveFile();
        QFile notes(file + ".notes.json");
        QVERIFY(notes.open(QIODevice::WriteOnly));
        notes.write(R"({"format":"wattline-notes","version":1,"notes":[{"kind":"ignore","begin_s":10,"end_s":90}]})");
        notes.close();
        QCOMPARE(gpusOf(runCli({"phases", "--json", file}))[0].toObject()["epochs"].toInt(), 8);
        QVERIFY(gpusOf(runCli({"phases", "--json", "--notes", file}))[0].toObject()["epochs"].toInt() < 6);
        QVERIFY(notes.remove());
    }

    void wrongUsageIsExitCodeTwo()
    {
        QCOMPARE(runCli({"phases"}).exitCode, 2);
        QCOMPARE(runCli({"phases", "--epochs", "0", waveFile()}).exitCode, 2);
        QCOMPARE(runCli({"phases", "--period", "soon", waveFile()}).exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(PhasesTest)
#include "tst_phases.moc"
