// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/parsed_traces.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

const QByteArray Head = "time [s],index,power [W]\n";

/// Rows of one GPU: times in seconds and watts.
QByteArray rows(double first, int count, double step, double watts, int gpu = 0)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += QByteArray::number(first + step * i, 'f', 3) + ',' + QByteArray::number(gpu) + ',' +
                QByteArray::number(watts + i) + '\n';
    return text;
}

QByteArray rowsOfTwo(double first, int count, double watts)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += rows(first + i, 1, 1, watts + i, 0) + rows(first + i, 1, 1, watts + 100 + i, 1);
    return text;
}

} // namespace

class PartsTest : public QObject {
    Q_OBJECT

private slots:
    void aClockSetBackBeginsANewRecording()
    {
        const auto parts = parseAll(Head + rows(1000, 20, 1, 100) + rows(1010, 20, 1, 200));
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{2});
        QCOMPARE((*parts)[1].part, std::size_t{2});
        QCOMPARE((*parts)[1].parts, std::size_t{2});
        QCOMPARE((*parts)[1].gpus[0].power.timeSeconds.front(), 0.0);
        QCOMPARE((*parts)[1].gpus[0].power.powerWatts.front(), 200.0F);
        const Issue* issue = issueOf((*parts)[1], IssueKind::SeveralParts);
        QVERIFY(issue != nullptr);
        QCOMPARE(issue->line, std::size_t{22});
        QVERIFY(issue->message.find("steps back by 9.000 s") != std::string::npos);
        QVERIFY(issueOf((*parts)[0], IssueKind::SeveralParts) != nullptr);
    }

    void aLogThatStartsOverIsSplitForAllItsGpus()
    {
        // The second GPU is missing from the middle recording.
        const auto parts = parseAll(Head + rowsOfTwo(0, 30, 100) + rows(0, 30, 1, 500, 0) + rowsOfTwo(0, 30, 300));
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{3});
        QCOMPARE((*parts)[0].gpus.size(), std::size_t{2});
        QCOMPARE((*parts)[2].gpus[0].power.powerWatts.front(), 300.0F);
    }

    void aLongGapBeginsANewRecording()
    {
        const auto parts = parseAll(Head + rows(0, 100, 1, 100) + rows(500, 100, 1, 300));
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{2});
        const Issue* issue = issueOf((*parts)[1], IssueKind::SeveralParts);
        QCOMPARE(issue->line, std::size_t{102});
        QVERIFY(issue->message.find("nothing was recorded for 401 s") != std::string::npos);
        QVERIFY(issueOf((*parts)[0], IssueKind::Gap) == nullptr);
    }

    void aMinuteWithoutSamplesIsNoGapWhereSamplesAreThatFarApart()
    {
        const auto parts = parseAll(Head + rows(0, 50, 60, 100) + rows(3600, 50, 60, 300));
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{1});
    }

    void aGapOfOneGpuIsAGapOfThisGpuOnly()
    {
        const auto parts = parseAll(Head + rowsOfTwo(0, 50, 100) + rows(50, 200, 1, 150, 0) + rowsOfTwo(250, 50, 100));
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{1});
        QCOMPARE(issueOf(parts->front(), IssueKind::Gap)->count, std::size_t{1});
    }

    void blocksOutOfOrderAreSortedRatherThanSplit()
    {
        const auto parts = parseAll(Head + rows(30, 30, 1, 30) + rows(0, 30, 1, 0) + rows(60, 30, 1, 60));
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{1});
        const std::vector<float>& watts = parts->front().gpus[0].power.powerWatts;
        QVERIFY(std::is_sorted(watts.begin(), watts.end()));
        QCOMPARE(issueOf(parts->front(), IssueKind::TimeBackwards)->line, std::size_t{32});
    }

    void aSingleStampFarFromItsNeighboursIsLeftOut_data()
    {
        QTest::addColumn<double>("stamp");
        QTest::newRow("before the others") << 0.0;
        QTest::newRow("after the others") << 9e6;
    }
    void aSingleStampFarFromItsNeighboursIsLeftOut()
    {
        QFETCH(double, stamp);
        const auto parts = parseAll(Head + rows(1e6, 20, 1, 100) + rows(stamp, 1, 1, 555) + rows(1e6 + 20, 20, 1, 120));
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{1});
        QCOMPARE(parts->front().gpus[0].power.size(), std::size_t{40});
        QCOMPARE(issueOf(parts->front(), IssueKind::BadTime)->line, std::size_t{22});
    }

    void aLogOfVeryManyPiecesStaysWhole()
    {
        QByteArray text = Head;
        for (int i = 0; i < 150; ++i)
            text += rows(1000.0 * i, 30, 1, 100);
        const auto parts = parseAll(text);
        QVERIFY(parts.hasValue());
        QCOMPARE(parts->size(), std::size_t{1});
        QCOMPARE(issueOf(parts->front(), IssueKind::Gap)->count, std::size_t{149});
    }

    void samplesOfOneStampAreSpreadOverTheirTick()
    {
        // Four samples a second under stamps of whole seconds, and after a pause of five seconds once more.
        QByteArray text = Head;
        for (const int second : {0, 1, 2, 3, 8, 9})
            text += rows(second, 4, 0, 100 + 10 * second);
        const auto parts = parseAll(text);
        QVERIFY(parts.hasValue());
        const std::vector<double>& times = parts->front().gpus[0].power.timeSeconds;
        QCOMPARE(times[1], 0.25);
        QCOMPARE(times[15], 3.75); // not into the pause
        QCOMPARE(times[23], 9.75);
        const Issue* issue = issueOf(parts->front(), IssueKind::DuplicateTime);
        QCOMPARE(issue->count, std::size_t{18});
        QCOMPARE(issue->line, std::size_t{3});
    }

    void oneOfSeveralRecordingsIsNamedByItsNumber()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("night.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(Head + rows(0, 100, 1, 100) + rows(500, 100, 1, 300));
        file.close();
        const std::string path = file.fileName().toStdString();
        QCOMPARE(readTrace(path + "#2")->gpus[0].power.powerWatts.front(), 300.0F);
        QCOMPARE(readTrace(path + "#1")->part, std::size_t{1});
        QVERIFY(readTrace(path).error().message.find("night.csv#2") != std::string::npos);
        QVERIFY(readTrace(path + "#3").error().message.find("no number 3") != std::string::npos);
        QCOMPARE(readTrace(path + "#x").error().kind, ErrorKind::Io);
    }
};

QTEST_GUILESS_MAIN(PartsTest)
#include "tst_parts.moc"
