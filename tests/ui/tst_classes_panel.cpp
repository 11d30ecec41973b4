// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/run_classes_file.h"
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/panels/classes_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/work/trace_work.h"

#include <QApplication>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

/// Recordings of two ResNets and of one VGG, on the disk and open beside the panel.
struct Workplace {
    TestFolder folder;
    Session session;
    ClassesPanel panel{session};

    Workplace()
    {
        panel.resize(1000, 300);
        panel.show();
        for (const char* name : {"resnet18.csv", "resnet50.csv", "vgg16.csv"}) {
            SquareWave wave;
            wave.peakWatts = 250.0 + 50.0 * static_cast<double>(session.recordings().size());
            auto trace = std::make_shared<Trace>(*recordingOfWaves(1, wave));
            trace->path = folder.path(name).string();
            openInto(session, trace);
        }
    }

    QTreeWidget* tree() const { return named<QTreeWidget>(panel, "Classes of runs"); }
    /// The classes and the runs in them: "A: a, b | B: c".
    QString classes() const
    {
        QStringList all;
        for (int c = 0; c < tree()->topLevelItemCount(); ++c) {
            QStringList runs;
            for (int r = 0; r < tree()->topLevelItem(c)->childCount(); ++r)
                runs << tree()->topLevelItem(c)->child(r)->text(0).remove(".csv");
            QString name = tree()->topLevelItem(c)->text(0);
            all << name.left(name.lastIndexOf(" (")) + ": " + runs.join(", ");
        }
        return all.join(" | ");
    }
    void choose(const QList<std::pair<int, int>>& places) const ///< class, and run in it or -1
    {
        tree()->clearSelection();
        for (const auto& [c, r] : places) {
            QTreeWidgetItem* item = tree()->topLevelItem(c);
            (r < 0 ? item : item->child(r))->setSelected(true);
        }
    }
    std::string storedClass(std::size_t recording) const
    {
        ChosenClasses stored = *readClasses(notesPlaceOf(*session.recordings()[recording].trace));
        return stored[""];
    }
    QString undoText() { return session.undoStack().undoText(); }
};

const QString Proposed = "ResNet, square: resnet18, resnet50 | VGG, square: vgg16";

} // namespace

