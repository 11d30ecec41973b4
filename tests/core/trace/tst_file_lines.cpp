// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/file_lines.h"
#include "tests/support/recordings.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

class TestFileLines : public QObject {
    Q_OBJECT

private slots:
    void showsALineAmongItsNeighbours()
    {
        const TestFolder folder;
        const auto file = folder.write("a.csv", "one\r\ntwo\nthree\nfour\nfive");
        const Result<FileLines> found = linesAround(file, 3, 1);
        QVERIFY(found);
        QCOMPARE(found->first, std::size_t{2});
        QCOMPARE(found->lines, (std::vector<std::string>{"two", "three", "four"}));
    }

    void endsWithTheFile()
    {
        const TestFolder folder;
        const Result<FileLines> found = linesAround(folder.write("a.csv", "one\ntwo"), 2, 5);
        QVERIFY(found);
        QCOMPARE(found->first, std::size_t{1});
        QCOMPARE(found->lines, (std::vector<std::string>{"one", "two"}));
    }

    void cutsALongLineBetweenTwoCharacters()
    {
        const TestFolder folder;
        std::string line = "x";
        for (int i = 0; i < 5000; ++i)
            line += "ö";
        const Result<FileLines> found = linesAround(folder.write("a.csv", line), 1, 0);
        QVERIFY(found);
        const QString shown = QString::fromUtf8(found->lines.front().data());
        QCOMPARE(shown.size(), 1001); // 2000 bytes would end within a letter
        QVERIFY(shown.startsWith("xö") && shown.endsWith("ö…"));
    }

    void readsWhatAnotherEncodingSays()
    {
        const TestFolder folder;
        const std::string utf16("\xFF\xFE\x31\x00\x0A\x00\xE4\x00", 8);
        const Result<FileLines> found = linesAround(folder.write("a.csv", utf16), 2, 0);
        QVERIFY(found);
        QCOMPARE(found->lines, std::vector<std::string>{"ä"});
    }

    void findsALineFarInside()
    {
        const TestFolder folder;
        std::string text;
        for (int i = 1; i <= 400000; ++i)
            text += "line " + std::to_string(i) + "\n"; // several MiB
        const Result<FileLines> found = linesAround(folder.write("a.csv", text), 399999, 1);
        QVERIFY(found);
        QCOMPARE(found->lines, (std::vector<std::string>{"line 399998", "line 399999", "line 400000"}));
    }

    void saysThatTheFileIsShorterNow()
    {
        const TestFolder folder;
        const Result<FileLines> found = linesAround(folder.write("a.csv", "one\ntwo\n"), 7, 1);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Data);
        QVERIFY(found.error().message.find("only 2 lines") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestFileLines)
#include "tst_file_lines.moc"
