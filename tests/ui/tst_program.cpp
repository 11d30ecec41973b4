// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recordings.h"

#include <QImage>
#include <QProcess>
#include <QTest>

using namespace wattline::test;

namespace {

struct Outcome {
    int exitCode = -1;
    QString output;
    QString errors;
};

Outcome run(const QStringList& arguments)
{
    QProcess program;
    program.start(QStringLiteral(WATTLINE_GUI), arguments);
    if (!program.waitForFinished(60'000) || program.exitStatus() != QProcess::NormalExit)
        return {};
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

} // namespace

class TestProgram : public QObject {
    Q_OBJECT

private slots:
    void saysItsVersion();
    void drawsAPageOfAFile();
    void writesTheFigureOfAPage();
    void failsWithOneSentence_data();
    void failsWithOneSentence();

private:
    TestFolder m_folder;
    QString path(const char* name) const { return QString::fromStdString(m_folder.path(name).string()); }
    QString recording() const
    {
        const auto file = m_folder.write("run.csv", recordingOf({SquareWave{}.series()}));
        return QString::fromStdString(file.string());
    }
};

void TestProgram::saysItsVersion()
{
    const Outcome outcome = run({"--version"});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.output.startsWith("wattline "));
}

void TestProgram::drawsAPageOfAFile()
{
    const Outcome outcome = run({recording(), "--render", "trace", "-o", path("trace.png")});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    const QImage image(path("trace.png"));
    QVERIFY(image.width() > 600 && image.height() > 400);
    const Outcome dark = run({recording(), "--render", "trace", "--dark", "-o", path("dark.png")});
    QCOMPARE(dark.exitCode, 0);
    QVERIFY(QImage(path("dark.png")).pixelColor(2, 2).lightness() < 100);
}

void TestProgram::writesTheFigureOfAPage()
{
    const Outcome outcome = run({recording(), "--render", "trace", "-o", path("trace.pdf")});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    QFile file(path("trace.pdf"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5) == "%PDF-");
}

void TestProgram::failsWithOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("named");
    QTest::newRow("no such page") << QStringList{"--render", "cellar", "-o", "never.png"} << 2 << "cellar";
    QTest::newRow("no output file") << QStringList{"--render", "trace"} << 2 << "-o FILE";
    QTest::newRow("no such file") << QStringList{"/absent.csv", "--render", "trace", "-o", "never.png"} << 1
                                  << "absent.csv";
    QTest::newRow("no such folder") << QStringList{"--render", "report", "-o", "/no/such/folder/a.png"} << 1
                                    << "/no/such/folder/a.png";
}

void TestProgram::failsWithOneSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, named);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, exitCode);
    QVERIFY2(outcome.errors.contains(named), qPrintable(outcome.errors));
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
