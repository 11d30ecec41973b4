// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_view.h"
#include "ui/dialogs/open_dialog.h"
#include "ui/tables/preview_columns.h"
#include "ui/window_memory.h"
#include "ui/work/trace_work.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

const std::string TwoGpus = recordingOf({SquareWave{}.series(), SquareWave{}.series()});
const char* Timeless = "100.5 W\n99.5 W\n102.5 W\n103.5 W\n98.5 W\n105.5 W\n106.5 W\n101.5 W\n108.5 W\n97.5 W\n";

ImportFile lookedAt(const std::filesystem::path& path, const ReadOptions& options = {})
{
    return {path, options, previewImport(path, options)};
}

QComboBox* box(const QWidget& dialog, const char* label)
{
    for (const QLabel* each : dialog.findChildren<QLabel*>()) {
        if (each->text().remove('&') == QString::fromUtf8(label) && each->buddy() != nullptr)
            return qobject_cast<QComboBox*>(each->buddy());
    }
    return nullptr;
}

void choose(QComboBox* box, int index)
{
    box->setCurrentIndex(index);
    emit box->activated(index);
}

/// A session and the dialog that opening files in it shows.
struct Opening {
    TestFolder folder;
    Session session;
    QWidget window;

    ImportDialog* dialog() const { return window.findChild<ImportDialog*>(); }
    bool idle() const { return session.runningTasks().empty(); }
    ImportDialog* open(const std::vector<std::filesystem::path>& paths)
    {
        openAfterPreview(session, paths, &window);
        return QTest::qWaitFor([this] { return dialog() != nullptr || idle(); }) ? dialog() : nullptr;
    }
};

} // namespace

