// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>

using namespace wattline::test;

class PredictCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    CliRun predict(const QString& formula, const QStringList& more = {}) const
    {
        m_folder.write("runs.csv", "name,batch size,gpus,watts\na,16,1,101\nb,32,4,203\nc,,2,50\nd,64,8,\n");
        return runCli(
            QStringList{"predict", QString::fromStdString(m_folder.path("runs.csv").string()), "--formula", formula} +
            more);
    }

private slots:
    void evaluatesAFormulaOnEachRow()
    {
        const CliRun run = predict("`batch size` * 2 + gpus", {"--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonArray values = run.json()["predictions"].toArray();
        QCOMPARE(values.size(), 4);
        QCOMPARE(values[0].toDouble(), 33.0);
        QCOMPARE(values[1].toDouble(), 68.0);
        QVERIFY2(values[2].isNull(), "its batch size is empty");
        QCOMPARE(values[3].toDouble(), 136.0);
        QVERIFY(run.json()["metrics"].isNull());
        QVERIFY(run.errors.contains("1 rows have no prediction"));
    }

    void scoresTheRowsThatHaveATarget()
    {
        const CliRun run = predict("100 * sqrt(gpus)", {"--json", "--target", "watts"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json()["rows_scored"].toInt(), 3); // 100, 200 and 141.4 against 101, 203 and 50
        const CliRun exact = predict("`batch size` * 0 + 101", {"--json", "--target", "watts"});
        QCOMPARE(exact.json()["rows_scored"].toInt(), 2);
        QCOMPARE(exact.json()["metrics"].toObject()["mae"].toDouble(), 51.0);
    }

    // log of an absent value is 0 by the protected rule, and must not pass for a prediction.
    void makesNoPredictionFromAnEmptyCell()
    {
        const CliRun run = predict("log(`batch size`)", {"--json"});
        QVERIFY(run.json()["predictions"].toArray()[2].isNull());
    }

    void takesAFormulaWithoutVariables()
    {
        const CliRun run = predict("2 * 3", {"--json"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json()["predictions"].toArray()[3].toDouble(), 6.0);
    }

    // log of 0.0001 is 0 by gplearn's rule, and -9.2 elsewhere.
    void takesGplearnsNames()
    {
        const CliRun gplearn = predict("log(sub(gpus, 0.9999)) + X1", {"--json", "--gplearn"});
        QVERIFY2(gplearn.exitCode == 0, gplearn.errors.constData());
        QCOMPARE(gplearn.json()["predictions"].toArray()[0].toDouble(), 1.0);
        const CliRun ordinary = predict("log(sub(gpus, 0.9999)) + X1", {"--json"});
        QVERIFY(ordinary.json()["predictions"].toArray()[0].toDouble() < -8.0);
    }

    void marksTheMistake()
    {
        const CliRun run = predict("gpus + flops * 2");
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains("gpus + flops * 2\n       ^^^^^\n"), run.errors.constData());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown column") << "gpus + flops"
                                        << "watts"
                                        << "character 8";
        QTest::newRow("a column of text") << "name * 2"
                                          << "watts"
                                          << "no variable \"name\"";
        QTest::newRow("unknown target") << "gpus"
                                        << "power"
                                        << "power";
        QTest::newRow("target of text") << "gpus"
                                        << "name"
                                        << "no numeric column \"name\"";
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, formula);
        QFETCH(QString, target);
        QFETCH(QString, says);
        const CliRun run = predict(formula, {"--target", target});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(QString(run.errors).contains(says), run.errors.constData());
    }
};

QTEST_GUILESS_MAIN(PredictCommandTest)
#include "tst_predict.moc"
