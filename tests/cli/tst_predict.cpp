// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>

using namespace wattline::test;

namespace {

/// Thirty runs of 2 W for each sample of the batch and 50 W, at most 2 % more or less; batches from 10 to 300.
std::string fittedRuns(double off = 0.02)
{
    std::string csv = "batch size,gpus,watts\n";
    for (int i = 1; i <= 30; ++i)
        csv += std::to_string(10 * i) + ",4," + std::to_string((50 + 20 * i) * (1.0 + off * (i % 5 - 2) / 2.0)) + "\n";
    return csv;
}

} // namespace

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

    /// Predicts runs of a batch of 32, of none and of 1000 from the formula of fittedRuns().
    CliRun bounded(const QStringList& more, const char* csv = "gpus,batch size,watts\n4,32,115\n4,,90\n4,1000,2050\n")
    {
        m_folder.write("train.csv", fittedRuns());
        m_folder.write("held.csv", fittedRuns(0.2));
        m_folder.write("new.csv", csv);
        const auto path = [this](const char* name) { return QString::fromStdString(m_folder.path(name).string()); };
        QStringList arguments = {"predict",  path("new.csv"), "--formula", "50 + 2 * `batch size`",
                                 "--target", "watts",         "--train",   path("train.csv")};
        for (const QString& each : more)
            arguments << (each.endsWith(".csv") ? path(qPrintable(each)) : each);
        return runCli(arguments);
    }

    void givesEachPredictionAnIntervalFromTheRowsOfTheFit()
    {
        const CliRun run = bounded({"--interval", "0.9", "--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject json = run.json();
        QCOMPARE(json["confidence"].toDouble(), 0.9);
        QCOMPARE(json["calibrated_on"].toString(), QString("train"));
        QCOMPARE(json["calibration_rows"].toInt(), 30);
        const double lower = json["lower"].toArray()[0].toDouble();
        const double upper = json["upper"].toArray()[0].toDouble();
        QVERIFY2(lower > 110.0 && lower < 112.0, qPrintable(QString::number(lower))); // 114 less 2 %
        QVERIFY2(upper > 116.0 && upper < 118.0, qPrintable(QString::number(upper)));
        QVERIFY2(json["lower"].toArray()[1].isNull(), "its batch size is empty");
        QCOMPARE(json["rows_observed"].toInt(), 2);
        QCOMPARE(json["rows_in_interval"].toInt(), 2);
        const CliRun text = bounded({"--interval", "0.9"});
        QVERIFY2(text.output.contains("2 of 2 observations lie in their intervals (100 %)"), text.output.constData());
    }

    void saysWhichFeatureLiesOutOfRangeAndByHowMuch()
    {
        const QJsonObject json = bounded({"--json"}).json();
        QCOMPARE(json["rows_out_of_range"].toInt(), 1);
        const QJsonArray rows = json["out_of_range"].toArray();
        QVERIFY(rows[0].toArray().isEmpty());
        const QJsonObject beyond = rows[2].toArray()[0].toObject();
        QCOMPARE(beyond["feature"].toString(), QString("batch size"));
        QCOMPARE(beyond["high"].toDouble(), 300.0);
        QCOMPARE(beyond["beyond"].toDouble(), 700.0);
        QVERIFY(bounded({}).output.contains("batch size 1000 is 700 above 10 to 300"));
    }

    void restsTheIntervalsOnRowsThatTheFitHasNotSeen()
    {
        const QJsonObject seen = bounded({"--json"}).json();
        const QJsonObject held = bounded({"--held", "held.csv", "--json"}).json();
        QCOMPARE(held["calibrated_on"].toString(), QString("held"));
        QVERIFY(held["prediction_quantile"].toDouble() > 5.0 * seen["prediction_quantile"].toDouble());
    }

    void predictsRowsWhoseTargetIsNotKnown()
    {
        const CliRun run = bounded({"--json"}, "gpus,batch size\n4,32\n");
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QVERIFY(run.json()["metrics"].isNull());
        QVERIFY(run.json()["lower"].toArray()[0].isDouble());
        QVERIFY2(run.errors.contains("not scored: ") && run.errors.contains("new.csv has no column \"watts\""),
                 run.errors.constData());
    }

    void saysWhyThereIsNoInterval()
    {
        const CliRun run = bounded({"--interval", "0.99", "--json"});
        QVERIFY(run.json()["lower"].isNull());
        QVERIFY(run.json()["no_intervals_because"].toString().contains("at least 99 are needed"));
        QVERIFY(bounded({"--interval", "0.99"}).output.contains("30 rows are too few for 99 % intervals"));
    }

    void refusesRowsOfAFitThatCannotBe()
    {
        QCOMPARE(bounded({"--interval", "1.5"}).exitCode, 2);
        QCOMPARE(bounded({"--loss", "guess"}).exitCode, 2);
        QCOMPARE(predict("gpus", {"--train", "x.csv"}).exitCode, 2); // of which target?
        const CliRun lacking = bounded({"--held", "new.csv"}, "gpus,batch size\n4,32\n");
        QCOMPARE(lacking.exitCode, 1);
        QVERIFY2(lacking.errors.contains("new.csv") && lacking.errors.contains("watts"), lacking.errors.constData());
        const CliRun absent = bounded({"--held", "absent.csv"});
        QVERIFY2(absent.exitCode == 1 && absent.errors.contains("absent.csv"), absent.errors.constData());
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
