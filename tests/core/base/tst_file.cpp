// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace wattline;

class FileTest : public QObject {
    Q_OBJECT

private:
    static std::filesystem::path in(const QTemporaryDir& folder, const char* name)
    {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }

private slots:
    void replacesAFileAndLeavesNothingBeside()
    {
        const QTemporaryDir folder;
        const auto path = in(folder, "out.csv");
        QVERIFY(writeFileAtomically(path, "old").hasValue());
        QVERIFY(writeFileAtomically(path, "new\0bytes").hasValue());
        QCOMPARE(*readFile(path), std::string("new"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
    }

    void writesThroughASymbolicLink()
    {
        const QTemporaryDir folder;
        QVERIFY(writeFileAtomically(in(folder, "real"), "old").hasValue());
        std::filesystem::create_symlink(in(folder, "real"), in(folder, "link"));
        QVERIFY(writeFileAtomically(in(folder, "link"), "new").hasValue());
        QCOMPARE(*readFile(in(folder, "real")), std::string("new"));
        QVERIFY(std::filesystem::is_symlink(in(folder, "link")));
    }

    void saysWhatCannotBeWrittenAndWhy()
    {
        const auto written = writeFileAtomically("/no/such/folder/out.csv", "x");
        QVERIFY(!written.hasValue());
        QCOMPARE(written.error().kind, ErrorKind::Io);
        QCOMPARE(written.error().message,
                 std::string("/no/such/folder/out.csv: cannot be written: No such file or directory."));
    }

    void refusesAFolder()
    {
        const QTemporaryDir folder;
        QVERIFY(!readFile(folder.path().toStdString()).hasValue());
        QVERIFY(!writeFileAtomically(folder.path().toStdString(), "x").hasValue());
        QVERIFY(std::filesystem::is_directory(folder.path().toStdString()));
    }
};

QTEST_GUILESS_MAIN(FileTest)
#include "tst_file.moc"
