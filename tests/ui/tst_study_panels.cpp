// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/studied.h"
#include "ui/pages/empty_state.h"
#include "ui/panels/importance_panel.h"
#include "ui/panels/study_panel.h"
#include "ui/panels/transfer_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/studies_work.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;

namespace {

QString cell(const SortedTable& table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

void choose(QComboBox& box, const char* data)
{
    box.setCurrentIndex(box.findData(QString::fromLatin1(data)));
}

/// A session with a data set of 60 rows whose runs are on one and on four GPUs by turns.
void openKnownLaw(Session& session)
{
    session.setDataset(knownLaw(60));
}

bool saysSomewhere(const QWidget& panel, const char* words)
{
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&panel) && label->text().contains(QString::fromUtf8(words)))
            return true;
    }
    return false;
}

} // namespace

class StudyPanelsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void theTablesKeepTheRulesOfModels()
    {
        RowModel<ImportanceRow> importance(importanceColumns());
        RowModel<TransferPair> transfer(transferColumns());
        RowModel<StudyRow> study(studyColumns(nullptr));
        for (QAbstractItemModel* model :
             {static_cast<QAbstractItemModel*>(&importance), static_cast<QAbstractItemModel*>(&transfer),
              static_cast<QAbstractItemModel*>(&study)})
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest, model);
        importance.setRows(importanceRows(nullptr));
        transfer.setRows(transferPairs(nullptr));
        study.setRows(studyRows(nullptr));
        QCOMPARE(study.rowCount(), 0);
    }

    void severalRepeatsHaveASpreadEvenOfNone()
    {
        Transfer transfer{.groups = {{.name = "a"}}, .rows = {{.repeats = 2, .errors = {TransferErrors{}}}}};
        const auto mse = [&transfer] {
            const TransferPair pair{std::make_shared<const Transfer>(transfer), 0, 0};
            return transferColumns().at(5).cell(pair).text;
        };
        QCOMPARE(mse(), QStringLiteral("0 ± 0"));
        transfer.rows[0].repeats = 1;
        QCOMPARE(mse(), QStringLiteral("0"));
    }

    void withoutADataSetNothingCanBeStarted()
    {
        Session session;
        const ImportancePanel importance(session);
        const TransferPanel transfer(session);
        const StudyPanel study(session);
        QVERIFY(!button(importance, "Find Importance")->isEnabled());
        QVERIFY(!button(transfer, "Test Transfer")->isEnabled());
        QVERIFY(!button(study, "Run Study")->isEnabled());
        QVERIFY(saysSomewhere(importance, "shuffled and moved"));
    }

    void findsTheFeatureOfTheLawFirst()
    {
        Session session;
        openKnownLaw(session);
        ImportancePanel panel(session);
        choose(*named<QComboBox>(panel, "Model to explain"), "linear");
        button(panel, "Find Importance")->click();
        QTRY_VERIFY(session.studies().importance != nullptr);
        QTRY_VERIFY(!session.isRunning(Job::Importance));
        const auto* table = named<SortedTable>(panel, "Importance of the features");
        QCOMPARE(cell(*table, 0, 0), QStringLiteral("Batch size"));
        QVERIFY(cell(*table, 0, 1).contains(QStringLiteral("±")));
        QVERIFY(panel.showsFigure());
        QVERIFY(saysSomewhere(panel, "6 test rows of 1 split, 30 shuffles of each feature"));
    }

    void theStudiedFormulaStaysTheModelToExplain()
    {
        Session session;
        openKnownLaw(session);
        ImportancePanel panel(session);
        auto* models = named<QComboBox>(panel, "Model to explain");
        QCOMPARE(models->currentData().toString(), QStringLiteral("boosting"));
        session.setStudied(test::studiedFormula("a + b"));
        models->setCurrentIndex(models->findText(QStringLiteral("Studied formula")));
        session.setStudied(test::studiedFormula("a * b"));
        QCOMPARE(models->currentText(), QStringLiteral("Studied formula"));
        session.setStudied(nullptr);
        QCOMPARE(models->currentData().toString(), QStringLiteral("boosting"));
    }

    void aFeatureChosenInTheTableIsChosenEverywhere()
    {
        Session session;
        openKnownLaw(session);
        ImportancePanel panel(session);
        choose(*named<QComboBox>(panel, "Model to explain"), "linear");
        button(panel, "Find Importance")->click();
        QTRY_VERIFY(session.studies().importance && !session.isRunning(Job::Importance));
        named<SortedTable>(panel, "Importance of the features")->chooseRow(0);
        QCOMPARE(session.selection().feature, std::string("batch_size"));
    }

    void transfersBetweenTheGroupsOfAColumn()
    {
        Session session;
        openKnownLaw(session);
        TransferPanel panel(session);
        choose(*named<QComboBox>(panel, "Group rows by"), "gpus");
        choose(*named<QComboBox>(panel, "Method to transfer"), "linear");
        button(panel, "Test Transfer")->click();
        QTRY_VERIFY(session.studies().transfer && !session.isRunning(Job::Transfer));
        auto* table = named<SortedTable>(panel, "Errors between groups");
        QCOMPARE(table->model()->rowCount(), 4);
        QCOMPARE(cell(*table, 0, 1), QStringLiteral("1, held out"));
        table->chooseRow(1);
        QVERIFY(named<QLabel>(panel, "The chosen pair of groups")->text().contains(QStringLiteral("tested on 4")));
    }

    void offersOnlyColumnsOfFewValues()
    {
        const std::vector<std::string> names = groupings(knownLaw(60)->dataset);
        const auto has = [&names](const char* name) { return std::ranges::find(names, name) != names.end(); };
        QVERIFY(has("gpus") && has("num_workers"));
        QVERIFY(!has("peak_duration_s") && !has("family")); // hardly two rows of one value; no column model
    }

    void runsAStudyAndMarksItsPoints()
    {
        Session session;
        openKnownLaw(session);
        StudyPanel panel(session);
        named<QLineEdit>(panel, "Populations")->setText(QStringLiteral("30, 60"));
        named<QLineEdit>(panel, "Generations")->setText(QStringLiteral("1,2"));
        named<QLineEdit>(panel, "Crossovers")->setText(QStringLiteral("0.7"));
        named<QSpinBox>(panel, "Repeats of the study")->setValue(2);
        button(panel, "Run Study")->click();
        QTRY_VERIFY(session.studies().study && !session.isRunning(Job::Study));
        QCOMPARE(named<SortedTable>(panel, "Points of the study")->model()->rowCount(), 4);
        QVERIFY(panel.showsFigure());
        QVERIFY(saysSomewhere(panel, "4 of 4 searches"));
    }

    void aPointOfTheStudyBecomesTheNextSearch()
    {
        Session session;
        openKnownLaw(session);
        StudyPanel panel(session);
        named<QLineEdit>(panel, "Populations")->setText(QStringLiteral("30,60"));
        named<QLineEdit>(panel, "Generations")->setText(QStringLiteral("1, 2"));
        named<QLineEdit>(panel, "Crossovers")->setText(QStringLiteral("0.6"));
        button(panel, "Run Study")->click();
        QTRY_VERIFY(session.studies().study && !session.isRunning(Job::Study));
        named<SortedTable>(panel, "Points of the study")->chooseRow(3);
        button(panel, "Use for Search")->click();
        QCOMPARE(session.settings().search.mode, SearchMode::Strict);
        QCOMPARE(session.settings().search.strict.population, std::size_t{60});
        QCOMPARE(session.settings().search.strict.generations, std::size_t{2});
        QCOMPARE(session.settings().search.strict.crossover, 0.6);
    }

    void aListThatCannotBeReadIsNamed()
    {
        Session session;
        openKnownLaw(session);
        StudyPanel panel(session);
        named<QLineEdit>(panel, "Populations")->setText(QStringLiteral("500, many"));
        button(panel, "Run Study")->click();
        QVERIFY(!session.isRunning(Job::Study));
        QVERIFY(session.messages().back().text.contains(QStringLiteral("Populations: \" many\" is not a number")));
    }

    void cancelKeepsTheSearchesThatHaveFinished()
    {
        Session session;
        openKnownLaw(session);
        const QTemporaryDir folder;
        StudyPanel panel(session);
        named<QLineEdit>(panel, "Populations")->setText(QStringLiteral("30, 2000"));
        named<QLineEdit>(panel, "Generations")->setText(QStringLiteral("1000"));
        named<QSpinBox>(panel, "Repeats of the study")->setValue(50);
        named<QLineEdit>(panel, "Results file")->setText(folder.filePath(QStringLiteral("s.jsonl")));
        button(panel, "Run Study")->click();
        QTRY_VERIFY(session.studies().study != nullptr);
        button(panel, "Cancel")->click();
        QTRY_VERIFY(!session.isRunning(Job::Study));
        QVERIFY(session.studies().study->stopped);
        QVERIFY(saysSomewhere(panel, "those stand"));
    }

    void aMethodThatReadsNoFeaturesCannotBeExplained()
    {
        Session session;
        openKnownLaw(session);
        ImportancePanel panel(session);
        const auto* models = named<QComboBox>(panel, "Model to explain");
        const auto flagsOf = [models](const char* id) {
            return models->model()->index(models->findData(QString::fromLatin1(id)), 0).flags();
        };
        QVERIFY(flagsOf("linear").testFlag(Qt::ItemIsEnabled));
        for (const char* id : {"tdp", "tdp-oracle", "flops"})
            QVERIFY2(!flagsOf(id).testFlag(Qt::ItemIsEnabled), id);
        LearningChoice choice = session.choice();
        choice.target = "energy_per_epoch_j"; // of energy the rated power takes its duration from the features
        session.setChoice(choice);
        QVERIFY(flagsOf("tdp").testFlag(Qt::ItemIsEnabled));
    }

    void anEmptyPanelStartsItsJob()
    {
        Session session;
        openKnownLaw(session);
        ImportancePanel panel(session);
        choose(*named<QComboBox>(panel, "Model to explain"), "linear");
        panel.show();
        auto* empty = panel.findChild<EmptyState*>();
        QVERIFY(empty->isVisible());
        QVERIFY(!button(*empty, "Find Importance")->accessibleName().isEmpty()); // the bar's has the same text
        button(*empty, "Find Importance")->click();
        QVERIFY(session.isRunning(Job::Importance));
        QVERIFY(!button(*empty, "Find Importance")->isEnabled());
        QTRY_VERIFY(session.studies().importance && !session.isRunning(Job::Importance));
        QVERIFY(!empty->isVisible());
    }

    void anotherDataSetDropsWhatSpokeOfTheOldOne()
    {
        Session session;
        openKnownLaw(session);
        ImportancePanel panel(session);
        choose(*named<QComboBox>(panel, "Model to explain"), "linear");
        button(panel, "Find Importance")->click();
        QTRY_VERIFY(session.studies().importance && !session.isRunning(Job::Importance));
        session.setDataset(knownLaw(40));
        QVERIFY(session.studies().importance == nullptr);
        QVERIFY(!panel.showsFigure());
    }
};

QTEST_MAIN(StudyPanelsTest)
#include "tst_study_panels.moc"
