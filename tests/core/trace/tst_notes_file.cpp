// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/notes_file.h"
#include "tests/support/recordings.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

const Annotations TwoNotes = {{AnnotationKind::Note, 12.25, 12.25, "", "the job \"B\" begins\nhere – 5 °C"},
                              {AnnotationKind::Ignore, 0.1, 3.0000000000000004, "GPU-7f", ""}};

struct Beside {
    TestFolder folder;
    NotesPlace place{folder.path("run.csv.notes.json"), "run.csv", 1};

    QString text() const
    {
        const Result<std::string> bytes = readFile(place.file);
        return bytes ? QString::fromStdString(*bytes) : QString();
    }
};

} // namespace

class TestNotesFile : public QObject {
    Q_OBJECT

private slots:
    void liesBesideTheRecording()
    {
        Trace trace;
        trace.path = "/data/run.csv";
        trace.part = 2;
        const NotesPlace place = notesPlaceOf(trace);
        QCOMPARE(place.file.string(), std::string("/data/run.csv.notes.json"));
        QCOMPARE(place.recording, std::string("run.csv"));
        QCOMPARE(place.part, std::size_t{2});
    }

    void whatIsStoredIsReadBack()
    {
        const Beside beside;
        QVERIFY(storeNotes(beside.place, {}, TwoNotes));
        const Result<Annotations> read = readNotes(beside.place);
        QVERIFY(read);
        QVERIFY(*read == TwoNotes);
        QCOMPARE(*recordingOfNotes(beside.place.file), std::string("run.csv"));
    }

    void noFileMeansNoNotes()
    {
        const Beside beside;
        const Result<Annotations> read = readNotes(beside.place);
        QVERIFY(read && read->empty());
    }

    void theLastNoteTakesTheFileAlong()
    {
        const Beside beside;
        QVERIFY(storeNotes(beside.place, {}, TwoNotes));
        QVERIFY(storeNotes(beside.place, TwoNotes, {}));
        QVERIFY(!std::filesystem::exists(beside.place.file));
        QVERIFY(storeNotes(beside.place, {}, {}));
    }

    void partsOfALogKeepTheirOwnNotes()
    {
        const Beside beside;
        NotesPlace second = beside.place;
        second.part = 2;
        QVERIFY(storeNotes(beside.place, {}, TwoNotes));
        QVERIFY(readNotes(second)->empty());
        QVERIFY(storeNotes(second, {}, {TwoNotes[1]}));
        QVERIFY(*readNotes(beside.place) == TwoNotes);
        QVERIFY(storeNotes(second, {TwoNotes[1]}, {}));
        QVERIFY(*readNotes(beside.place) == TwoNotes);
    }

    void leavesAForeignFileAlone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        const QString notes = R"({"format":"wattline-notes","version":1,"notes":[%1]})";
        QTest::newRow("no JSON") << "hello"
                                 << "no notes file";
        QTest::newRow("empty") << ""
                               << "no notes file";
        QTest::newRow("cut") << notes.left(40) << "no notes file";
        QTest::newRow("another's") << R"({"format":"other"})"
                                   << "no notes file";
        QTest::newRow("format is no text") << R"({"format":[]})"
                                           << "no notes file";
        QTest::newRow("deep") << QString(100000, '[') << "no notes file";
        QTest::newRow("newer") << R"({"format":"wattline-notes","version":3,"notes":[]})"
                               << "newer version";
        QTest::newRow("far newer") << R"({"format":"wattline-notes","version":9e9,"notes":[]})"
                                   << "version";
        QTest::newRow("no version") << R"({"format":"wattline-notes","notes":[]})"
                                    << "version";
        QTest::newRow("no list") << R"({"format":"wattline-notes","version":1})"
                                 << "no list";
        QTest::newRow("unknown kind") << notes.arg(R"({"kind":"song","begin_s":1,"end_s":2})") << "note 1 cannot";
        QTest::newRow("backwards") << notes.arg(R"({"kind":"note","begin_s":3,"end_s":2})") << "note 1 cannot";
        QTest::newRow("no time") << notes.arg(R"({"kind":"note"})") << "note 1 cannot";
        QTest::newRow("endless") << notes.arg(R"({"kind":"note","begin_s":1,"end_s":1e999})") << "no notes file";
        QTest::newRow("part 0") << notes.arg(R"({"part":0,"kind":"note","begin_s":1,"end_s":2})") << "note 1 cannot";
        QTest::newRow("text is none") << notes.arg(R"({"kind":"note","begin_s":1,"end_s":2,"text":5})")
                                      << "note 1 cannot";
    }

    void leavesAForeignFileAlone()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const Beside beside;
        beside.folder.write("run.csv.notes.json", text.toStdString());
        const Result<Annotations> read = readNotes(beside.place);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Format);
        const QString message = QString::fromStdString(read.error().message);
        QVERIFY2(message.contains(reason) && message.contains("run.csv.notes.json"), qPrintable(message));
        QVERIFY(!recordingOfNotes(beside.place.file));
        QVERIFY(!storeNotes(beside.place, {}, TwoNotes));
        QCOMPARE(beside.text(), text);
    }

    void whatOthersKeepInTheFileStays()
    {
        const Beside beside;
        const QString phases = R"("phases": [
  {
   "part": 1,
   "anything": "else"
  }
 ])";
        beside.folder.write(
            "run.csv.notes.json",
            QString(R"({"format":"wattline-notes","version":2,"notes":[],%1})").arg(phases).toStdString());
        QVERIFY(storeNotes(beside.place, {}, TwoNotes));
        QVERIFY(storeNotes(beside.place, TwoNotes, {}));
        QVERIFY2(beside.text().contains(phases), qPrintable(beside.text()));
        QVERIFY(beside.text().contains("\"version\": 2"));
    }

    void doesNotOverwriteWhatSomebodyElseHasWritten()
    {
        const Beside beside;
        QVERIFY(storeNotes(beside.place, {}, TwoNotes));
        const Result<void> stored = storeNotes(beside.place, {}, {TwoNotes[0]});
        QVERIFY(!stored);
        QCOMPARE(stored.error().kind, ErrorKind::Data);
        QVERIFY(*readNotes(beside.place) == TwoNotes);
    }

    void saysWhyAFolderThatIsNotThereTakesNoNotes()
    {
        Beside beside;
        beside.place.file = beside.folder.path("absent/run.csv.notes.json");
        const Result<void> stored = storeNotes(beside.place, {}, TwoNotes);
        QVERIFY(!stored);
        QCOMPARE(stored.error().kind, ErrorKind::Io);
        QVERIFY(stored.error().message.find("absent") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestNotesFile)
#include "tst_notes_file.moc"
