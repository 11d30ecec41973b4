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

    void makesTheFileThatADanglingLinkNames()
    {
        const QTemporaryDir folder;
        std::filesystem::create_symlink("real", in(folder, "link"));
        QVERIFY(writeFileAtomically(in(folder, "link"), "new").hasValue());
        QCOMPARE(*readFile(in(folder, "real")), std::string("new"));
    }

    void keepsThePermissionsOfAFileThatItReplaces()
    {
        const QTemporaryDir folder;
        const auto path = in(folder, "private");
        QVERIFY(writeFileAtomically(path, "old").hasValue());
        const auto ownerOnly = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
        std::filesystem::permissions(path, ownerOnly);
        QVERIFY(writeFileAtomically(path, "new").hasValue());
        QVERIFY(std::filesystem::status(path).permissions() == ownerOnly);
    }

    void refusesDevicesThatNeverEnd()
    {
        const auto bytes = readFile("/dev/zero");
        QVERIFY(!bytes.hasValue());
        QCOMPARE(bytes.error().message, std::string("/dev/zero: is a pipe or device; save its data to a file first."));
    }

    void stopsReadingWhenAsked()
    {
        const QTemporaryDir folder;
        QVERIFY(writeFileAtomically(in(folder, "file"), "bytes").hasValue());
        std::stop_source source;
        source.request_stop();
        RunContext context;
        context.stop = source.get_token();
        const auto bytes = readFile(in(folder, "file"), context);
        QVERIFY(!bytes.hasValue());
        QCOMPARE(bytes.error().kind, ErrorKind::Canceled);
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
