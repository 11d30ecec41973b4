// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/read_trace.h"

#include "tests/support/parsed_traces.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>

using namespace wattline;
using namespace wattline::test;

namespace {

const QByteArray Head = "timestamp, power.draw [W]\n";

enum class Row { Whole, Timeless, None };

constexpr int Ticks = 20;

/// Ticks of four GPUs that only their order tells apart.
QByteArray rowsByOrder(bool isJson, const std::function<Row(int tick, int gpu)>& rowAt)
{
    QByteArray text = isJson ? "" : Head;
    for (int tick = 0; tick < Ticks; ++tick) {
        for (int gpu = 0; gpu < 4; ++gpu) {
            const Row row = rowAt(tick, gpu);
            const QByteArray time =
                row == Row::Timeless
                    ? QByteArray("[N/A]")
                    : QByteArray("2023/07/08 19:28:") + QByteArray::number(10 + tick) + ".00" + QByteArray::number(gpu);
            const QByteArray watts = QByteArray::number(100 * (gpu + 1) + tick);
            if (row != Row::None)
                text += isJson ? "{\"time\": \"" + time + "\", \"power\": " + watts + "}\n"
                               : time + ", " + watts + ".00 W\n";
        }
    }
    return text;
}

/// What wattsOf() gives for one GPU of them, with a gap at one tick.
QString wattsByOrder(int gpu, int gap = -1)
{
    QStringList watts;
    for (int tick = 0; tick < Ticks; ++tick)
        watts << (tick == gap ? QString("-") : QString::number(100 * (gpu + 1) + tick));
    return watts.join(' ');
}

bool saysThatTicksAreGaps(const Trace& trace, std::size_t count)
{
    return std::any_of(trace.issues.begin(), trace.issues.end(), [&](const Issue& issue) {
        return issue.count == count && issue.message.find("those ticks are gaps") != std::string::npos;
    });
}

} // namespace