class TestImport : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        failOnQtWarnings();
        setAsksForCertainFiles(true);
    }

    void returnOpensWhatThePreviewShows()
    {
        Opening o;
        ImportDialog* dialog = o.open({o.folder.write("run.csv", TwoGpus)});
        QVERIFY(dialog != nullptr);
        QVERIFY(o.session.recordings().empty());
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        QCOMPARE(o.session.recordings()[0].trace->gpus.size(), std::size_t{2});
        QVERIFY(o.session.recordings()[0].phases);
    }

    void cancelOpensNothing()
    {
        Opening o;
        ImportDialog* dialog = o.open({o.folder.write("run.csv", TwoGpus)});
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(o.dialog() == nullptr);
        QVERIFY(o.idle() && o.session.recordings().empty());
    }

    void showsRowsAndRolesOfTheColumns()
    {
        const TestFolder folder;
        const ImportDialog dialog({lookedAt(folder.write("run.csv", TwoGpus))});
        const auto* table = dialog.findChild<QTableView*>();
        QVERIFY(table->model()->rowCount() > 100);
        QStringList heads;
        for (int i = 0; i < table->model()->columnCount(); ++i)
            heads << table->model()->headerData(i, Qt::Horizontal).toString();
        QVERIFY2(heads.contains("power.draw (W)\nPower"), qPrintable(heads.join('|')));
        QVERIFY2(heads.contains("timestamp (s)\nTime"), qPrintable(heads.join('|')));
        QVERIFY2(heads.contains("index\nGPU"), qPrintable(heads.join('|')));
        QCOMPARE(table->model()->index(0, 0).data().toString(), QString("2"));
    }

    void anotherColumnIsLookedAtAnew()
    {
        const TestFolder folder;
        ImportDialog dialog({lookedAt(folder.write("run.csv", TwoGpus))});
        QComboBox* power = box(dialog, "Power column:");
        const int limit = power->findText("power.limit", Qt::MatchContains);
        QVERIFY(limit > 0);
        choose(power, limit);
        auto* open = button(dialog, "Open");
        QVERIFY(!open->isEnabled()); // until it is known what comes of it
        QTRY_VERIFY(open->isEnabled());
        QCOMPARE(dialog.chosenFiles().front().options.powerColumn, std::string("power.limit"));
        QCOMPARE(power->currentIndex(), limit);
    }

    void aFileWithoutTimesAsksForTheIntervalAndOpensWithIt()
    {
        Opening o;
        ImportDialog* dialog = o.open({o.folder.write("watts.txt", Timeless)});
        QVERIFY(dialog != nullptr);
        auto* open = button(*dialog, "Open");
        QVERIFY(!open->isEnabled());
        auto* interval = dialog->findChild<QDoubleSpinBox*>();
        QVERIFY(interval->isEnabled());
        const auto* problem = named<QLabel>(*dialog->findChild<ImportView*>(), "Problem");
        QVERIFY(!problem->isHidden() && !problem->text().isEmpty());
        interval->setValue(0.5);
        QTRY_VERIFY(open->isEnabled());
        open->click();
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        QCOMPARE(o.session.recordings()[0].trace->gpus[0].power.timeSeconds.back(), 4.5);
        QCOMPARE(o.session.recordings()[0].options.intervalSeconds, std::optional(0.5));
    }

    void severalFilesShareADialogAndTheirChoices()
    {
        Opening o;
        ImportDialog* dialog = o.open(
            {o.folder.write("a.txt", Timeless), o.folder.write("b.csv", TwoGpus), o.folder.write("c.txt", Timeless)});
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->chosenFiles().size(), std::size_t{1});
        dialog->findChild<QDoubleSpinBox*>()->setValue(0.1);
        QTRY_COMPARE(dialog->chosenFiles().size(), std::size_t{3});
        named<QListWidget>(*dialog, "Files")->item(1)->setCheckState(Qt::Unchecked);
        QTRY_VERIFY(button(*dialog, "Open")->isEnabled());
        button(*dialog, "Open")->click();
        QTRY_VERIFY(o.session.recordings().size() == 2 && o.idle());
        QVERIFY(o.session.recordings()[0].trace->path.ends_with("a.txt"));
        QVERIFY(o.session.recordings()[1].trace->path.ends_with("c.txt"));
    }

    void certainFilesAreNotAskedForOnceThatIsSaid()
    {
        Opening o;
        ImportDialog* dialog = o.open({o.folder.write("run.csv", TwoGpus)});
        dialog->findChild<QCheckBox*>()->setChecked(true);
        button(*dialog, "Open")->click();
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle() && o.dialog() == nullptr);
        QVERIFY(!asksForCertainFiles());
        QVERIFY(o.open({o.folder.write("next.csv", TwoGpus)}) == nullptr);
        QTRY_COMPARE(o.session.recordings().size(), std::size_t{2});
        QVERIFY(o.open({o.folder.write("watts.txt", Timeless)}) != nullptr);
    }

    void tablesAndOpenRecordingsAreNotPreviewed()
    {
        Opening o;
        const auto run = o.folder.write("run.csv", TwoGpus);
        openFiles(o.session, {run});
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        const auto table = o.folder.write("numbers.csv", "batch,energy\n1,2\n2,4\n3,6\n4,9\n");
        QVERIFY(o.open({table, run}) == nullptr);
        QTRY_VERIFY(o.session.dataset() && o.idle());
        QCOMPARE(o.session.recordings().size(), std::size_t{1});
    }

    void theFirstFileOfTheListIsSelectedThoughItIsOpenAlready()
    {
        Opening o;
        setAsksForCertainFiles(false);
        const auto run = o.folder.write("run.csv", TwoGpus);
        openFiles(o.session, {run});
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        QVERIFY(o.open({run, o.folder.write("second.csv", TwoGpus)}) == nullptr);
        QTRY_VERIFY(o.session.recordings().size() == 2 && o.idle());
        QCOMPARE(o.session.selection().recording, std::optional<std::size_t>(0));
    }

    void aFileThatIsNotThereBecomesAMessage()
    {
        Opening o;
        QVERIFY(o.open({o.folder.path("absent.csv")}) == nullptr);
        QTRY_VERIFY(o.idle() && !o.session.messages().empty());
        QVERIFY(o.session.messages().back().text.contains("absent.csv"));
    }

    void linesThatReadingComplainsOfBearASign()
    {
        const TestFolder folder;
        std::string text = TwoGpus;
        text.replace(text.find("300.00"), 6, "[N/A] ");
        const Result<ImportPreview> preview = previewImport(folder.write("run.csv", text));
        QVERIFY(preview);
        QPixmap pixmap(4, 4);
        RowModel<PreviewRow> model({});
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setContents(previewColumns(*preview, QIcon(pixmap)), preview->rows);
        int marked = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            marked += model.index(row, 0).data(Qt::DecorationRole).isValid() ? 1 : 0;
        QCOMPARE(marked, 1);
        QVERIFY(model.index(0, 0).data(Qt::DecorationRole).isValid());
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains("N/A"));
    }

    void aRecordingIsReloadedWhereItStands()
    {
        Opening o;
        const auto run = o.folder.write("run.csv", TwoGpus);
        openFiles(o.session, {run, o.folder.write("other.csv", TwoGpus)});
        QTRY_VERIFY(o.session.recordings().size() == 2 && o.idle());
        Selection selection = o.session.selection();
        selection.range = {1.0, 2.0};
        o.session.select(selection);
        o.folder.write("run.csv", recordingOf({SquareWave{}.series()}));
        reload(o.session, 0);
        QTRY_VERIFY(o.session.recordings()[0].trace->gpus.size() == 1 && o.idle());
        QVERIFY(o.session.recordings()[0].phases);
        QCOMPARE(o.session.selection(), selection);
        o.session.undoStack().undo();
        QCOMPARE(o.session.recordings()[0].trace->gpus.size(), std::size_t{2});
        QCOMPARE(o.session.recordings().size(), std::size_t{2});
    }

    void aReloadedRecordingKeepsItsSettings()
    {
        Opening o;
        openFiles(o.session, {o.folder.write("run.csv", TwoGpus)});
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        SegmentationSettings settings;
        settings.minimumCycles = 50;
        settings.minimumRepeats = 50;
        const std::map<std::string, std::size_t> sensors{{"1", 2}};
        o.session.setDetectionSettings(0, settings);
        o.session.setChosenSensors(0, sensors);
        const auto first = o.session.recordings()[0].trace;
        reload(o.session, 0);
        QTRY_VERIFY(o.session.recordings()[0].trace != first && o.idle());
        QCOMPARE(o.session.recordings()[0].detectionSettings, settings);
        QCOMPARE(o.session.recordings()[0].chosenSensors, sensors);
        QVERIFY(o.session.recordings()[0].phases->gpus[0].phases.empty()); // looked for with them
    }

    void reloadsInARowAreOneStep()
    {
        Opening o;
        openFiles(o.session, {o.folder.write("run.csv", TwoGpus)});
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        const auto first = o.session.recordings()[0].trace;
        for (int i = 0; i < 3; ++i) {
            reload(o.session, 0);
            QTRY_VERIFY(o.idle());
        }
        QCOMPARE(o.session.undoStack().count(), 1);
        o.session.undoStack().undo();
        QCOMPARE(o.session.recordings()[0].trace, first);
    }

    void aRecordingThatIsGoneStaysOpen()
    {
        Opening o;
        const auto run = o.folder.write("run.csv", TwoGpus);
        openFiles(o.session, {run});
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        std::filesystem::remove(run);
        reload(o.session, 0);
        QTRY_VERIFY(o.idle() && o.session.messages().back().severity == ui::Severity::Problem);
        QCOMPARE(o.session.recordings().size(), std::size_t{1});
        QCOMPARE(o.session.undoStack().count(), 0);
    }

    void theReadingOfARecordingIsChangedAndTakenBack()
    {
        Opening o;
        openFiles(o.session, {o.folder.write("run.csv", TwoGpus)});
        QTRY_VERIFY(o.session.recordings().size() == 1 && o.idle());
        changeReadingByDialog(o.session, 0, &o.window);
        QTRY_VERIFY(o.dialog() != nullptr);
        QComboBox* power = box(*o.dialog(), "Power column:");
        choose(power, power->findText("power.limit", Qt::MatchContains));
        QTRY_VERIFY(button(*o.dialog(), "Open")->isEnabled());
        button(*o.dialog(), "Open")->click();
        QTRY_VERIFY(o.idle() && o.session.undoStack().count() == 1);
        QCOMPARE(o.session.recordings()[0].trace->gpus[0].power.powerWatts.front(), 400.0F);
        QCOMPARE(o.session.undoStack().undoText(), QString("Change Reading of run.csv"));
        o.session.undoStack().undo();
        QCOMPARE(o.session.recordings()[0].trace->gpus[0].power.powerWatts.front(), 300.0F);
    }

    void aFileOfTwoRecordingsOpensBothAndReloadsBoth()
    {
        Opening o;
        const std::string twice =
            "timestamp [s], index, power.draw [W]\n0, 0, 100\n1, 0, 110\n2, 0, 105\n3, 0, 110\n4, 0, 100\n"
            "900, 0, 200\n901, 0, 210\n902, 0, 220\n903, 0, 200\n904, 0, 210\n";
        const auto file = o.folder.write("night.csv", twice);
        openFiles(o.session, {file, o.folder.write("other.csv", TwoGpus)});
        QTRY_VERIFY(o.idle());
        QCOMPARE(o.session.recordings().size(), std::size_t{3});
        QCOMPARE(titleOf(*o.session.recordings()[1].trace), std::string("night.csv (2 of 2)"));
        reload(o.session, 1);
        QTRY_VERIFY(o.idle());
        QCOMPARE(o.session.recordings().size(), std::size_t{3});
        QCOMPARE(titleOf(*o.session.recordings()[2].trace), std::string("other.csv"));
    }
};

QTEST_MAIN(TestImport)
#include "tst_import.moc"
