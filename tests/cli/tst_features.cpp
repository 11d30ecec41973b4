// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>
#include <cmath>
#include <csignal>

using namespace wattline::test;

class FeaturesCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;
    const QString m_synthetic = WATTLINE_TEST_DATA "/data/synthetic459.csv";

    QString path(const std::string& name) const { return QString::fromStdString(m_folder.path(name).string()); }

    static QJsonObject featureOf(const CliRun& run, const QString& name)
    {
        const QJsonArray features = run.json()["features"].toArray();
        for (const auto& feature : features) {
            if (feature.toObject()["name"].toString() == name)
                return feature.toObject();
        }
        return {};
    }

    /// Whether signals of this kind wait until the process asks for them.
    static bool blocksSignal(qint64 process, int signal)
    {
        QFile status(QString("/proc/%1/status").arg(process));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        const QList<QByteArray> lines = status.readAll().split('\n');
        const QByteArray name = "SigBlk:";
        for (const QByteArray& line : lines) {
            if (line.startsWith(name))
                return (line.mid(name.size()).trimmed().toULongLong(nullptr, 16) >> (signal - 1) & 1) != 0;
        }
        return false;
    }

private slots:
    void printsScipysAndScikitLearnsValues()
    {
        const CliRun run = runCli({"features", m_synthetic, "--target", "peak_power", "--json"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json()["target"].toString(), QString("peak_power"));
        QCOMPARE(run.json()["rows"].toInt(), 459);
        QCOMPARE(run.json()["features"].toArray().size(), 6);
        const QJsonObject params = featureOf(run, "params");
        QVERIFY(std::abs(params["pearson_r"].toDouble() - 0.6198161128448503) < 1e-12);
        QVERIFY(params["mi_nats"].isDouble() && params["mi_log_nats"].isDouble());
        QVERIFY(params["selected"].toBool());
        QVERIFY(params["reason"].toString().contains("both exceed 0.3"));
    }

    void endsAtOnceAtAnInterruptAndWritesNothing()
    {
        const QString file = path("interrupted.csv");
        QProcess process;
        process.start(QStringLiteral(WATTLINE_CLI), {"features", m_synthetic, "--target", "peak_power", "--resamples",
                                                     "1000000", "--threads", "1", "-o", file});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY(blocksSignal(process.processId(), SIGTERM)); // from where on none ends the program by itself
        // A command that only stops its work at the first one ends without a word at the second.
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(process.readAllStandardError(), QByteArray("wattline-cli: interrupted; nothing was written.\n"));
        QVERIFY(!QFile::exists(file));
    }

    void printsATableAndTheFeaturesUsed()
    {
        const CliRun run = runCli({"features", m_synthetic, "--target", "peak_power"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.startsWith("feature"));
        QCOMPARE(run.output.count('\n'), 7);
        QVERIFY2(
            run.errors.contains("features image_size, data_size, params, flops, batch_size, num_workers, 459 rows"),
            run.errors.constData());
    }

    void takesTheNamedFeaturesAndRows()
    {
        const CliRun run = runCli({"features", m_synthetic, "--target", "peak_power", "--features", "params, flops",
                                   "--where", "model=BERT-base", "--json"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json()["features"].toArray().size(), 2);
        QVERIFY(run.json()["rows"].toInt() > 0 && run.json()["rows"].toInt() < 459);
        QVERIFY2(featureOf(run, "params")["pearson_r"].isNull(), "one network has one count of parameters");
    }

    void discreteFeaturesMayBeNamed()
    {
        const CliRun run =
            runCli({"features", m_synthetic, "--target", "peak_power", "--discrete", "params, batch_size", "--json"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(featureOf(run, "params")["discrete"].toBool());
        QVERIFY(!featureOf(run, "image_size")["discrete"].toBool());
        const CliRun none = runCli({"features", m_synthetic, "--target", "peak_power", "--discrete", "", "--json"});
        QVERIFY(!featureOf(none, "batch_size")["discrete"].toBool());
        const CliRun wrong = runCli({"features", m_synthetic, "--target", "peak_power", "--discrete", "batchsize"});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY2(wrong.errors.contains("\"batchsize\" is none of the features; they are image_size"),
                 wrong.errors.constData());
    }

    void intervalsComeOnRequest()
    {
        const CliRun run = runCli({"features", m_synthetic, "--target", "peak_power", "--resamples", "50", "--json"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject params = featureOf(run, "params");
        const QJsonArray interval = params["pearson_interval"].toArray();
        QCOMPARE(interval.size(), 2);
        QVERIFY(interval[0].toDouble() < params["pearson_r"].toDouble());
        QVERIFY(interval[1].toDouble() > params["pearson_r"].toDouble());
        QCOMPARE(params["mi_interval"].toArray().size(), 2);
        QVERIFY(
            featureOf(runCli({"features", m_synthetic, "--target", "peak_power", "--json"}), "params")["mi_interval"]
                .isNull());
    }

    void severalConditionsMayBeGivenAtOnceOrOneByOne()
    {
        const CliRun joined = runCli(
            {"features", m_synthetic, "--target", "peak_power", "--json", "--where", "image_size=224,num_workers=4"});
        const CliRun apart = runCli({"features", m_synthetic, "--target", "peak_power", "--json", "--where",
                                     "image_size=224", "--where", "num_workers=4.0"});
        QCOMPARE(joined.exitCode, 0);
        QCOMPARE(joined.output, apart.output);
    }

    void warnsOfTheTargetInDisguise()
    {
        m_folder.write("kw.csv", "x,kw,y\n1,0.1,100\n3,0.2,200\n2,0.3,300\n5,0.4,400\n4,0.5,500\n");
        const CliRun run = runCli({"features", path("kw.csv"), "--target", "y"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.errors.contains("warning: the size of r between kw and the target exceeds 0.999"),
                 run.errors.constData());
    }

    void sequenceLengthsAreLeftOutUnlessAskedFor()
    {
        std::string text = "model,image_size,image_size_kind,y\n";
        for (int i = 0; i < 8; ++i)
            text += fmt::format("ViT,{},pixels,{}\nBERT,{},tokens,{}\n", 100 + i, i * i % 7, 64 + i, i * 5 % 7);
        m_folder.write("kinds.csv", text);
        const CliRun images = runCli({"features", path("kinds.csv"), "--target", "y", "--json"});
        QCOMPARE(images.json()["rows"].toInt(), 8);
        QVERIFY(images.errors.contains("8 rows left out: their image_size counts tokens"));
        const CliRun texts =
            runCli({"features", path("kinds.csv"), "--target", "y", "--json", "--where", "image_size_kind=tokens"});
        QCOMPARE(texts.json()["rows"].toInt(), 8);
        QVERIFY(!texts.errors.contains("left out"));
    }

    void saysWhatItCannotUse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("message");
        const QByteArray good = "x,y\n1,2\n2,1\n3,5\n4,4\n5,7\n";
        QTest::newRow("empty") << QByteArray() << QStringList{"--target", "y"} << 1 << QByteArray("bad.csv: is empty");
        QTest::newRow("binary") << QByteArray("x,y\n\0\1\2", 7) << QStringList{"--target", "y"} << 1
                                << QByteArray("bad.csv:2: holds a NUL byte");
        QTest::newRow("no such target") << good << QStringList{"--target", "z"} << 1
                                        << QByteArray("has no column \"z\"; its columns are x, y.");
        QTest::newRow("text cell") << QByteArray("x,y\n1,2\nfast,3\n")
                                   << QStringList{"--target", "y", "--features", "x"} << 1
                                   << QByteArray("bad.csv:3: column x holds \"fast\"");
        QTest::newRow("too few rows") << QByteArray("x,y\n1,2\n2,3\n4,4\n") << QStringList{"--target", "y"} << 1
                                      << QByteArray("3 rows are too few");
        QTest::newRow("no target") << good << QStringList{} << 2 << QByteArray("--target is required");
        QTest::newRow("where without value") << good << QStringList{"--target", "y", "--where", "x"} << 2
                                             << QByteArray("\"x\" is not of the form column=value");
        QTest::newRow("no neighbours") << good << QStringList{"--target", "y", "--neighbours", "0"} << 1
                                       << QByteArray("0 neighbours cannot be taken among 5 rows; 1 to 4 can.");
    }
    void saysWhatItCannotUse()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, options);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, message);
        m_folder.write("bad.csv", text.toStdString());
        const CliRun run = runCli(QStringList{"features", path("bad.csv")} + options);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY2(run.errors.contains(message), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }
};

QTEST_GUILESS_MAIN(FeaturesCommandTest)
#include "tst_features.moc"
