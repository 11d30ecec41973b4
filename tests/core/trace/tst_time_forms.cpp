// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/parse_time.h"

#include "tests/support/parsed_traces.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

class TimeFormsTest : public QObject {
    Q_OBJECT

private slots:
    void readsEveryWayToWriteATime_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second"); // one second later
        const auto row = [](const char* name, const char* first, const char* second) {
            QTest::newRow(name) << QByteArray(first) << QByteArray(second);
        };
        row("slashes and milliseconds", "2023/07/08 19:28:27.000", "2023/07/08 19:28:28.000");
        row("dashes", "2023-07-08 19:28:27", "2023-07-08 19:28:28");
        row("a fraction of nine digits", "2023-07-08 19:28:27.000000000", "2023-07-08 19:28:28.000000000");
        row("ISO", "2023-07-08T19:28:27", "2023-07-08T19:28:28");
        row("ISO, Z", "2023-07-08T19:28:27Z", "2023-07-08T19:28:28Z");
        row("ISO, offset", "2023-07-08T21:28:27+02:00", "2023-07-08T21:28:28+02:00");
        row("ISO, western offset", "2023-07-08T14:28:27-0500", "2023-07-08T14:28:28-0500");
        row("ctime", "Sat Jul  8 19:28:27 2023", "Sat Jul  8 19:28:28 2023");
        row("ctime with a zone", "Sat Jul  8 19:28:27 UTC 2023", "Sat Jul  8 19:28:28 UTC 2023");
        row("12 h with a zone", "Sat Jul  8 07:28:27 PM EDT 2023", "Sat Jul  8 07:28:28 PM EDT 2023");
        row("12 h, the day first", "Sat 08 Jul 2023 07:28:27 PM CST", "Sat 08 Jul 2023 07:28:28 PM CST");
        row("12 h, numbers", "2023-07-08 07:28:27 PM", "2023-07-08 07:28:28 PM");
        row("RFC 2822", "Sat; 08 Jul 2023 19:28:27 +0000", "Sat; 08 Jul 2023 19:28:28 +0000");
        row("month by name between dashes", "08-Jul-2023 19:28:27", "08-Jul-2023 19:28:28");
        row("compact", "20230708 19:28:27", "20230708 19:28:28");
        row("compact clock too", "20230708_192827", "20230708_192828");
        row("points", "08.07.2023 19:28:27", "08.07.2023 19:28:28");
        row("epoch in s", "1688844507", "1688844508");
        row("epoch as float", "1688844507.000", "1688844508.000");
        row("epoch in ms", "1688844507000", "1688844508000");
        row("epoch in us", "1688844507000000", "1688844508000000");
        row("epoch in ns", "1688844507000000000", "1688844508000000000");
    }
    void readsEveryWayToWriteATime()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        const QByteArray separator = first.contains(';') ? "\t" : ",";
        const auto text =
            QByteArray("timestamp" + separator + "power\n" + first + separator + "60\n" + second + separator + "61\n")
                .replace("Sat;", "Sat,");
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(*trace->startUnixSeconds, 1688844507.0); // 2023-07-08 19:28:27, as it stands
        QCOMPARE(trace->gpus[0].power.timeSeconds[1], 1.0);
        QVERIFY(trace->issues.empty());
    }

    void midnightAndNoonOfTwelveHours_data()
    {
        QTest::addColumn<QByteArray>("clock");
        QTest::addColumn<int>("hour");
        QTest::newRow("midnight") << QByteArray("12:00:00 AM") << 0;
        QTest::newRow("noon") << QByteArray("12:00:00 PM") << 12;
        QTest::newRow("one in the afternoon") << QByteArray("1:00:00PM") << 13;
    }
    void midnightAndNoonOfTwelveHours()
    {
        QFETCH(QByteArray, clock);
        QFETCH(int, hour);
        const auto trace = parse("time,power\nJul 8 2023 " + clock + ",60\n");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(*trace->startUnixSeconds, 1688774400.0 + 3600.0 * hour);
    }

    void theFileAsAWholeTellsDayFromMonth_data()
    {
        QTest::addColumn<QByteArray>("later");
        QTest::addColumn<double>("start");
        QTest::addColumn<bool>("assumed");
        QTest::newRow("day first") << QByteArray("13/07/2023 00:00:00") << 1688169600.0 + 6 * 86400.0 << false;
        QTest::newRow("month first") << QByteArray("07/13/2023 00:00:00") << 1688169600.0 + 6 * 86400.0 << false;
        QTest::newRow("shorter when the day is first")
            << QByteArray("08/07/2023 00:00:00") << 1688169600.0 + 6 * 86400.0 << true;
    }
    void theFileAsAWholeTellsDayFromMonth()
    {
        QFETCH(QByteArray, later);
        QFETCH(double, start);
        QFETCH(bool, assumed);
        QByteArray text = "time,power\n"; // 7 July either way; only the last row tells
        for (int i = 0; i < 5000; ++i)
            text += QString("07/07/2023 %1:%2:%3,60\n")
                        .arg(i / 3600, 2, 10, QChar('0'))
                        .arg(i / 60 % 60, 2, 10, QChar('0'))
                        .arg(i % 60, 2, 10, QChar('0'))
                        .toLatin1();
        const auto recordings = parseAll(text + later + ",70\n");
        QVERIFY(recordings.hasValue());
        QCOMPARE(*recordings->front().startUnixSeconds, start);
        QCOMPARE(recordings->back().gpus[0].power.powerWatts.back(), 70.0F);
        QCOMPARE(issueOf(recordings->front(), IssueKind::Assumption) != nullptr, assumed);
    }

    void aDateThatNothingTellsIsReadMonthFirstAndSaid()
    {
        const auto trace = parse("time,power\n07/08/2023 19:28:27,60\n07/08/2023 19:28:28,61\n");
        QVERIFY(trace.hasValue());
        QCOMPARE(*trace->startUnixSeconds, 1688844507.0);
        QVERIFY(issueOf(*trace, IssueKind::Assumption)->message.find("month") != std::string::npos);
    }

    void dateAndClockMayStandApart_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("with a header") << QByteArray(
            "date,time,power\n2023-07-08,19:28:27,60\n2023-07-08,19:28:28,61\n");
        QTest::newRow("day first") << QByteArray("Date,Time,power\n08.07.2023,19:28:27,60\n08.07.2023,19:28:28,61\n");
        QTest::newRow("without a header")
            << QByteArray("2023/07/08, 19:28:27, 60.00 W\n2023/07/08, 19:28:28, 61.00 W\n");
        QTest::newRow("compact") << QByteArray("date,time,power\n20230708,19:28:27,60\n20230708,19:28:28,61\n");
    }
    void dateAndClockMayStandApart()
    {
        QFETCH(QByteArray, text);
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), QString("60 61"));
        QCOMPARE(*trace->startUnixSeconds, 1688844507.0);
        QCOMPARE(trace->gpus[0].power.timeSeconds[1], 1.0);
    }

    void ofTwoStampsTheFirstNamedIsTakenAndSaid()
    {
        const QByteArray text = "timestamp,elapsed_s,power\n2023-07-08 19:28:27,0.0,60\n2023-07-08 19:28:28,1.5,61\n";
        const auto trace = parse(text);
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus[0].power.timeSeconds[1], 1.0);
        QVERIFY(issueOf(*trace, IssueKind::Assumption)->message.find("\"elapsed_s\"") != std::string::npos);
        ReadOptions options;
        options.timeColumn = "elapsed_s";
        QCOMPARE(parse(text, options)->gpus[0].power.timeSeconds[1], 1.5);
    }

    void aClockAloneIsATime()
    {
        const auto trace = parse("time,power\n23:59:59,60\n00:00:00,61\n");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->gpus[0].power.timeSeconds[1], 1.0);
        QVERIFY(!trace->startUnixSeconds);
    }

    void whatIsNoTimeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char* cell : {"25:00:00", "2023-02-30 10:00:00", "2023-07-08 10:61:00", "13:00:00 PM", "soon",
                                 "1:2:3:4", "Jul Jul 8 2023 10:00:00", "31/31/2023 10:00:00", "-00:00:", "z:", ":",
                                 "am:", "+:+:", "12:00am+", "2023-07-08 10:", "1/2/", "--", "//"})
            QTest::newRow(cell) << QByteArray(cell);
    }
    void whatIsNoTimeIsRefused()
    {
        QFETCH(QByteArray, cell);
        QVERIFY(!timeFormOf({cell.constData(), static_cast<std::size_t>(cell.size())}, {}).has_value());
    }
};

QTEST_GUILESS_MAIN(TimeFormsTest)
#include "tst_time_forms.moc"
