// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/parsed_traces.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

ReadOptions everySecond()
{
    ReadOptions options;
    options.intervalSeconds = 1.0;
    return options;
}

const QByteArray QueryHead = "\n==============NVSMI LOG==============\n\n"
                             "Timestamp                                 : Thu Jul 13 02:14:2%1 2023\n"
                             "Driver Version                            : 535.54.03\n\nAttached GPUs : 2\n";

QByteArray board(const QByteArray& bus, const QByteArray& readings)
{
    return "GPU 00000000:" + bus + ":00.0\n    Product Name                          : NVIDIA A100\n" + readings;
}

QByteArray draw(const QByteArray& section, const QByteArray& watts)
{
    return "    " + section + "\n        Power Draw                        : " + watts +
           "\n        Current Power Limit               : 400.00 W\n";
}

const QByteArray TableHead =
    "+----------------------------------------------+\n"
    "| NVIDIA-SMI 535.183.01   Driver Version: 535.183.01   CUDA Version: 12.2     |\n"
    "| Fan  Temp   Perf          Pwr:Usage/Cap |         Memory-Usage | GPU-Util  Compute M. |\n"
    "|=========================================+======================+=====================|\n";

QByteArray tableBoard(int index, const QByteArray& usage)
{
    return "|   " + QByteArray::number(index) +
           "  NVIDIA GeForce RTX 3090        Off | 00000000:04:00.0 Off |                  N/A |\n"
           "| 30%   22C    P8            " +
           usage +
           " |  17706MiB / 24576MiB |     42%      Default |\n"
           "|                                         |                      |                  N/A |\n";
}

const QByteArray TableEnd =
    "+---------+\n| Processes:      |\n"
    "|    0   N/A  N/A      1234      G   /usr/lib/xorg/Xorg                    35MiB |\n+---------+\n";

} // namespace

