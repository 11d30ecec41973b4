// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint.h"
#include "core/evolution/strict.h"
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>
#include <cmath>

using namespace wattline::test;

namespace {

/// A small search: seconds even in a debug build.
QStringList evolve(const QStringList& more, int generations = 3)
{
    return QStringList{"evolve",        WATTLINE_TEST_DATA "/data/synthetic459.csv",
                       "--target",      "peak_power",
                       "--mode",        "strict",
                       "--population",  "200",
                       "--generations", QString::number(generations),
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
        const CliRun run = runCli(evolve({"--json"}));
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
        int chosen = 0;
        const QJsonArray front = json["front"].toArray();
        for (const auto& entry : front) {
            if (entry.toObject()["chosen"].toBool()) {
                ++chosen;
                QVERIFY(std::abs(mae - entry.toObject()["train_error"].toDouble()) < 1e-9);
            }
        }
        QCOMPARE(chosen, 1);
        QCOMPARE(json["error_measure"].toString(), QString("mae"));
        const double diversity = json["history"].toArray().first().toObject()["diversity"].toDouble();
        QVERIFY(diversity > 0.0 && diversity <= 1.0);
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
        const std::string sizes = fmt::format("quick (strict): {} and {}", quick.population, quick.generations);
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

    void describesItsFormula()
    {
        const QStringList modern = {"evolve",        WATTLINE_TEST_DATA "/data/synthetic459.csv",
                                    "--target",      "peak_power",
                                    "--population",  "50",
                                    "--generations", "5"};
        const CliRun run = runCli(modern + QStringList{"--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        const QJsonObject card = run.json()["card"].toObject();
        const QJsonArray coefficients = card["coefficients"].toArray();
        QVERIFY(!coefficients.isEmpty());
        QVERIFY(coefficients[0].toObject()["low"].toDouble() < coefficients[0].toObject()["high"].toDouble());
        QCOMPARE(card["calibrated_on"].toString(), QString("validation")); // they chose the formula, too
        QCOMPARE(card["calibration_rows"].toInt(), 46);
        QCOMPARE(card["box"].toObject().size(), run.json()["formula"].toObject()["features"].toArray().size());
        const QByteArray text = runCli(modern).output;
        QVERIFY2(text.contains("95 % from") && text.contains("46 validation rows, which also took part in choosing"),
                 text.constData());
        QVERIFY2(text.contains("fitted on"), text.constData());
        const QByteArray blind = runCli(modern + QStringList{"--without", "inner-validation"}).output;
        QVERIFY2(blind.contains("46 rows that were held out"), blind.constData());
    }

    void speaksOfHeldRowsWhereTheChoiceDidNotLookAtThem()
    {
        const CliRun run = runCli(evolve({"--json"}));
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QCOMPARE(run.json()["card"].toObject()["calibrated_on"].toString(), QString("held"));
    }

    void goesOnFromACheckpointAsIfItHadNeverEnded()
    {
        const QString file = path("search");
        const CliRun half = runCli(evolve({"--checkpoint", file, "--json"}, 2));
        QVERIFY2(half.exitCode == 0, half.errors.constData());
        QCOMPARE(half.json()["history"].toArray().size(), 2);
        const CliRun rest = runCli(evolve({"--checkpoint", file, "--json"}, 5));
        QVERIFY2(rest.errors.contains("went on after 2 generations"), rest.errors.constData());
        const CliRun whole = runCli(evolve({"--json"}, 5));
        QVERIFY(untimed(rest.json()) == untimed(whole.json()));
    }

    void goingOnKeepsWhenTheSearchBegan()
    {
        const QString file = path("begun");
        QCOMPARE(runCli(evolve({"--checkpoint", file}, 1)).exitCode, 0);
        wattline::SavedSearch saved = *wattline::readCheckpoint(file.toStdString());
        saved.startedUnixSeconds = 1795435200;
        QVERIFY(wattline::writeCheckpoint(file.toStdString(), saved).hasValue());
        QCOMPARE(runCli(evolve({"--checkpoint", file}, 2)).exitCode, 0);
        saved = *wattline::readCheckpoint(file.toStdString());
        QCOMPARE(saved.generations, std::size_t{2});
        QCOMPARE(saved.startedUnixSeconds, std::int64_t{1795435200});
    }

    // The checkpoint grows with the first generation past what the shell lets a file be.
    void givesItsResultWhereTheLastCheckpointCannotBeWritten()
    {
        const QString file = path("full");
        QCOMPARE(runCli(evolve({"--checkpoint", path("whole")}, 1)).exitCode, 0);
        const auto blocks = QFileInfo(path("whole")).size() / 512 - 1;
        QProcess process;
        process.start("sh", QStringList{"-c", QString("trap '' XFSZ; ulimit -f %1; exec \"$0\" \"$@\"").arg(blocks),
                                        WATTLINE_CLI} +
                                evolve({"--checkpoint", file, "--json"}, 1));
        QVERIFY(process.waitForFinished());
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, errors.constData());
        QVERIFY2(errors.contains(file.toUtf8()) && !errors.contains("holds the search"), errors.constData());
        QVERIFY(QJsonDocument::fromJson(process.readAllStandardOutput()).object().contains("formula"));
    }

    void refusesACheckpointOfOtherSettingsOrRows()
    {
        const QString file = path("other");
        QCOMPARE(runCli(evolve({"--checkpoint", file})).exitCode, 0);
        const CliRun settings = runCli(evolve({"--checkpoint", file, "--parsimony", "0.5"}));
        QCOMPARE(settings.exitCode, 1);
        QVERIFY2(settings.errors.contains("parsimony is 0.001, not 0.5"), settings.errors.constData());
        const CliRun rows = runCli(evolve({"--checkpoint", file, "--where", "num_workers=4"}));
        QCOMPARE(rows.exitCode, 1);
        QVERIFY2(rows.errors.contains("other rows"), rows.errors.constData());
    }

    void writesTheCheckpointWhereItIsInterrupted()
    {
        const QString file = path("interrupted");
        QProcess process;
        process.start(QStringLiteral(WATTLINE_CLI), evolve({"--checkpoint", file}, 1000000));
        QTRY_VERIFY(QFile::exists(file));
        process.terminate();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 130);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(errors.contains("the same command goes on"), errors.constData());
        const CliRun rest = runCli(evolve({"--checkpoint", file}, 1));
        QVERIFY2(rest.exitCode == 0, rest.errors.constData());
    }

    void aCheckpointHoldsOneSplit()
    {
        m_folder.write("two.txt", "0 1 2 3 4\n10,11,12\n");
        const CliRun run = runCli(evolve({"--checkpoint", path("two"), "--test-rows", path("two.txt")}));
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains("2 splits"), run.errors.constData());
    }

    void refusesWhatCannotWork_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown mode") << QStringList{"--mode", "best"} << 2 << "best";
        QTest::newRow("an option of the other mode") << QStringList{"--max-length", "20"} << 2 << "modern";
        QTest::newRow("a preset of the other mode") << QStringList{"--preset", "modern"} << 2 << "preset";
        QTest::newRow("strict options in modern mode")
            << QStringList{"--mode", "modern", "--parsimony", "0.1"} << 2 << "strict";
        QTest::newRow("unknown technique") << QStringList{"--mode", "modern", "--without", "luck"} << 2 << "luck";
        QTest::newRow("a folder as checkpoint") << QStringList{"--checkpoint", "/tmp"} << 1 << "folder";
        QTest::newRow("a checkpoint that is none")
            << QStringList{"--checkpoint", WATTLINE_TEST_DATA "/data/synthetic459.csv"} << 1 << "no checkpoint";
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
        if (!arguments.contains("--mode"))
            all += {"--mode", "strict"};
        const CliRun run = runCli(all + arguments);
        QVERIFY2(run.exitCode == exitCode, run.errors.constData());
        QVERIFY2(QString(run.errors).contains(says), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }
};

QTEST_GUILESS_MAIN(EvolveCommandTest)
#include "tst_evolve.moc"
