// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace wattline::test;

class TrendsCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    QString csv(const std::string& name, const std::string& text)
    {
        m_folder.write(name, text);
        return QString::fromStdString(m_folder.path(name).string());
    }

    static QJsonObject fitOf(const CliRun& run, const QString& kind)
    {
        const QJsonArray fits = run.json()["fits"].toArray();
        for (const auto& fit : fits) {
            if (fit.toObject()["kind"].toString() == kind)
                return fit.toObject();
        }
        return {};
    }

    /// 171.95 ln x - 291 at four batch sizes on four GPUs, and a row of its own on one.
    QString batches()
    {
        std::string text = "batch_size,gpus,peak_power_w\n";
        for (const double batch : {16.0, 64.0, 128.0, 512.0})
            text += std::to_string(batch) + ",4," + std::to_string(171.95 * std::log(batch) - 291.0) + "\n";
        return csv("batches.csv", text + "32,1,100\n");
    }

private slots:
    void printsEveryKindAndTheBest()
    {
        const CliRun run =
            runCli({"trends", batches(), "--x", "batch_size", "--y", "peak_power_w", "--where", "gpus=4", "--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QCOMPARE(run.json()["fits"].toArray().size(), 5);
        QCOMPARE(run.json()["best"].toString(), QString("logarithmic"));
        QCOMPARE(run.json()["rows"].toInt(), 4);
        QCOMPARE(run.json()["unit_y"].toString(), QString("W"));
        const QJsonObject best = fitOf(run, "logarithmic");
        QVERIFY(std::abs(best["a"].toDouble() - 171.95) < 1e-5);
        QCOMPARE(best["equation"].toString(), QString("peak_power_w = 171.95 ln(batch_size) - 291"));
        QVERIFY(std::abs(best["r2_spreadsheet"].toDouble() - 1.0) < 1e-9);
        QVERIFY(fitOf(run, "moving_average")["equation"].isNull());
        QVERIFY(fitOf(run, "moving_average")["r2"].isDouble());
    }

    void theTableMarksTheBestAndNamesTheAxes()
    {
        const CliRun run =
            runCli({"trends", batches(), "--x", "batch_size", "--y", "peak_power_w", "--where", "gpus=4"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.startsWith("4 rows; x: Batch size (samples), y: Peak power (W)\n"));
        QVERIFY(run.output.contains("y = 171.95 ln(x) - 291"));
        QCOMPARE(run.output.count("best"), 1);
    }

    void saysWhyATrendIsAbsent()
    {
        const QString file = csv("zero.csv", "x,y\n0,1\n1,2\n2,4\n");
        const CliRun run = runCli({"trends", file, "--x", "x", "--y", "y", "--json"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(fitOf(run, "power")["absent_because"].toString().startsWith("x is 0 or negative in 1 of 3 rows"));
        QVERIFY(fitOf(run, "power")["a"].isNull());
    }

    void refusesWhatHasNoTrend_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("empty") << QByteArray() << QByteArray("is empty");
        QTest::newRow("other columns") << QByteArray("a,b\n1,2\n2,3\n3,4\n") << QByteArray("has no column");
        QTest::newRow("text") << QByteArray("x,y\n1,2\nno,3\n4,5\n") << QByteArray("\"no\"");
        QTest::newRow("one place") << QByteArray("x,y\n1,2\n1,3\n1,5\n") << QByteArray("x is 1 in every row");
        QTest::newRow("two rows") << QByteArray("x,y\n1,2\n2,3\n") << QByteArray("2");
        QTest::newRow("binary") << QByteArray("\x7f\x45\x4c\x46\x00\x01\x02\n\x00\xff\xfe", 11)
                                << QByteArray("NUL byte");
    }
    void refusesWhatHasNoTrend()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        const CliRun run = runCli({"trends", csv("bad.csv", text.toStdString()), "--x", "x", "--y", "y"});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(message), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }

    void anEvenNumberOfPlacesIsRefused()
    {
        const CliRun run = runCli({"trends", batches(), "--x", "batch_size", "--y", "peak_power_w", "--places", "4"});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.errors.contains("odd number"));
    }
};

QTEST_GUILESS_MAIN(TrendsCommandTest)
#include "tst_trends.moc"