class TestClassesPanel : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void runsStandInTheClassesOfTheirFamilyAndShape()
    {
        const Workplace w;
        QCOMPARE(w.classes(), Proposed);
        QCOMPARE(w.tree()->topLevelItem(0)->text(1), QString("13")); // the cycle of both
        QVERIFY2(w.tree()->topLevelItem(0)->text(3).startsWith("275 ± 35"),
                 qPrintable(w.tree()->topLevelItem(0)->text(3)));
    }

    void withoutRunsItSaysWhatAppearsHere()
    {
        Session session;
        ClassesPanel panel(session);
        panel.show();
        QVERIFY(panel.findChild<QLabel*>()->isVisible());
    }

    void aRunIsSplitOffAndUndoPutsItBack()
    {
        Workplace w;
        w.choose({{0, 1}});
        w.panel.split("deep");
        QCOMPARE(w.classes(), QString("ResNet, square: resnet18 | deep: resnet50 | VGG, square: vgg16"));
        QCOMPARE(w.undoText(), QString("Split Class"));
        QCOMPARE(w.storedClass(1), std::string("deep"));
        w.session.undoStack().undo();
        QCOMPARE(w.classes(), Proposed);
        QCOMPARE(w.storedClass(1), std::string());
        w.session.undoStack().redo();
        QCOMPARE(w.storedClass(1), std::string("deep"));
    }

    void classesAreMergedIntoTheFirst()
    {
        Workplace w;
        w.choose({{0, -1}, {1, -1}});
        button(w.panel, "Merge")->click();
        QCOMPARE(w.classes(), QString("ResNet, square: resnet18, resnet50, vgg16"));
        QCOMPARE(w.storedClass(0), std::string()); // it is there by proposal
        QCOMPARE(w.storedClass(2), std::string("ResNet, square"));
        w.session.undoStack().undo();
        QCOMPARE(w.classes(), Proposed);
    }

    void aClassIsRenamedInADialog()
    {
        Workplace w;
        w.choose({{0, -1}});
        QTimer::singleShot(0, [] {
            auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            QCOMPARE(dialog->textValue(), QString("ResNet, square"));
            dialog->setTextValue("residual");
            dialog->accept();
        });
        button(w.panel, "Rename…")->click();
        QCOMPARE(w.classes(), QString("residual: resnet18, resnet50 | VGG, square: vgg16"));
        QCOMPARE(w.undoText(), QString("Rename Class"));
    }

    void runsGoBackToTheProposal()
    {
        Workplace w;
        w.choose({{0, -1}, {1, -1}});
        w.panel.merge();
        QVERIFY(!button(w.panel, "Merge")->isEnabled());
        w.choose({{0, -1}});
        button(w.panel, "As Proposed")->click();
        QCOMPARE(w.classes(), Proposed);
        QVERIFY(!std::filesystem::exists(notesPlaceOf(*w.session.recordings()[2].trace).file));
        QVERIFY(!button(w.panel, "As Proposed")->isEnabled());
    }

    void aClassThatWasChosenComesBackWithTheRecording()
    {
        TestFolder folder;
        const auto file = folder.write("vgg16.csv", recordingOf({SquareWave{}.series()}));
        folder.write("vgg16.csv.notes.json",
                     R"({"format":"wattline-notes","version":2,"classes":[{"part":1,"class":"mine"}]})");
        Session session;
        openFiles(session, {file});
        QTRY_VERIFY(session.recordings().size() == 1 && session.runningTasks().empty());
        QCOMPARE(classedRuns(session).at(0).summary.chosenClass, std::string("mine"));
    }

    void rowsOfADataSetAreRunsToo()
    {
        Workplace w;
        const auto tasks =
            w.folder.write("tasks.csv", tasksCsv({{"a", "resnet18.csv", "r18", "1", "6", "Turbo", "60,2,300,9"},
                                                  {"b", "", "vit", "4", "6", "ViT-B/16", "62,6,291,180"}}));
        openFiles(w.session, {tasks});
        QTRY_VERIFY(w.session.dataset() && w.session.runningTasks().empty());
        const QString classes = w.classes();
        QVERIFY2(classes.contains("ViT, square: vit"), qPrintable(classes));
        w.choose({{w.tree()->topLevelItemCount() - 1, 0}});
        QVERIFY(w.session.selection().datasetRow);
        w.panel.split("large");
        const NotesPlace place{w.folder.path("tasks.csv.notes.json"), "tasks.csv", 1};
        QCOMPARE(readClasses(place)->at("vit"), std::string("large"));
        openFiles(w.session, {tasks});
        QTRY_VERIFY(w.session.runningTasks().empty());
        QVERIFY2(w.classes().contains("large: vit"), qPrintable(w.classes()));
    }

    void aRowStandsForItsRecordingUntilThatHasPhases()
    {
        Workplace w;
        auto built = std::make_shared<BuiltDataset>();
        built->dataset.columns = {{.name = "configuration", .text = {"r18"}},
                                  {.name = "peak_power_w", .text = {"300"}, .numbers = {300.0}}};
        built->dataset.provenance = {{{"a"}, {w.folder.path("resnet18.csv").string()}, {"peak_power_w"}, {}}};
        w.session.setDataset(built);
        const auto held = classedRuns(w.session);
        QCOMPARE(held.size(), std::size_t{3});
        QCOMPARE(held[0].row, std::optional<std::size_t>(0));
        w.session.setPhases(0, nullptr);
        const auto awaited = classedRuns(w.session);
        QCOMPARE(awaited.size(), std::size_t{3});
        QCOMPARE(awaited[2].summary.name, std::string("r18"));
    }

    void aChosenRunIsTheSelectedRecording()
    {
        Workplace w;
        w.choose({{0, 1}});
        QCOMPARE(w.session.selection().recording, std::optional<std::size_t>(1));
    }

    void theFigureShowsTheChosenClassesOrAll()
    {
        const Workplace w;
        const auto* view = w.panel.findChild<FigureView*>();
        QCOMPARE(view->figure().panels[0].curves.size(), std::size_t{5}); // three runs, two means
        w.choose({{1, -1}});
        QCOMPARE(view->figure().panels[0].curves.size(), std::size_t{2});
        QCOMPARE(view->figure().panels[0].curves[1].y[0], 350.0);
    }
};

QTEST_MAIN(TestClassesPanel)
#include "tst_classes_panel.moc"
