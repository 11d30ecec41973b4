// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "ui/dialogs/metadata_dialog.h"
#include "ui/dialogs/open_dialog.h"
#include "ui/tables/task_columns.h"
#include "ui/work/trace_work.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

const std::string Own = "Network;Batch;Params (M);Peak power (W);Peak time (s)\n"
                        "ResNet50;64;25,6;210;30\nViT;256;85,8;291;182\nVGG16;lots;138;300;60\n";

/// A session and the dialogs that opening files in it shows.
struct Opening {
    TestFolder folder;
    Session session;
    QWidget window;

    MetadataDialog* dialog() const
    {
        for (MetadataDialog* each : window.findChildren<MetadataDialog*>()) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    bool idle() const { return session.runningTasks().empty(); }
    MetadataDialog* open(const std::vector<std::filesystem::path>& paths)
    {
        openAfterPreview(session, paths, &window);
        return QTest::qWaitFor([this] { return dialog() != nullptr || idle(); }) ? dialog() : nullptr;
    }
};

void choose(QComboBox* box, const QString& text)
{
    box->setCurrentText(text);
    emit box->activated(box->currentIndex());
}

} // namespace

class MetadataTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void theModelOfRunsKeepsTheRulesOfModels()
    {
        const auto table = parseTasks(Own, "own.csv");
        QVERIFY(table.hasValue());
        RowModel<TaskMetadata> model(taskColumns(table->columns));
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(table->tasks);
        QCOMPARE(model.rowCount(), 2);
    }

    void metadataByOtherNamesIsShownFirstAndReturnImportsIt()
    {
        Opening o;
        MetadataDialog* dialog = o.open({o.folder.write("own.csv", Own)});
        QVERIFY(dialog != nullptr);
        QVERIFY(!o.session.dataset());
        QVERIFY(button(*dialog, "Import")->isEnabled());
        QCOMPARE(named<QComboBox>(*dialog, "Meaning of Batch")->currentText(), QStringLiteral("batch_size"));
        QCOMPARE(named<QComboBox>(*dialog, "Unit of Params (M)")->currentText(), QStringLiteral("Millions (M)"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(o.session.dataset() && o.idle());
        QCOMPARE(o.session.dataset()->dataset.rowCount(), std::size_t{2});
        QCOMPARE(o.session.dataset()->dataset.find("params")->numbers[0], 25.6e6);
    }

    void linesLeftOutStandWithLineAndReason()
    {
        Opening o;
        const MetadataDialog* dialog = o.open({o.folder.write("own.csv", Own)});
        QVERIFY(dialog != nullptr);
        const auto* left = named<QListWidget>(*dialog, "Lines left out");
        QCOMPARE(left->count(), 1);
        QCOMPARE(left->item(0)->text(), QStringLiteral("Line 4: column Batch holds \"lots\", which is no number"));
        QCOMPARE(dialog->findChild<QTabWidget*>()->tabText(1), QStringLiteral("Left Out (1)"));
    }

    void anotherMeaningIsLookedAtAnew()
    {
        Opening o;
        MetadataDialog* dialog = o.open({o.folder.write("own.csv", Own)});
        QVERIFY(dialog != nullptr);
        choose(named<QComboBox>(*dialog, "Meaning of Batch"), "Kept as it is");
        QVERIFY(!button(*dialog, "Import")->isEnabled()); // until it is known what comes of it
        QTRY_VERIFY(button(*dialog, "Import")->isEnabled());
        QCOMPARE(dialog->findChild<QTabWidget*>()->tabText(1), QStringLiteral("Left Out (0)"));
        choose(named<QComboBox>(*dialog, "Unit of Params (M)"), "Plain count");
        QTRY_VERIFY(button(*dialog, "Import")->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(o.session.dataset() && o.idle());
        QCOMPARE(o.session.dataset()->dataset.find("params")->numbers[0], 25.6);
        QCOMPARE(o.session.dataset()->dataset.find("Batch")->text[2], std::string("lots"));
    }

    void whatIsChosenStandsInSightWhateverTheCellsAre()
    {
        Opening o;
        const std::string cells =
            "a,b\n" + std::string(40, 'x') + ",1\n" + std::string(40, 'y') + ",2\n" + std::string(40, 'z') + ",3\n";
        importMetadata(o.session, o.folder.write("odd.csv", cells), {}, &o.window);
        QTRY_VERIFY(o.dialog());
        auto* columns = named<QTableWidget>(*o.dialog(), "Columns of the file");
        o.dialog()->resize(700, 600);
        QTRY_VERIFY(columns->width() < 700);
        QCOMPARE(columns->horizontalScrollBar()->maximum(), 0);
    }

    void tabGoesFromBoxToBoxAndStaysWhereSomebodyChose()
    {
        Opening o;
        MetadataDialog* dialog = o.open({o.folder.write("own.csv", Own)});
        QVERIFY(dialog != nullptr);
        auto* meaning = named<QComboBox>(*dialog, "Meaning of Params (M)");
        meaning->setFocus();
        QTest::keyClick(meaning, Qt::Key_Tab);
        QCOMPARE(dialog->focusWidget()->accessibleName(), QStringLiteral("Unit of Params (M)"));
        choose(named<QComboBox>(*dialog, "Unit of Params (M)"), "Plain count");
        QTRY_VERIFY(button(*dialog, "Import")->isEnabled());
        QCOMPARE(dialog->focusWidget()->accessibleName(), QStringLiteral("Unit of Params (M)"));
        choose(named<QComboBox>(*dialog, "Unit of Params (M)"), "Thousands (K)");
        auto* elsewhere = button(*dialog, "Cancel");
        elsewhere->setFocus(); // while the file is looked at anew
        QTRY_VERIFY(button(*dialog, "Import")->isEnabled());
        QCOMPARE(dialog->focusWidget(), elsewhere);
    }

    void aFileThatIsNoMetadataYetCanBeMapped()
    {
        Opening o;
        importMetadata(o.session, o.folder.write("odd.csv", "who,drew\nr1,300\nr2,310\n"), {}, &o.window);
        QTRY_VERIFY(o.dialog());
        MetadataDialog* dialog = o.dialog();
        QVERIFY(!button(*dialog, "Import")->isEnabled());
        QVERIFY(named<QLabel>(*dialog, "Problem")->text().contains("neither a column of recordings"));
        choose(named<QComboBox>(*dialog, "Meaning of drew"), "peak_power_w");
        QTRY_VERIFY(button(*dialog, "Import")->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(o.session.dataset() && o.idle());
        QCOMPARE(o.session.dataset()->dataset.find("peak_power_w")->numbers[1], 310.0);
    }

    void theExactFormOpensWithoutAQuestion()
    {
        Opening o;
        const auto csv = o.folder.write("tasks.csv", tasksCsv({{"r1", "", "c1", "1", "6", "ViT", "60,3,300,10"}}));
        QVERIFY(o.open({csv}) == nullptr);
        QTRY_VERIFY(o.session.dataset() && o.idle());
    }

    void cancelImportsNothingAndTheOtherFilesStillOpen()
    {
        Opening o;
        const auto csv = o.folder.write("tasks.csv", tasksCsv({{"r1", "", "c1", "1", "6", "ViT", "60,3,300,10"}}));
        MetadataDialog* dialog = o.open({o.folder.write("own.csv", Own), csv});
        QVERIFY(dialog != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(o.session.dataset() && o.idle());
        QCOMPARE(o.session.dataset()->dataset.name, csv.string());
    }

    void linesLeftOutAreToldWithAWayToSeeThem()
    {
        Opening o;
        openFiles(o.session, {o.folder.write("own.csv", Own)}); // as from the command line: no question
        QTRY_VERIFY(o.session.dataset() && o.idle());
        const Message told = o.session.messages().back();
        QCOMPARE(told.text, QStringLiteral("1 line is left out. own.csv, line 4: column Batch holds \"lots\", which is "
                                           "no number"));
        QCOMPARE(told.actions.front().title, QStringLiteral("Show Rows…"));
        told.actions.front().run();
        MetadataDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = qobject_cast<MetadataDialog*>(QApplication::activeModalWidget())) != nullptr);
        dialog->reject();
    }
};

QTEST_MAIN(MetadataTest)
#include "tst_metadata.moc"
