// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "ui/main_window.h"
#include "ui/pages/row_details.h"
#include "ui/panels/rows_panel.h"
#include "ui/panels/show_recording_button.h"
#include "ui/tables/dataset_columns.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/provenance_work.h"
#include "ui/work/trace_work.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

/// A session with three runs of waves, two of them replicates, and one on a level.
struct Runs {
    TestFolder folder;
    Session session;

    Runs()
    {
        SquareWave wave;
        wave.cycles = 6;
        wave.idleSamples = 60;
        folder.write("a.csv", recordingOf({wave.series()}));
        folder.write("b.csv", recordingOf({wave.series()}));
        folder.write("flat.csv", recordingOf({flatSeries(250, 600)}));
        const auto csv = folder.write("tasks.csv", tasksCsv({{"r1", "a.csv", "waves"},
                                                             {"r2", "b.csv", "waves"},
                                                             {"r3", "flat.csv", "level", "1", "", "ResNet50"},
                                                             {"r4", "", "told", "1", "6", "VGG16", "60,3,300,10"}}));
        openFiles(session, {csv});
    }

    bool ready()
    {
        return QTest::qWaitFor([this] { return session.dataset() && session.runningTasks().empty(); });
    }
    void choose(std::size_t row)
    {
        Selection selection = session.selection();
        selection.datasetRow = row;
        session.select(selection);
    }
};

QString cell(const QAbstractItemModel& model, int row, const QString& title)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.headerData(column, Qt::Horizontal).toString() == title)
            return model.index(row, column).data().toString();
    }
    return QStringLiteral("no such column");
}

int columnOf(const QAbstractItemModel& model, const QString& toolTip)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString() == toolTip)
            return column;
    }
    return -1;
}

} // namespace

class RowsPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void theModelKeepsTheRulesOfModels()
    {
        const auto built = knownLaw(20);
        std::vector<std::string> names;
        RowModel<std::size_t> model(datasetColumns(built, names));
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({0, 5, 19});
        QCOMPARE(names.size(), static_cast<std::size_t>(model.columnCount()));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("6"));
        model.setContents({}, {});
    }

    void showsTargetsWithUnitsAndWhereTheyComeFrom()
    {
        Runs runs;
        const RowsPanel panel(runs.session);
        QVERIFY(runs.ready());
        const QAbstractItemModel& model = *named<SortedTable>(panel, "Rows of the data set")->model();
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(cell(model, 0, "Replicates"), QStringLiteral("2"));
        QCOMPARE(cell(model, 0, "Targets"), QStringLiteral("trace"));
        QCOMPARE(cell(model, 2, "Targets"), QStringLiteral("given"));
        QCOMPARE(cell(model, 2, "Peak power (W)"), QStringLiteral("300"));
        QCOMPARE(cell(model, 1, "Valley power (W)"), QStringLiteral("–"));
    }

    void cellsThatTheCatalogueFilledAreMarked()
    {
        BuiltDataset built = *knownLaw(3);
        built.dataset.provenance[1].filledColumns = {"params"};
        Session session;
        const RowsPanel panel(session);
        session.setDataset(std::make_shared<const BuiltDataset>(built));
        const QAbstractItemModel& model = *named<SortedTable>(panel, "Rows of the data set")->model();
        const int params = columnOf(model, "params");
        QVERIFY(!model.index(0, params).data().toString().contains(QString::fromUtf8(FilledMark)));
        QVERIFY(model.index(1, params).data().toString().endsWith(QString::fromUtf8(FilledMark)));
        QVERIFY(
            model.index(1, params).data(Qt::ToolTipRole).toString().startsWith("Filled from the network catalogue"));
    }

    void numbersAreSortedAsNumbersAndAbsentOnesLast()
    {
        Runs runs;
        RowsPanel panel(runs.session);
        QVERIFY(runs.ready());
        auto* table = named<SortedTable>(panel, "Rows of the data set");
        table->sortByColumn(columnOf(*table->model(), "valley_power_w"), Qt::AscendingOrder);
        QCOMPARE(cell(*table->model(), 2, "Valley power (W)"), QStringLiteral("–"));
        QCOMPARE(cell(*table->model(), 0, "Valley power (W)"), QStringLiteral("60"));
    }

    void wordsFilterTheRowsAndTheChosenRowStaysChosen()
    {
        Runs runs;
        RowsPanel panel(runs.session);
        QVERIFY(runs.ready());
        auto* table = named<SortedTable>(panel, "Rows of the data set");
        table->chooseRow(2);
        QCOMPARE(runs.session.selection().datasetRow, std::optional<std::size_t>(2));
        named<QLineEdit>(panel, "Filter rows")->setText("VGG told");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->chosenRow(), std::optional<int>(0));
        QCOMPARE(runs.session.selection().datasetRow, std::optional<std::size_t>(2));
        named<QLineEdit>(panel, "Filter rows")->setText("R2"); // the name of a run that the row averages
        QTRY_COMPARE(cell(*table->model(), 0, "Replicates"), QStringLiteral("2"));
        QVERIFY(!table->chosenRow());
        QCOMPARE(runs.session.selection().datasetRow, std::optional<std::size_t>(2));
    }

    void aRowChosenElsewhereIsChosenHere()
    {
        Runs runs;
        RowsPanel panel(runs.session);
        QVERIFY(runs.ready());
        runs.choose(1);
        QCOMPARE(named<SortedTable>(panel, "Rows of the data set")->chosenRow(), std::optional<int>(1));
    }

    void returnOnATargetShowsThePhasesThatItWasMeasuredOn()
    {
        Runs runs;
        RowsPanel panel(runs.session);
        panel.resize(900, 300);
        panel.show();
        QVERIFY(runs.ready());
        auto* table = named<SortedTable>(panel, "Rows of the data set");
        QSignalSpy wanted(&runs.session, &Session::recordingWanted);
        table->setCurrentIndex(table->model()->index(0, columnOf(*table->model(), "valley_power_w")));
        QTest::keyClick(table, Qt::Key_Return);
        auto* menu = named<QMenu>(panel, "Recordings of the row"); // two replicates
        QTRY_VERIFY(menu->isVisible());
        QCOMPARE(menu->actions().size(), 2);
        menu->actions()[1]->trigger();
        menu->close();
        QCOMPARE(wanted.size(), 1);
        QTRY_VERIFY(runs.session.selection().range);
        const Recording& shownRecording = runs.session.recordings().at(*runs.session.selection().recording);
        QCOMPARE(fileName(shownRecording.trace->path), QStringLiteral("b.csv"));
        const auto& phases = shownRecording.phases->gpus[0].phases;
        const auto first =
            std::ranges::find_if(phases, [](const Phase& p) { return p.complete && p.kind == PhaseKind::Valley; });
        QCOMPARE(runs.session.selection().range->first, first->beginSeconds);
        QCOMPARE(runs.session.selection().datasetRow, std::optional<std::size_t>(0));
    }

    void aRecordingThatIsOpenIsSelectedNotOpenedAgain()
    {
        Runs runs;
        QVERIFY(runs.ready());
        openFiles(runs.session, {runs.folder.path("a.csv"), runs.folder.path("flat.csv")});
        QVERIFY(runs.ready());
        showRecording(runs.session, 1, runs.session.dataset()->dataset.provenance[1].traces.at(0));
        QCOMPARE(runs.session.recordings().size(), std::size_t{2});
        QCOMPARE(runs.session.selection().recording, std::optional<std::size_t>(1));
        QVERIFY(runs.session.selection().range); // of the level
        QVERIFY(runs.session.selection().range->first > 4.0);
    }

    void aRecordingThatIsGoneIsToldAndNothingChanges()
    {
        Runs runs;
        QVERIFY(runs.ready());
        showRecording(runs.session, 0, runs.folder.path("gone.csv").string());
        QTRY_VERIFY(runs.session.runningTasks().empty());
        QVERIFY(runs.session.recordings().empty());
        QVERIFY(runs.session.messages().back().text.contains("gone.csv"));
    }

    void theButtonSaysWhyThereIsNoRecording()
    {
        Runs runs;
        ShowRecordingButton show(runs.session);
        QVERIFY(!show.isEnabled());
        QVERIFY(runs.ready());
        runs.choose(2);
        QVERIFY(!show.isEnabled());
        QVERIFY(show.toolTip().startsWith("No recording is known for this row"));
        runs.choose(1);
        QVERIFY(show.isEnabled());
        QCOMPARE(show.text(), QStringLiteral("Show Recording"));
        runs.choose(0);
        QCOMPARE(show.text(), QStringLiteral("Show Recording…"));
    }

    void theWindowTurnsToTheTracePage()
    {
        Runs runs;
        MainWindow window(runs.session, Memory::Ignore);
        window.show();
        QVERIFY(runs.ready());
        window.showPage(1);
        runs.choose(1);
        auto* show = window.pages()[1]->findChild<ShowRecordingButton*>();
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(window.pages()[0]->isVisible());
        QTRY_VERIFY(runs.session.selection().range);
        QTRY_VERIFY(runs.session.runningTasks().empty());
    }
};

QTEST_MAIN(RowsPanelTest)
#include "tst_rows_panel.moc"
