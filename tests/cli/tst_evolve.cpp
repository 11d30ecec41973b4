// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/strict.h"
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace wattline::test;

namespace {

/// A small search: seconds even in a debug build.
QStringList evolve(const QStringList& more)
{
    return QStringList{"evolve",        WATTLINE_TEST_DATA "/data/synthetic459.csv",
                       "--target",      "peak_power",
                       "--population",  "200",
                       "--generations", "3",
                       "--tournament",  "10"} +
           more;
}

/// The JSON without what a clock measures.
QJsonObject untimed(QJsonObject json)
{
    json.remove("seconds");
    json.remove("cpu_seconds");
    QJsonArray history;
    const QJsonArray timed = json["history"].toArray();
    for (const auto& entry : timed) {
        QJsonObject generation = entry.toObject();
        generation.remove("seconds");
        history.append(generation);
    }
    json["history"] = history;
    return json;
}

} // namespace

class EvolveCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    QString path(const std::string& name) const { return QString::fromStdString(m_folder.path(name).string()); }

private slots:
    void printsItsResultAsJson()
    {
        const CliRun run = runCli(evolve({"--mode", "strict", "--json"}));
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject json = run.json();
        QCOMPARE(json["mode"].toString(), QString("strict"));
        QCOMPARE(json["rows"].toObject()["train"].toInt(), 367);
        QCOMPARE(json["rows"].toObject()["validation"].toInt(), 46);
        QCOMPARE(json["rows"].toObject()["test"].toInt(), 46);
        QCOMPARE(json["history"].toArray().size(), 3);
        QCOMPARE(json["settings"].toObject()["parsimony"].toDouble(), 0.001);
        for (const char* part : {"train", "validation", "test"}) {
            const QJsonObject metrics = json["metrics"].toObject()[part].toObject();
            for (const char* key : {"mse", "rmse", "mae", "mre", "r2"})
                QVERIFY(metrics[key].isDouble());
        }
        const double mae = json["metrics"].toObject()["train"].toObject()["mae"].toDouble();
        QVERIFY(std::abs(mae - json["history"].toArray().last().toObject()["best_fitness"].toDouble()) < 1e-9);
        QVERIFY(std::abs(mae - json["front"].toArray().first().toObject()["train_error"].toDouble()) < 1e-9);
        QVERIFY(json["node_rows"].toDouble() < json["node_rows_asked"].toDouble());
    }

    // The printed formula in raw units must give the printed errors.
    void printsAFormulaThatPredictEvaluates()
    {
        m_folder.write("rows.txt", "0 1 2 3 4 5 6 7 8 9\n");
        const CliRun evolved = runCli(evolve({"--json", "--test-rows", path("rows.txt")}));
        QVERIFY2(evolved.exitCode == 0, evolved.errors.constData());
        const QString formula = evolved.json()["formula"].toObject()["raw_text"].toString();
        const CliRun predicted = runCli({"predict", WATTLINE_TEST_DATA "/data/synthetic459.csv", "--formula", formula,
                                         "--target", "peak_power", "--json"});
        QVERIFY2(predicted.exitCode == 0, predicted.errors.constData());
        QCOMPARE(predicted.json()["predictions"].toArray().size(), 459);
        const auto mseOn = [&](const char* part) {
            return evolved.json()["metrics"].toObject()[part].toObject()["mse"].toDouble();
        };
        const QJsonObject rows = evolved.json()["rows"].toObject();
        QCOMPARE(rows["test"].toInt(), 10);
        const double pooled =
            (mseOn("train") * rows["train"].toInt() + mseOn("validation") * rows["validation"].toInt() +
             mseOn("test") * rows["test"].toInt()) /
            459.0;
        const double mse = predicted.json()["metrics"].toObject()["mse"].toDouble();
        QVERIFY2(std::abs(mse - pooled) <= 1e-9 * pooled, qPrintable(QString("%1 %2").arg(mse).arg(pooled)));
    }

    void namesTheSizesOfItsPresetsAsTheyAre()
    {
        const CliRun help = runCli({"evolve", "--help"});
        QCOMPARE(help.exitCode, 0);
        const QByteArray text = help.output.simplified();
        const wattline::StrictSettings quick = wattline::quickSettings();
        const std::string sizes = fmt::format("quick: {} and {}", quick.population, quick.generations);
        QVERIFY2(text.contains(sizes.c_str()), text.constData());
    }

    void givesTheSameResultForAnyNumberOfThreads()
    {
        const CliRun one = runCli(evolve({"--json", "--threads", "1"}));
        const CliRun three = runCli(evolve({"--json", "--threads", "3"}));
        QCOMPARE(one.exitCode, 0);
        QVERIFY(untimed(one.json()) == untimed(three.json()));
        const CliRun other = runCli(evolve({"--json", "--seed", "7"}));
        QVERIFY(untimed(one.json()) != untimed(other.json()));
    }

    void givesOneResultForEachLineOfTestRows()
    {
        m_folder.write("splits.txt", "0 1 2 3 4\n10,11,12\n");
        const CliRun run = runCli(evolve({"--json", "--test-rows", path("splits.txt")}));
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonArray splits = run.json()["splits"].toArray();
        QCOMPARE(splits.size(), 2);
        QCOMPARE(splits[0].toObject()["rows"].toObject()["test"].toInt(), 5);
        QCOMPARE(splits[1].toObject()["rows"].toObject()["test"].toInt(), 3);
    }

    void printsAFormulaAndItsErrorsAsText()
    {
        const CliRun run = runCli(evolve({"--functions", "add,mul,sqrt"}));
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.startsWith("peak_power = "));
        QVERIFY(run.output.contains("\ntest ") && run.output.contains("MRE %"));
        QVERIFY(!run.output.contains("sin("));
    }

    void refusesWhatCannotWork_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown mode") << QStringList{"--mode", "modern"} << 2 << "modern";
        QTest::newRow("unknown function") << QStringList{"--functions", "add,exp"} << 2 << "exp";
        QTest::newRow("negative population") << QStringList{"--population", "-3"} << 2 << "population";
        QTest::newRow("tournament above population") << QStringList{"--population", "5"} << 1 << "tournament";
        QTest::newRow("no such test file") << QStringList{"--test-rows", "/nonexistent"} << 1 << "/nonexistent";
    }

    void refusesWhatCannotWork()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, says);
        QStringList all = {
            "evolve", WATTLINE_TEST_DATA "/data/synthetic459.csv", "--target", "peak_power", "--generations", "1"};
        const CliRun run = runCli(all + arguments);
        QVERIFY2(run.exitCode == exitCode, run.errors.constData());
        QVERIFY2(QString(run.errors).contains(says), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }
};

QTEST_GUILESS_MAIN(EvolveCommandTest)
#include "tst_evolve.moc"