class ReadTraceTest : public QObject {
    Q_OBJECT

private slots:
    void readsTheCommonForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("units in header and cells") << Head + "2023/07/08 19:28:27.000, 60.00 W\n"
                                                             "2023/07/08 19:28:27.100, 300.00 W\n"
                                                             "2023/07/08 19:28:27.200, 80.00 W\n";
        QTest::newRow("units in the header only") << Head + "2023/07/08 19:28:27.000, 60.00\n"
                                                            "2023/07/08 19:28:27.100, 300.00\n"
                                                            "2023/07/08 19:28:27.200, 80.00\n";
        QTest::newRow("no units") << QByteArray("timestamp,power.draw\n2023/07/08 19:28:27.000,60\n"
                                                "2023/07/08 19:28:27.100,300\n2023/07/08 19:28:27.200,80\n");
        QTest::newRow("dashes, T and Z") << QByteArray("timestamp,gpu_power_w\n2023-07-08T19:28:27.000Z,60\n"
                                                       "2023-07-08T19:28:27.100Z,300\n2023-07-08T19:28:27.200Z,80\n");
        QTest::newRow("an offset") << QByteArray("timestamp,power_W\n2023-07-08T21:28:27.000+02:00,60\n"
                                                 "2023-07-08T21:28:27.100+02:00,300\n"
                                                 "2023-07-08T21:28:27.200+02:00,80\n");
        QTest::newRow("epoch seconds") << QByteArray("time,gpu_power_draw\n1688844507.0,60\n1688844507.1,300\n"
                                                     "1688844507.2,80\n");
        QTest::newRow("epoch milliseconds") << QByteArray("time,gpu_power_draw\n1688844507000,60\n1688844507100,300\n"
                                                          "1688844507200,80\n");
        QTest::newRow("epoch microseconds") << QByteArray("ts_us,timestamp,power\nx,1688844507000000,60\n"
                                                          "x,1688844507100000,300\nx,1688844507200000,80\n");
        QTest::newRow("milliwatts") << QByteArray("timestamp,Power (mW)\n2023/07/08 19:28:27.000,60000\n"
                                                  "2023/07/08 19:28:27.100,300000\n2023/07/08 19:28:27.200,80000\n");
        QTest::newRow("tabs") << QByteArray("timestamp\tpower\n2023/07/08 19:28:27.000\t60\n"
                                            "2023/07/08 19:28:27.100\t300\n2023/07/08 19:28:27.200\t80\n");
        QTest::newRow("semicolons") << QByteArray("timestamp;power\n2023/07/08 19:28:27.000;60\n"
                                                  "2023/07/08 19:28:27.100;300\n2023/07/08 19:28:27.200;80\n");
        QTest::newRow("CRLF and no final line break") << QByteArray("timestamp, power.draw [W]\r\n"
                                                                    "2023/07/08 19:28:27.000, 60.00 W\r\n"
                                                                    "2023/07/08 19:28:27.100, 300.00 W\r\n"
                                                                    "2023/07/08 19:28:27.200, 080.00 W");
    }
    void readsTheCommonForms()
    {
        QFETCH(QByteArray, text);
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::SmiCsv);
        QCOMPARE(trace->gpus.size(), std::size_t{1});
        QCOMPARE(wattsOf(*trace), QString("60 300 80"));
        QVERIFY(std::abs(trace->gpus[0].power.timeSeconds[2] - 0.2) < 1e-9);
        QVERIFY(trace->startUnixSeconds.has_value());
        QCOMPARE(*trace->startUnixSeconds, 1688844507.0); // 2023-07-08 19:28:27 UTC
        QVERIFY(trace->issues.empty());
    }

    void relativeTimesHaveNoWallClock()
    {
        const auto trace = parse("Timestamp (s),Power (mW)\n0.50,4958.08\n1.00,5000.00\n1.50,6000.00\n");
        QVERIFY(trace.hasValue());
        QVERIFY(!trace->startUnixSeconds);
        QCOMPARE(trace->gpus[0].power.timeSeconds[1], 0.5);
        QVERIFY(std::abs(trace->gpus[0].power.powerWatts[0] - 4.95808F) < 1e-5F);
    }

    void choosesAmongPowerFields_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("asked"); // -1: none
        QTest::addColumn<QString>("watts");
        QTest::addColumn<QString>("field");
        const QByteArray all = "timestamp, power.draw [W], power.draw.average [W], power.draw.instant [W]";
        QTest::newRow("instant first") << all << -1 << "3"
                                       << "instant";
        QTest::newRow("average asked for") << all << int(PowerField::Average) << "2"
                                           << "average";
        QTest::newRow("draw asked for") << all << int(PowerField::Draw) << "1"
                                        << "draw";
        QTest::newRow("draw before average")
            << QByteArray("timestamp, power.draw.average [W], power.draw [W], fan") << -1 << "2"
            << "draw";
        QTest::newRow("text beside power is no power")
            << QByteArray("timestamp, gpu_power_source, gpu_power_w, power_available") << -1 << "2"
            << "other";
        QTest::newRow("a limit is no power")
            << QByteArray("timestamp, power.limit [W], enforced.power.limit [W], power.draw [W]") << -1 << "3"
            << "draw";
    }
    void choosesAmongPowerFields()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, asked);
        QFETCH(QString, watts);
        QFETCH(QString, field);
        ReadOptions options;
        if (asked >= 0)
            options.field = static_cast<PowerField>(asked);
        const auto trace = parse(header + "\n2023/07/08 19:28:27.000, 1, 2, 3\n", options);
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), watts);
        QCOMPARE(QString::fromStdString(nameOf(trace->gpus[0].field)), field);
    }

    void theAnalystsColumnsOverrule()
    {
        const QByteArray text = "when,a,b,c\n2023/07/08 19:28:27.0,7,60,1\n2023/07/08 19:28:28.0,7,61,2\n"
                                "2023/07/08 19:28:29.0,7,62,1\n";
        ReadOptions options;
        options.powerColumn = "b";
        options.timeColumn = "1";
        auto trace = parse(text, options);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), QString("60 61 62"));
        options.gpuColumn = "C";
        trace = parse(text, options);
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(wattsOf(*trace, 0), QString("60 62"));
        options.gpuColumn = "nowhere";
        trace = parse(text, options);
        QVERIFY(!trace.hasValue());
        QVERIFY2(QString::fromStdString(trace.error().message).contains("\"nowhere\""), trace.error().message.c_str());
    }

    void keepsNamesAndLimitsOfEachGpu()
    {
        const auto trace = parse("timestamp, index, name, power.draw [W], power.limit [W]\n"
                                 "2023/07/08 19:28:27.000, 0, A100, 60 W, 400 W\n"
                                 "2023/07/08 19:28:27.002, 1, \"H100, PCIe\", 70 W, 300 W\n"
                                 "2023/07/08 19:28:28.000, 0, A100, 61 W, 350 W\n"
                                 "2023/07/08 19:28:28.002, 1, \"H100, PCIe\", 71 W, [N/A]\n");
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(trace->gpus[1].name, std::string("H100, PCIe"));
        QCOMPARE(*trace->gpus[0].powerLimitWatts, 350.0);
        QCOMPARE(*trace->gpus[1].powerLimitWatts, 300.0);
        QCOMPARE(trace->gpus[1].power.timeSeconds[0], 0.002); // one clock for the host
    }

    void takesTheColumnThatReallyTellsGpusApart()
    {
        const auto trace = parse("timestamp,gpu,index,power.draw\n"
                                 "2025-09-08T17:26:50+08:00,0,0,74\n2025-09-08T17:26:50+08:00,1,0,75\n"
                                 "2025-09-08T17:26:52+08:00,0,0,84\n2025-09-08T17:26:52+08:00,1,0,85\n");
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(wattsOf(*trace, 1), QString("75 85"));
    }

    void aRowNumberIsNoGpu()
    {
        QByteArray text = "index,timestamp,power.draw\n";
        for (int i = 0; i < 20; ++i)
            text += QByteArray::number(i) + ",2025-09-08 17:26:" + QByteArray::number(10 + i) + "," +
                    QByteArray::number(100 + i) + "\n";
        const auto trace = parse(text);
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus.size(), std::size_t{1});
    }

    void tellsGpusApartByTheOrderOfRowsWhereNothingElseDoes()
    {
        QByteArray text = Head;
        for (int tick = 0; tick < 10; ++tick) {
            for (int gpu = 0; gpu < 4; ++gpu)
                text += QByteArray("2023/07/08 19:28:1") + QByteArray::number(tick) + ".00" + QByteArray::number(gpu) +
                        ", " + QByteArray::number(100 * (gpu + 1) + tick) + ".00 W\n";
        }
        const auto trace = parse(text);
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus.size(), std::size_t{4});
        QCOMPARE(wattsOf(*trace, 2), QString("300 301 302 303 304 305 306 307 308 309"));
        QVERIFY(issueOf(*trace, IssueKind::Assumption) != nullptr);
    }

    void aTickThatLacksARowIsAGapWhereOnlyTheOrderTellsTheGpusApart_data()
    {
        QTest::addColumn<int>("odd");
        QTest::newRow("first") << 0;
        QTest::newRow("middle") << 5;
    }
    void aTickThatLacksARowIsAGapWhereOnlyTheOrderTellsTheGpusApart()
    {
        QFETCH(int, odd);
        for (const bool isJson : {false, true}) {
            for (const int missing : {0, 1, 3}) {
                const auto trace = parse(rowsByOrder(
                    isJson, [&](int tick, int gpu) { return tick == odd && gpu == missing ? Row::None : Row::Whole; }));
                QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
                QCOMPARE(trace->gpus.size(), std::size_t{4});
                for (int gpu = 0; gpu < 4; ++gpu)
                    QCOMPARE(wattsOf(*trace, static_cast<std::size_t>(gpu)), wattsByOrder(gpu, odd));
                QVERIFY(saysThatTicksAreGaps(*trace, 1));
            }
        }
    }

    void aRowWithoutATimeTakesItsPlaceWhereOnlyTheOrderTellsTheGpusApart()
    {
        for (const bool isJson : {false, true}) {
            for (const int timeless : {0, 1, 3}) {
                const auto trace = parse(rowsByOrder(isJson, [&](int tick, int gpu) {
                    return tick == 5 && gpu == timeless ? Row::Timeless : Row::Whole;
                }));
                QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
                for (int gpu = 0; gpu < 4; ++gpu)
                    QCOMPARE(wattsOf(*trace, static_cast<std::size_t>(gpu)),
                             wattsByOrder(gpu, gpu == timeless ? 5 : -1));
                QVERIFY(issueOf(*trace, IssueKind::BadTime) != nullptr);
                QVERIFY(!saysThatTicksAreGaps(*trace, 1));
            }
        }
    }

    void aLastTickThatIsCutIsNoGap()
    {
        const auto trace = parse(rowsByOrder(
            false, [](int tick, int gpu) { return tick == Ticks - 1 && gpu > 1 ? Row::None : Row::Whole; }));
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace, 1), wattsByOrder(1));
        QCOMPARE(wattsOf(*trace, 2) + QString(" 319"), wattsByOrder(2));
    }

    void twoSamplesASecondOfOneGpuAreNotTwoGpus()
    {
        QByteArray text = "timestamp,power.draw\n";
        for (int i = 0; i < 40; ++i)
            text += QByteArray("2023-07-08 19:28:") + QByteArray::number(10 + i / 2) + "," +
                    QByteArray::number(100 + 3 * i) + "\n";
        const auto trace = parse(text);
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus.size(), std::size_t{1});
        QCOMPARE(issueOf(*trace, IssueKind::DuplicateTime)->count, std::size_t{20});
    }

    void infersTheColumnsOfAFileWithoutHeader_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<bool>("hasTime");
        QTest::newRow("unit W last") << QByteArray("2026/04/25 16:06:%1.780, 0 %, 2 MiB, 20146 MiB, 27, 6%1.00 W")
                                     << true;
        QTest::newRow("unit W first, no time") << QByteArray("6%1.00 W, 33, N/A, 0 %, 0 %") << false;
        QTest::newRow("a limit beside it") << QByteArray("2026/04/25 16:06:%1.780, 350.00 W, 6%1.00 W") << true;
        QTest::newRow("no units")
            << QByteArray("2026/02/22 23:20:%1.856, 0, NVIDIA RTX 4060, 9, 0, 1284, 8188, 65, 6%1.00, 1470, 5501")
            << true;
    }
    void infersTheColumnsOfAFileWithoutHeader()
    {
        QFETCH(QByteArray, row);
        QFETCH(bool, hasTime);
        QByteArray text;
        for (int i = 10; i < 15; ++i)
            text += QByteArray(row).replace("%1", QByteArray::number(i)) + "\n";
        ReadOptions options;
        if (!hasTime)
            options.intervalSeconds = 1.0;
        const auto trace = parse(text, options);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::SmiCsvNoHeader);
        QCOMPARE(wattsOf(*trace), QString("610 611 612 613 614"));
        QCOMPARE(trace->gpus[0].power.timeSeconds[4], 4.0);
        QCOMPARE(issueOf(*trace, IssueKind::Assumption)->line, std::size_t{1});
    }

    void asksForTheIntervalWhereThereAreNoTimes()
    {
        const QByteArray text = "power.draw [W]\n13.61 W\n13.70 W\n13.80 W\n";
        const auto without = parse(text);
        QVERIFY(!without.hasValue());
        QVERIFY(QString::fromStdString(without.error().message).contains("--interval"));
        ReadOptions options;
        options.intervalSeconds = 0.5;
        const auto with = parse(text, options);
        QVERIFY(with.hasValue());
        QCOMPARE(with->gpus[0].power.timeSeconds[2], 1.0);
    }

    void asksForTheIntervalWhereAllSamplesHaveOneStamp()
    {
        const QByteArray text = "time_s,power_w\n5,60\n5,61\n5,62\n";
        const auto asksForIt = [](const Trace& trace) {
            return std::any_of(trace.issues.begin(), trace.issues.end(), [](const Issue& issue) {
                return issue.message.find("--interval") != std::string::npos;
            });
        };
        const auto without = parse(text);
        QVERIFY(without.hasValue());
        QVERIFY(asksForIt(*without));
        ReadOptions options;
        options.intervalSeconds = 0.5;
        const auto with = parse(text, options);
        QVERIFY(with.hasValue());
        QVERIFY(!asksForIt(*with));
        QVERIFY(with->gpus[0].power.timeSeconds == std::vector<double>({0.0, 0.5, 1.0}));
    }

    void anIdColumnOfManyValuesIsRefused()
    {
        QByteArray text = "timestamp,power.draw,note\n";
        for (int i = 0; i < 300; ++i)
            text += "2023/07/08 19:28:27,60," + QByteArray::number(i) + "\n";
        ReadOptions options;
        options.gpuColumn = "note";
        const auto trace = parse(text, options);
        QVERIFY(!trace.hasValue());
        QVERIFY(QString::fromStdString(trace.error().message).contains("--gpu-column"));
    }

    void stopsWhenAsked_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("long") << 40000;
        QTest::newRow("short") << 2;
    }
    void stopsWhenAsked()
    {
        QFETCH(int, rows);
        const QByteArray text = Head + QByteArray("2023/07/08 19:28:27, 60.00 W\n").repeated(rows);
        std::stop_source stop;
        stop.request_stop();
        const auto trace = parseTrace({text.constData(), static_cast<std::size_t>(text.size())}, "run.csv", {},
                                      {stop.get_token(), {}, 1});
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Canceled);
    }

    void namesTheFileThatIsNotThere()
    {
        const auto trace = readTrace("/nowhere/run.csv");
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Io);
        QVERIFY(QString::fromStdString(trace.error().message).contains("/nowhere/run.csv"));
    }
};

QTEST_GUILESS_MAIN(ReadTraceTest)
#include "tst_read_trace.moc"