class TableFormsTest : public QObject {
    Q_OBJECT

private slots:
    void readsDmon_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("hasTime");
        const QByteArray body = "%1    0    6%2    52     -     5\n%1    1    7%2    53     -     5\n";
        const auto log = [&](const QByteArray& header, const QByteArray& times) {
            QByteArray text;
            for (int i = 0; i < 3; ++i) // the header is repeated, as dmon does on a full screen
                text += header + QByteArray(body)
                                     .replace("%1", QByteArray(times).replace("%", QByteArray::number(i)))
                                     .replace("%2", QByteArray::number(i));
            return text;
        };
        QTest::newRow("no time") << log("# gpu    pwr  gtemp  mtemp     sm\n# Idx      W      C      C      %\n", "")
                                 << false;
        QTest::newRow("-o T") << log("#Time        gpu    pwr  gtemp  mtemp     sm\n#HH:MM:SS    Idx      W      C  "
                                     "    C      %\n",
                                     " 02:14:2%")
                              << true;
        QTest::newRow("-o DT") << log("#Date       Time        gpu    pwr  gtemp  mtemp     sm\n#YYYYMMDD   HH:MM:SS   "
                                      " Idx      W      C      C      %\n",
                                      " 20230713   02:14:2%")
                               << true;
        QTest::newRow("--format csv") << log("#Date,Time,gpu,pwr,gtemp,mtemp,sm\n#YYYYMMDD,HH:MM:SS,Idx,W,C,C,%\n",
                                             "20230713,02:14:2%,")
                                      << true;
    }
    void readsDmon()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, hasTime);
        if (!hasTime)
            QVERIFY(QString::fromStdString(parse(text).error().message).contains("--interval"));
        const auto trace = parse(text, hasTime ? ReadOptions() : everySecond());
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::Dmon);
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(wattsOf(*trace, 0), QString("60 61 62"));
        QCOMPARE(wattsOf(*trace, 1), QString("70 71 72"));
        QCOMPARE(trace->gpus[1].power.timeSeconds[2], 2.0);
        QVERIFY(trace->issues.empty());
    }

    void aDashInDmonIsAGap()
    {
        const auto trace = parse("# gpu   pwr\n# Idx     W\n    0    60\n    0     -\n    0    62\n", everySecond());
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("60 - 62"));
        QCOMPARE(issueOf(*trace, IssueKind::NotANumber)->line, std::size_t{4});
    }

    void aDmonLineOfOtherLengthIsLeftOutAndCounted()
    {
        const auto trace =
            parse("# gpu   pwr gtemp\n    0    60    50\n    0   \n    0    62    50\n    0   6", everySecond());
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("60 62"));
        QCOMPARE(issueOf(*trace, IssueKind::FieldCount)->line, std::size_t{3});
        QCOMPARE(issueOf(*trace, IssueKind::Truncated)->line, std::size_t{5});
    }

    void aClockWithoutADateGoesOnAfterMidnight()
    {
        const auto trace = parse("#Time        gpu    pwr\n#HH:MM:SS    Idx      W\n 23:59:58      0     60\n"
                                 " 23:59:59      0     61\n 00:00:00      0     62\n 00:00:01      0     63\n");
        QVERIFY(trace.hasValue());
        QVERIFY(trace->gpus[0].power.timeSeconds == std::vector<double>({0.0, 1.0, 2.0, 3.0}));
        QVERIFY(!trace->startUnixSeconds);
    }

    void aGpuThatComesAfterMidnightIsOfTheDayOfTheOthers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("dmon") << QByteArray("#Time        gpu    pwr\n#HH:MM:SS    Idx      W\n"
                                            " 23:59:59      0     60\n 00:00:00      0     61\n"
                                            " 00:00:01      0     62\n 00:00:01      1     70\n"
                                            " 00:00:02      0     63\n 00:00:02      1     71\n");
        QTest::newRow("CSV") << QByteArray("time,gpu,power\n23:59:59,0,60\n00:00:00,0,61\n00:00:01,0,62\n"
                                           "00:00:01,1,70\n00:00:02,0,63\n00:00:02,1,71\n");
        QTest::newRow("after the other has ended")
            << QByteArray("time,gpu,power\n23:59:58,0,60\n23:59:59,0,61\n00:00:01,1,70\n00:00:02,1,71\n");
    }
    void aGpuThatComesAfterMidnightIsOfTheDayOfTheOthers()
    {
        QFETCH(QByteArray, text);
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        const double later = QTest::currentDataTag() == QByteArray("after the other has ended") ? 1.0 : 0.0;
        QVERIFY(trace->gpus[1].power.timeSeconds == std::vector<double>({2.0 + later, 3.0 + later}));
    }

    void readsTheTextOfAQueryInALoop()
    {
        QByteArray text;
        for (int i = 0; i < 3; ++i)
            text += QByteArray(QueryHead).replace("%1", QByteArray::number(i)) +
                    board("04", draw("GPU Power Readings", "11" + QByteArray::number(i) + ".98 W") +
                                    draw("Module Power Readings", "N/A")) +
                    board("05", draw("Power Readings", "N/A") + draw("Module Power Readings", "999.00 W"));
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::SmiText);
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(trace->gpus[0].id, std::string("00000000:04:00.0"));
        QCOMPARE(trace->gpus[0].name, std::string("NVIDIA A100"));
        QCOMPARE(*trace->gpus[0].powerLimitWatts, 400.0);
        QCOMPARE(wattsOf(*trace, 0), QString("110.98 111.98 112.98"));
        QCOMPARE(wattsOf(*trace, 1), QString("- - -"));
        QCOMPARE(issueOf(*trace, IssueKind::NotANumber)->count, std::size_t{3});
        QCOMPARE(*trace->startUnixSeconds, 1689214460.0); // 2023-07-13 02:14:20 UTC
    }

    void readsAverageAndInstantOfAQuery()
    {
        QByteArray text;
        for (int i = 0; i < 2; ++i)
            text += QByteArray(QueryHead).replace("%1", QByteArray::number(i)) +
                    board("04", "    GPU Power Readings\n        Average Power Draw                : 60 W\n"
                                "        Instantaneous Power Draw          : 70 W\n"
                                "    GPU Memory Power Readings\n        Average Power Draw                : 5 W\n");
        auto trace = parse(text);
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("70 70"));
        QCOMPARE(trace->gpus[0].field, PowerField::Instant);
        ReadOptions average;
        average.field = PowerField::Average;
        trace = parse(text, average);
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("60 60"));
    }

    void readsTheLinesOfPowerAlone()
    {
        const QByteArray text = "        Power Draw                        : 60.00 W\n"
                                "        Power Draw                        : N/A\n"
                                "        Power Draw                        : 61.00 W\n"
                                "        Power Draw                        : N/A\n";
        const auto trace = parse(text, everySecond());
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), QString("60 61"));
    }

    void readsTheTableInALoop()
    {
        QByteArray text;
        for (int i = 0; i < 3; ++i)
            text += "Wed Apr  9 10:26:1" + QByteArray::number(i) + " 2025       \n" + TableHead +
                    tableBoard(0, "6" + QByteArray::number(i) + "W / 350W") +
                    tableBoard(1, i == 1 ? "ERR! / 350W" : "70W / 350W") + TableEnd;
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::SmiTable);
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(trace->gpus[1].id, std::string("1"));
        QCOMPARE(trace->gpus[1].name, std::string("NVIDIA GeForce RTX 3090"));
        QCOMPARE(*trace->gpus[1].powerLimitWatts, 350.0);
        QCOMPARE(wattsOf(*trace, 0), QString("60 61 62"));
        QCOMPARE(wattsOf(*trace, 1), QString("70 - 70"));
        QCOMPARE(trace->gpus[0].power.timeSeconds[2], 2.0);
    }

    void aTableWithoutDatesNeedsTheInterval()
    {
        const QByteArray text = TableHead + tableBoard(0, "60W / 350W") + TableHead + tableBoard(0, "61W / 350W");
        const auto without = parse(text);
        QVERIFY(!without.hasValue());
        QVERIFY(QString::fromStdString(without.error().message).contains("--interval"));
        const auto with = parse(text, everySecond());
        QVERIFY(with.hasValue());
        QCOMPARE(wattsOf(*with), QString("60 61"));
    }

    void readsTheTableInsideWatch()
    {
        // watch draws the screen once and then only what changes, moving the cursor.
        const QByteArray text = "\x1b[H\x1b[2J\x1b[1;1HEvery 2.0s: nvidia-smi\x1b[1;50Hnode: Wed Apr  9 10:26:15 2025"
                                "\x1b[3;1HWed Apr  9 10:26:15 2025\x1b[5;1H" +
                                tableBoard(0, "13W / 350W").replace("\n", "\r\n") +
                                "\x1b[24;1H\x1b[1;74H7\x1b[3;19H7\x1b[6;29H 14\x1b[24;1H"
                                "\x1b[1;74H9\x1b[3;19H9\x1b[6;29H115\x1b[24;1H";
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::SmiTable);
        QCOMPARE(wattsOf(*trace), QString("13 14 115"));
        QVERIFY(trace->gpus[0].power.timeSeconds == std::vector<double>({0.0, 2.0, 4.0}));
    }

    void stopsWhereNoSampleEverComes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("table") << TableHead + QByteArray("\x1b[H\x1b[128;256Hx").repeated(100);
        QTest::newRow("text") << QByteArray("NVSMI LOG\n").repeated(100);
        QTest::newRow("dmon") << QByteArray("# gpu pwr\n").repeated(100);
        QTest::newRow("JSON") << QByteArray("{\"load\": 1}\n").repeated(100);
    }
    void stopsWhereNoSampleEverComes()
    {
        QFETCH(QByteArray, text);
        std::stop_source stop;
        stop.request_stop();
        const auto trace = parseTrace({text.constData(), static_cast<std::size_t>(text.size())}, "run.csv", {},
                                      {stop.get_token(), {}, 1});
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Canceled);
    }

    void coloursAreNoPartOfTheTable()
    {
        const QByteArray text = "\x1b[1mWed Apr  9 10:26:15 2025\x1b[0m\n" +
                                tableBoard(0, "\x1b[31m13W\x1b[0m / 350W") + "Wed Apr  9 10:26:16 2025\n" +
                                tableBoard(0, "\x1b[31m14W\x1b[0m / 350W");
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), QString("13 14"));
    }
};

QTEST_GUILESS_MAIN(TableFormsTest)
#include "tst_forms_tables.moc"
