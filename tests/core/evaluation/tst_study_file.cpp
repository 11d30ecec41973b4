// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/evaluation/study.h"
#include "tests/support/regression_rows.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

RegressionData productRows()
{
    return rowsWithLaw(60, 2, [](const Eigen::RowVectorXd& row) { return 20.0 + row[0] * row[1]; });
}

StudyPlan smallPlan()
{
    StudyPlan plan;
    plan.base.mode = SearchMode::Strict;
    plan.populations = {30};
    plan.generations = {1, 2};
    plan.crossovers = {0.6, 0.8};
    plan.repeats = 2;
    return plan;
}

} // namespace

class StudyFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path m_file;

    std::string text() const { return *readFile(m_file); }
    void write(const std::string& bytes) const { QVERIFY(writeFileAtomically(m_file, bytes)); }
    Result<Study> studied(const StudyPlan& plan = smallPlan()) const { return runStudy(productRows(), plan, m_file); }

private slots:
    void init()
    {
        m_file = m_folder.filePath("study.jsonl").toStdString();
        std::filesystem::remove(m_file);
    }

    void goesOnWhereItWasStopped()
    {
        std::stop_source source;
        const auto first = runStudy(productRows(), smallPlan(), m_file,
                                    [&source](const Study& study) {
                                        if (study.runs.size() == 3)
                                            source.request_stop();
                                    },
                                    {.stop = source.get_token()});
        QVERIFY(first && first->stopped);
        const Study resumed = *studied();
        QCOMPARE(resumed.resumed, std::size_t{3});
        QCOMPARE(resumed.runs.size(), std::size_t{4});
        const Study unbroken = *runStudy(productRows(), smallPlan());
        for (std::size_t i = 0; i < unbroken.points.size(); ++i) {
            QCOMPARE(resumed.points[i].validation.mean, unbroken.points[i].validation.mean);
            QCOMPARE(resumed.points[i].test.mean, unbroken.points[i].test.mean);
        }
        QCOMPARE(resumed.plateau, unbroken.plateau);
    }

    void aLargerGridTakesOverWhatThereIs()
    {
        QVERIFY(studied());
        StudyPlan larger = smallPlan();
        larger.populations = {30, 40};
        larger.repeats = 3;
        QCOMPARE(studied(larger)->resumed, std::size_t{4});
        larger.generations = {1, 2, 3}; // none was measured there
        QCOMPARE(studied(larger)->resumed, std::size_t{0});
    }

    void moreGenerationsLeaveTheMeasuredOnesInTheFile()
    {
        const Study first = *studied();
        StudyPlan further = smallPlan();
        further.generations = {3};
        QCOMPARE(studied(further)->resumed, std::size_t{0});
        QCOMPARE(studied(further)->resumed, std::size_t{4});
        const Study again = *studied();
        QCOMPARE(again.resumed, std::size_t{4});
        for (std::size_t i = 0; i < first.points.size(); ++i)
            QCOMPARE(again.points[i].validation.mean, first.points[i].validation.mean);
        StudyPlan all = smallPlan();
        all.generations = {1, 2, 3};
        const Study resumed = *studied(all);
        QCOMPARE(resumed.resumed, std::size_t{4});
        const Study unbroken = *runStudy(productRows(), all);
        for (std::size_t i = 0; i < unbroken.points.size(); ++i)
            QCOMPARE(resumed.points[i].test.mean, unbroken.points[i].test.mean);
    }

    void aGridThatHasGrownIsInTheOrderOfThePlan()
    {
        StudyPlan plan = smallPlan();
        plan.populations = {40};
        plan.repeats = 3;
        QVERIFY(studied(plan));
        plan.populations = {40, 30};
        const Study grown = *studied(plan);
        QCOMPARE(grown.resumed, std::size_t{6});
        const Study unbroken = *runStudy(productRows(), plan);
        QCOMPARE(grown.runs.size(), unbroken.runs.size());
        for (std::size_t i = 0; i < unbroken.runs.size(); ++i) {
            QCOMPARE(grown.runs[i].repeat, unbroken.runs[i].repeat);
            QCOMPARE(grown.runs[i].crossover, unbroken.runs[i].crossover);
            QCOMPARE(grown.runs[i].population, unbroken.runs[i].population);
        }
        for (std::size_t i = 0; i < unbroken.points.size(); ++i)
            QVERIFY(grown.points[i].validation.std == unbroken.points[i].validation.std);
    }

    void aTornLastLineIsMadeAgain()
    {
        QVERIFY(studied());
        const std::string whole = text();
        write(whole.substr(0, whole.size() - 20));
        const auto again = studied();
        QVERIFY2(again.hasValue(), again ? "" : again.error().message.c_str());
        QCOMPARE(again->resumed, std::size_t{3});
        QCOMPARE(std::ranges::count(text(), '\n'), std::ranges::count(whole, '\n'));
        QVERIFY(remarksOn(*again).front().starts_with("The last line of the results file had lost its end"));
        QVERIFY(!remarksOn(*studied()).front().starts_with("The last line"));
    }

    void anEmptyFileIsBegun()
    {
        write("");
        QVERIFY(studied());
        QVERIFY(text().starts_with("{\"wattline_study\":1"));
    }

    void refusesAnotherStudy_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("named");
        QTest::newRow("seed") << "seed"
                              << "another seed";
        QTest::newRow("mode") << "mode"
                              << "another mode";
        QTest::newRow("settings") << "settings"
                                  << "other settings of the search";
        QTest::newRow("target") << "target"
                                << "another target";
        QTest::newRow("values") << "values"
                                << "other values in the rows";
        QTest::newRow("rows") << "rows"
                              << "another number of rows";
        QTest::newRow("features") << "features"
                                  << "other features";
    }
    void refusesAnotherStudy()
    {
        QFETCH(QString, what);
        QFETCH(QString, named);
        QVERIFY(studied());
        const std::string before = text();
        StudyPlan plan = smallPlan();
        RegressionData data = productRows();
        if (what == "seed")
            plan.base = withSeed(plan.base, 43);
        else if (what == "mode")
            plan.base.mode = SearchMode::Modern;
        else if (what == "settings")
            plan.base.strict.parsimony = 0.01;
        else if (what == "target")
            data.targetName = "z";
        else if (what == "values")
            data.target[3] += 1.0;
        else if (what == "features")
            data.featureNames[0] = "x9";
        else
            data = selectRows(data, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        const auto refused = runStudy(data, plan, m_file);
        QVERIFY(!refused);
        const QString message = QString::fromStdString(refused.error().message);
        QVERIFY2(message.contains(named) && message.contains("study.jsonl"), qPrintable(message));
        QCOMPARE(text(), before);
    }

    void refusesWhatIsNoResultsFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("named");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\1\2\3",
                                              8)
                                << "study.jsonl:1: this is no results file";
        QTest::newRow("other JSON") << QByteArray("{\"a\": 1}\n") << "study.jsonl:1: this is no results file";
        QTest::newRow("later version") << QByteArray("{\"wattline_study\": 2}\n") << "study.jsonl:1:";
    }
    void refusesWhatIsNoResultsFile()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, named);
        write(bytes.toStdString());
        const auto refused = studied();
        QVERIFY(!refused);
        QVERIFY2(QString::fromStdString(refused.error().message).contains(named), refused.error().message.c_str());
        QCOMPARE(text(), bytes.toStdString());
    }

    void namesADamagedLineInTheMiddle()
    {
        QVERIFY(studied());
        std::string damaged = text();
        damaged.insert(damaged.find('\n') + 1, "{\"population\": \"many\"}\n");
        write(damaged);
        QVERIFY(studied().error().message.find("study.jsonl:2: this line is no run") != std::string::npos);
    }

    void aReadOnlyFileStaysAsItIs()
    {
        QVERIFY(studied());
        std::filesystem::permissions(m_file, std::filesystem::perms::owner_read);
        StudyPlan more = smallPlan();
        more.repeats = 3;
        const auto refused = studied(more);
        std::filesystem::permissions(m_file, std::filesystem::perms::owner_all);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("read-only") != std::string::npos, refused.error().message.c_str());
    }

    void aFolderThatIsNotThereIsToldBeforeAnySearch()
    {
        std::size_t told = 0;
        const auto refused =
            runStudy(productRows(), smallPlan(), "/nowhere/at/all.jsonl", [&told](const Study&) { ++told; });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Io);
        QCOMPARE(told, std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(StudyFileTest)
#include "tst_study_file.moc"
