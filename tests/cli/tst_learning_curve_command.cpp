// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline::test;

class LearningCurveCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }

    static CliRun learned(const QStringList& arguments)
    {
        return runCli(
            QStringList{"learning-curve", WATTLINE_TEST_DATA "/data/synthetic459.csv", "--target", "peak_power"} +
            arguments);
    }

private slots:
    void printsEveryPointOfEveryMethod()
    {
        const CliRun run =
            learned({"--methods", "linear,ridge", "--shares", "1,0.1,0.5", "--repeats", "3", "--json", "--quiet"});
        QCOMPARE(run.exitCode, 0);
        const QJsonObject json = run.json();
        QCOMPARE(json["target"].toString(), QString("peak_power"));
        QCOMPARE(json["repeats"].toInt(), 3);
        QCOMPARE(json["train_rows"].toInt(), 367);
        QCOMPARE(json["test_rows"].toInt(), 46);
        const QJsonArray methods = json["methods"].toArray();
        QCOMPARE(methods.size(), 2);
        const QJsonArray points = methods[1].toObject()["points"].toArray();
        QCOMPARE(points.size(), 3);
        QCOMPARE(points[0].toObject()["train_rows"].toInt(), 37);
        QCOMPARE(points[2].toObject()["train_rows"].toInt(), 367);
        for (const char* key : {"mse", "mre", "rmse", "mae", "r2"}) {
            QVERIFY(points[0].toObject()[key].toObject()["mean"].isDouble());
            QVERIFY(points[0].toObject()[key].toObject()["std"].isDouble());
        }
        QVERIFY(points[1].toObject()["settings"].toString().startsWith("alpha "));
        QVERIFY(run.errors.isEmpty());
    }

    void printsATable()
    {
        const CliRun run = learned({"--methods", "linear", "--shares", "0.5,1", "--repeats", "2"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.output.count('\n'), 4); // head, two points, the note
        QVERIFY(run.output.contains("searched at each share in the first split"));
        QVERIFY(run.output.contains("training rows"));
    }

    void splitsByTheRuleThatCompareKnows()
    {
        const QStringList few = {"--methods", "linear", "--shares", "0.5,1", "--repeats", "2", "--json", "--quiet"};
        QCOMPARE(learned(few).json()["split"].toObject()["rule"].toString(), QString("random"));
        const CliRun run = learned(few + QStringList{"--split", "grouped:batch_size"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QCOMPARE(run.json()["split"].toObject()["rule"].toString(), QString("grouped"));
        QCOMPARE(run.json()["split"].toObject()["column"].toString(), QString("batch_size"));
        QVERIFY(run.json()["methods"].toArray()[0] != learned(few).json()["methods"].toArray()[0]);
    }

    void tellsMethodsThatHaveNoFigures()
    {
        const CliRun some = learned({"--methods", "linear,tdp", "--shares", "1", "--repeats", "2", "--json"});
        QCOMPARE(some.exitCode, 0);
        QVERIFY(some.errors.contains("tdp_w"));
        const CliRun none = learned({"--methods", "tdp", "--shares", "1", "--repeats", "2", "--json"});
        QCOMPARE(none.exitCode, 1);
        QVERIFY(none.json()["methods"].toArray()[0].toObject()["points"].toArray()[0].toObject().contains("failure"));
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("unknown method") << QStringList{"--methods", "forest"} << 1 << QByteArray("\"forest\"");
        QTest::newRow("too small a share") << QStringList{"--shares", "0.005"} << 1 << QByteArray("0.02 or more");
        QTest::newRow("share of 0") << QStringList{"--shares", "0"} << 1 << QByteArray("above 0");
        QTest::newRow("share above 1") << QStringList{"--shares", "1.1"} << 2 << QByteArray("shares");
        QTest::newRow("no number") << QStringList{"--shares", "0.1,half"} << 2 << QByteArray("shares");
        QTest::newRow("no rule") << QStringList{"--split", "model"} << 2 << QByteArray("grouped:COLUMN");
        QTest::newRow("no such column") << QStringList{"--split", "grouped:gpu"} << 1 << QByteArray("gpu");
        QTest::newRow("no repeats") << QStringList{"--repeats", "0"} << 2 << QByteArray("repeats");
    }
    void refusesWithOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, named);
        const CliRun run = learned(arguments);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY2(run.errors.contains(named), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }

    void refusesATableWithTooFewRows()
    {
        const QString few = written("few.csv", "a,y\n1,2\n2,3\n3,5\n4,8\n");
        const CliRun run = runCli({"learning-curve", few, "--target", "y", "--methods", "linear"});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains("at least 10 rows; there are 4"), run.errors.constData());
    }
};

QTEST_GUILESS_MAIN(LearningCurveCommandTest)
#include "tst_learning_curve_command.moc"
