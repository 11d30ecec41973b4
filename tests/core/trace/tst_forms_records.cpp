// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/parsed_traces.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

class RecordFormsTest : public QObject {
    Q_OBJECT

private slots:
    void numbersThatJsonDoesNotKnowAreGaps()
    {
        const auto trace =
            parse("{\"time\": 1700000000, \"gpus\": [{\"index\": 0, \"power\": 60}]}\n"
                  "{\"time\": 1700000001, \"gpus\": [{\"index\": 0, \"power\": NaN}]}\n"
                  "{\"time\": 1700000002, \"gpus\": [{\"index\": 0, \"power\": -Infinity}]}\n"
                  "{\"time\": 1700000003, \"gpus\": [{\"index\": 0, \"power\": Infinity}]}\n"
                  "{\"time\": 1700000004, \"note\": \"a \\\"NaN\", \"gpus\": [{\"index\": 0, \"power\": 64}]}\n");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), QString("60 - - - 64"));
        QVERIFY(issueOf(*trace, IssueKind::FieldCount) == nullptr);
    }

    void readsTheLongFormOfDcgm()
    {
        const QByteArray text = "GPUId,TimeStampUs,Field,Values\n"
                                "0,1718783836000000,gpu_utilization,99\n"
                                "0,1718783836000000,power_usage,61.00\n0,1718783836000000,power_usage_instant,71.20\n"
                                "1,1718783836000000,power_usage,62.00\n1,1718783836000000,power_usage_instant,72.20\n"
                                "0,1718783837000000,power_usage,63.00\n0,1718783837000000,power_usage_instant,73.20\n"
                                "1,1718783837000000,power_usage,64.00\n1,1718783837000000,power_usage_instant,N/A\n"
                                "1,17187838370";
        auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::DcgmLong);
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(wattsOf(*trace, 0), QString("71.2 73.2"));
        QCOMPARE(wattsOf(*trace, 1), QString("72.2 -"));
        QCOMPARE(trace->gpus[0].field, PowerField::Instant);
        QCOMPARE(*trace->startUnixSeconds, 1718783836.0);
        QCOMPARE(issueOf(*trace, IssueKind::NotANumber)->line, std::size_t{10});
        QCOMPARE(issueOf(*trace, IssueKind::Truncated)->line, std::size_t{11});
        ReadOptions draw;
        draw.field = PowerField::Draw;
        draw.sideColumns = SideColumns::Keep;
        trace = parse(text, draw);
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace, 0), QString("61 63"));
        QCOMPARE(trace->gpus[0].sides[0].name, std::string("gpu_utilization"));
        QCOMPARE(trace->gpus[0].sides[0].values[1], 99.0F);
    }

    void readsJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("an object a line")
            << QByteArray("{\"timestamp\": \"2023-07-08T19:28:27\", \"gpu\": 0, \"gpu_power_watts\": 60}\n"
                          "{\"timestamp\": \"2023-07-08T19:28:27\", \"gpu\": 1, \"gpu_power_watts\": 70}\n"
                          "{\"timestamp\": \"2023-07-08T19:28:28\", \"gpu\": 0, \"gpu_power_watts\": 61}\n"
                          "{\"timestamp\": \"2023-07-08T19:28:28\", \"gpu\": 1, \"gpu_power_watts\": null}\n");
        QTest::newRow("an array") << QByteArray("[\n {\"ts\": 1688844507.0, \"gpu\": 0, \"power\": 60},\n"
                                                " {\"ts\": 1688844507.0, \"gpu\": 1, \"power\": 70},\n"
                                                " {\"ts\": 1688844508.0, \"gpu\": 0, \"power\": 61},\n"
                                                " {\"ts\": 1688844508.0, \"gpu\": 1, \"power\": \"N/A\"}\n]\n");
        QTest::newRow("milliwatts, nested")
            << QByteArray("{\"time\": 1688844507, \"gpu\": {\"index\": 0, \"power_mw\": 60000}}\n"
                          "{\"time\": 1688844507, \"gpu\": {\"index\": 1, \"power_mw\": 70000}}\n"
                          "{\"time\": 1688844508, \"gpu\": {\"index\": 0, \"power_mw\": 61000}}\n"
                          "{\"time\": 1688844508, \"gpu\": {\"index\": 1, \"power_mw\": -}}\n"
                          "{\"time\": 1688844508, \"gpu\": {\"index\": 1, \"power_mw\": null}}\n");
        QTest::newRow("boards inside a sample, the time after them") << QByteArray(
            "{\"host\": \"a\", \"samples\": [\n"
            " {\"gpus\": [{\"index\": 0, \"power\": 60}, {\"index\": 1, \"power\": 70}], \"t\": 1688844507},\n"
            " {\"gpus\": [{\"index\": 0, \"power\": 61}, {\"index\": 1, \"power\": \"\"}], \"t\": 1688844508}]}\n");
        QTest::newRow("a member for each board")
            << QByteArray("{\"t\": 1688844507, \"gpus\": {\"0\": {\"power_w\": 60}, \"1\": {\"power_w\": 70}}}\n"
                          "{\"t\": 1688844508, \"gpus\": {\"0\": {\"power_w\": 61}, \"1\": {\"power_w\": null}}}\n");
        QTest::newRow("numbers in an array") << QByteArray("{\"t\": 1688844507, \"power\": [60, 70]}\n"
                                                           "{\"t\": 1688844508, \"power\": [61, null]}\n");
    }
    void readsJson()
    {
        QFETCH(QByteArray, text);
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::JsonLines);
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(trace->gpus[1].id, std::string("1"));
        QCOMPARE(wattsOf(*trace, 0), QString("60 61"));
        QCOMPARE(wattsOf(*trace, 1), QString("70 -"));
        QCOMPARE(*trace->startUnixSeconds, 1688844507.0);
        QCOMPARE(trace->gpus[0].power.timeSeconds[1], 1.0);
    }

    void damagedObjectsAreLeftOutAndCounted()
    {
        const auto trace = parse("{\"t\": 1688844507, \"power\": 60}\nnoise\n{\"t\": 16888445\n"
                                 "{\"t\": 1688844509, \"power\": 62}\n{\"t\": 1688844510, \"pow");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), QString("60 62"));
        QCOMPARE(issueOf(*trace, IssueKind::FieldCount)->line, std::size_t{3});
        QCOMPARE(issueOf(*trace, IssueKind::Truncated)->line, std::size_t{5});
    }

    void anArrayOfColumnsIsNoSample()
    {
        QByteArray numbers;
        for (int i = 0; i < 100; ++i)
            numbers += (i > 0 ? "," : "") + QByteArray::number(100 + i);
        const auto trace = parse("{\"power\": [" + numbers + "], \"t\": 1688844507}\n");
        QVERIFY(trace.hasValue());
        QVERIFY(issueOf(*trace, IssueKind::FieldCount) != nullptr);
    }

    void deepNestingIsRefused()
    {
        QByteArray text;
        for (int i = 0; i < 20000; ++i)
            text += "{\"power\":";
        const auto trace = parse(text);
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Format);
    }

    void readsWideFiles_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("GPU0, GPU1") << QByteArray("timestamp,GPU0,GPU1");
        QTest::newRow("power_0, power_1") << QByteArray("timestamp,power_0,power_1");
        QTest::newRow("in words") << QByteArray("timestamp,GPU 0 power (W),GPU 1 power (W)");
    }
    void readsWideFiles()
    {
        QFETCH(QByteArray, header);
        const auto trace = parse(header + "\n1763638585.215,199.975,256.513\n1763638586.215,200.5,\n");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::WideCsv);
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(trace->gpus[1].id, std::string("1"));
        QCOMPARE(wattsOf(*trace, 0), QString("199.975 200.5"));
        QCOMPARE(wattsOf(*trace, 1), QString("256.513 -"));
    }

    void theOtherColumnsOfAWideFileAreThoseOfEveryGpu()
    {
        ReadOptions options;
        options.sideColumns = SideColumns::Keep;
        const auto trace = parse("t,power_0,power_1,fan [%]\n0,60,70,30\n1,61,71,31\n", options);
        QVERIFY(trace.hasValue());
        for (const GpuTrace& gpu : trace->gpus) {
            QCOMPARE(gpu.sides.size(), std::size_t{1});
            QCOMPARE(gpu.sides[0].unit, std::string("%"));
            QVERIFY((gpu.sides[0].values == std::vector<float>{30.0F, 31.0F}));
        }
    }

    void readsTheNamesOfLoggers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("the unit alone") << QByteArray("t,W\n0,60\n1,61\n2,62\n");
        QTest::newRow("kilowatts") << QByteArray("time (s),power [kW]\n0,0.060\n1,0.061\n2,0.062\n");
        QTest::newRow("milliwatts in the cells") << QByteArray("time,power\n0,60000 mW\n1,61000 mW\n2,62000 mW\n");
        QTest::newRow("the unit in brackets") << QByteArray("elapsed,board (W)\n0,60\n1,61\n2,62\n");
        QTest::newRow("tabs and comments") << QByteArray("# logger 1.0\n# time\tpower\n0\t60\n# pause\n1\t61\n2\t62\n");
        QTest::newRow("blanks") << QByteArray("time   power\n0      60\n1      61\n2      62\n");
    }
    void readsTheNamesOfLoggers()
    {
        QFETCH(QByteArray, text);
        const auto trace = parse(text);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(wattsOf(*trace), QString("60 61 62"));
        QCOMPARE(trace->gpus[0].power.timeSeconds[2], 2.0);
    }
};

QTEST_GUILESS_MAIN(RecordFormsTest)
#include "tst_forms_records.moc"
