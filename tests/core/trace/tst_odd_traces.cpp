// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/read_trace.h"

#include "tests/support/parsed_traces.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace wattline;
using namespace wattline::test;

namespace {

const QByteArray Head = "timestamp, power.draw [W]\n";

} // namespace

class OddTracesTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheGapWhereThePowerIsNotANumber_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char* cell : {"[N/A]", "N/A", "[Not Supported]", "[Unknown Error]", "ERR!", "GPU is lost", "None",
                                 "-", "", "nan", "inf", "1e300", "60 W W", "rocm-smi"})
            QTest::newRow(*cell == '\0' ? "empty" : cell) << QByteArray(cell);
    }
    void keepsTheGapWhereThePowerIsNotANumber()
    {
        QFETCH(QByteArray, cell);
        const auto trace = parse(Head + "2023/07/08 19:28:27, 60.00 W\n2023/07/08 19:28:28, " + cell +
                                 "\n2023/07/08 19:28:29, 80.00 W\n");
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("60 - 80"));
        const Issue* issue = issueOf(*trace, IssueKind::NotANumber);
        QVERIFY(issue != nullptr);
        QCOMPARE(issue->line, std::size_t{3});
        QCOMPARE(issue->count, std::size_t{1});
    }

    void reportsEachOddityOnceWithItsFirstLineAndCount_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("watts");
        const QByteArray a = "2023/07/08 19:28:27, 60.00 W\n";
        const QByteArray b = "2023/07/08 19:28:28, 70.00 W\n";
        const QByteArray c = "2023/07/08 19:28:29, 80.00 W\n";
        const auto row = [](const char* name, const QByteArray& text, IssueKind kind, int line, int count,
                            const char* watts) { QTest::newRow(name) << text << int(kind) << line << count << watts; };
        row("too many cells", Head + a + "2023/07/08 19:28:28, 70,5 W\n" + c, IssueKind::FieldCount, 3, 1, "60 - 80");
        row("bad times", Head + a + "soon, 70.00 W\nlater, 70.00 W\n" + c, IssueKind::BadTime, 3, 2, "60 80");
        row("repeated header", Head + a + Head + b + Head + c, IssueKind::Header, 3, 2, "60 70 80");
        row("preamble", "Warning: old driver\n\n" + Head + a + b, IssueKind::Header, 1, 1, "60 70");
        row("prompt", "$ nvidia-smi --query-gpu=timestamp,power.draw --format=csv -l 1\n" + Head + a + b,
            IssueKind::Header, 1, 1, "60 70");
        row("comment", Head + a + "# pause\n" + b, IssueKind::Header, 3, 1, "60 70");
        row("time backwards", Head + a + c + b, IssueKind::TimeBackwards, 4, 1, "60 70 80");
        row("duplicate stamp", Head + a + a + c, IssueKind::DuplicateTime, 3, 1, "60 60 80");
        row("last line cut in the time", Head + a + b + "2023/07", IssueKind::Truncated, 4, 1, "60 70");
        row("last line cut in the number", Head + a + b + "2023/07/08 19:28:29, 8", IssueKind::Truncated, 4, 1,
            "60 70");
        row("byte-order mark", "\xef\xbb\xbf" + Head + a, IssueKind::Encoding, 1, 1, "60");
        row("NUL bytes at the end", Head + a + b + QByteArray(5, '\0'), IssueKind::Encoding, 4, 5, "60 70");
        row("a hole of NUL bytes", Head + a + QByteArray(5, '\0') + b, IssueKind::Encoding, 3, 5, "60 70");
        row("Latin-1", Head + "# 50 \xb0" + "C\n" + a, IssueKind::Encoding, 2, 1, "60");
        row("gap", Head + a + b + c + "2023/07/08 19:28:59, 90.00 W\n", IssueKind::Gap, 0, 1, "60 70 80 90");
    }
    void reportsEachOddityOnceWithItsFirstLineAndCount()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(int, line);
        QFETCH(int, count);
        QFETCH(QString, watts);
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), watts);
        const Issue* issue = issueOf(*trace, static_cast<IssueKind>(kind));
        QVERIFY(issue != nullptr);
        QCOMPARE(issue->line, static_cast<std::size_t>(line));
        QCOMPARE(issue->count, static_cast<std::size_t>(count));
        QVERIFY(!issue->message.empty());
    }

    void readsUtf16WithAByteOrderMark_data()
    {
        QTest::addColumn<bool>("littleEndian");
        QTest::newRow("UTF-16LE") << true;
        QTest::newRow("UTF-16BE") << false;
    }
    void readsUtf16WithAByteOrderMark()
    {
        QFETCH(bool, littleEndian);
        QByteArray bytes = littleEndian ? "\xff\xfe" : "\xfe\xff";
        for (const char c : Head + "2023/07/08 19:28:27, 60.00 W\r\n2023/07/08 19:28:28, 70.00 W\r\n")
            bytes += littleEndian ? QByteArray{1, c} + '\0' : QByteArray(1, '\0') + c;
        const auto trace = parse(bytes);
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->encoding, std::string(QTest::currentDataTag()));
        QCOMPARE(wattsOf(*trace), QString("60 70"));
    }

    void refusesWhatItCannotReadAndSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty file") << QByteArray() << "run.csv: is empty";
        QTest::newRow("blank file") << QByteArray(" \n\n") << "run.csv: is empty";
        QTest::newRow("binary file") << QByteArray("\x7f"
                                                   "ELF\x02\x01\x01\x03\x04\x05\x06",
                                                   11)
                                     << "no text";
        QTest::newRow("no power column") << QByteArray("timestamp, utilization.gpu [%]\n2023/07/08 19:28:27, 5 %\n")
                                         << "--power-column";
        QTest::newRow("prose") << QByteArray("Dear reader,\nno numbers here.\n") << "--power-column";
        QTest::newRow("header only") << Head << "no samples";
        QTest::newRow("no reading at all") << Head + "2023/07/08 19:28:27, [N/A]\n"
                                           << "no row holds a power reading";
        QTest::newRow("no readable time") << Head + "noon, 60 W\n"
                                          << "--interval";
        QTest::newRow("a table's head only")
            << QByteArray("Wed Apr  9 10:26:15 2025\n+-----+\n| NVIDIA-SMI 535.183.01 Driver |\n") << "no sample";
        QTest::newRow("JSON without power")
            << QByteArray("{\"timestamp\": \"2023\", \"load\": 15.62}\n") << "--power-column";
    }
    void refusesWhatItCannotReadAndSaysWhy()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto trace = parse(text);
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Format);
        const QString message = QString::fromStdString(trace.error().message);
        QVERIFY2(message.startsWith("run.csv") && message.contains(says), qPrintable(message));
    }

    void readsALimitInTheUnitOfItsColumn()
    {
        const auto trace = parse("time [s],power_mw,power_limit_mw\n0,60000,70000\n1,61000,70000\n");
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("60 61"));
        QCOMPARE(*trace->gpus[0].powerLimitWatts, 70.0);
    }

    void aColumnThatTheHeaderLacksIsRefusedAlsoWhereARowIsLonger()
    {
        ReadOptions options;
        options.powerColumn = "3";
        const auto trace = parse(Head + "2023/07/08 19:28:27, 60 W, 999 W\n2023/07/08 19:28:28, 61 W\n"
                                        "2023/07/08 19:28:29, 62 W\n",
                                 options);
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Format);
        QVERIFY(trace.error().message.find("no column \"3\"") != std::string::npos);
    }

    void stretchesOutOfOrderAreSorted()
    {
        const auto trace = parse(Head + "2023/07/08 19:28:30, 30 W\n2023/07/08 19:28:31, 31 W\n"
                                        "2023/07/08 19:28:27, 27 W\n2023/07/08 19:28:28, 28 W\n");
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("27 28 30 31"));
        QVERIFY(trace->gpus[0].power.timeSeconds == std::vector<double>({0.0, 1.0, 3.0, 4.0}));
    }

    void aLongRecordingOutOfOrderIsSortedToo()
    {
        constexpr int Count = 250000;
        QByteArray text = "time [s],power [W]\n";
        for (int i = 0; i < Count; ++i) { // two halves exchanged; stamps come in pairs, which keep their order
            const int place = (i + Count / 2) % Count;
            text += QByteArray::number(place / 2) + ',' + QByteArray::number(place / 10.0) + '\n';
        }
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        const PowerSeries& power = trace->gpus[0].power;
        QCOMPARE(power.size(), std::size_t{Count});
        QVERIFY(std::is_sorted(power.timeSeconds.begin(), power.timeSeconds.end()));
        QVERIFY(std::is_sorted(power.powerWatts.begin(), power.powerWatts.end()));
    }
};

QTEST_GUILESS_MAIN(OddTracesTest)
#include "tst_odd_traces.moc"
