// SPDX-License-Identifier: GPL-3.0-or-later
// Columns beside the power, columns for each GPU, and files that do not stay as they are.
#include "core/trace/reading/smi_csv.h"
#include "tests/support/parsed_traces.h"
#include "tests/support/recordings.h"

#include <QTest>
#include <fstream>

using namespace wattline;
using namespace wattline::test;

namespace {

QString shown(const std::vector<float>& values)
{
    QStringList texts;
    for (const float value : values)
        texts << (std::isnan(value) ? QString("-") : QString::number(value));
    return texts.join(' ');
}

ReadOptions keepingSides()
{
    ReadOptions options;
    options.sideColumns = SideColumns::Keep;
    return options;
}

std::string longRecording(int rows)
{
    std::string text = "timestamp,power.draw\n";
    for (int i = 0; i < rows; ++i)
        text += fmt::format("{},{}\n", i, 60 + i % 7);
    return text;
}

} // namespace

class CsvColumnsTest : public QObject {
    Q_OBJECT

private slots:
    void sideColumnsAreKeptBesideThePowerWithTheirGaps()
    {
        const auto trace = parse("timestamp, index, utilization.gpu [%], power.draw [W], temperature.gpu\n"
                                 "2026/03/02 13:16:27, 0, 97 %, 300 W, 61\n"
                                 "2026/03/02 13:16:27, 1, 5 %, 60 W, 35\n"
                                 "2026/03/02 13:16:28, 0, [N/A], 310 W, 62\n"
                                 "2026/03/02 13:16:28, 1, 6 %, [N/A], 36\n"
                                 "2026/03/02 13:16:29, 0, 99 %, 320 W\n"
                                 "2026/03/02 13:16:29, 1, \"7 %\", 70 W, hot\n",
                                 keepingSides());
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->gpus.size(), std::size_t{2});
        QCOMPARE(trace->gpus[0].sides.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(trace->gpus[0].sides[0].name), QString("utilization.gpu"));
        QCOMPARE(QString::fromStdString(trace->gpus[0].sides[0].unit), QString("%"));
        QCOMPARE(wattsOf(*trace, 0), QString("300 310 -"));
        QCOMPARE(shown(trace->gpus[0].sides[0].values), QString("97 - -"));
        QCOMPARE(shown(trace->gpus[0].sides[1].values), QString("61 62 -"));
        QCOMPARE(wattsOf(*trace, 1), QString("60 - 70"));
        QCOMPARE(shown(trace->gpus[1].sides[0].values), QString("5 6 7"));
        QCOMPARE(shown(trace->gpus[1].sides[1].values), QString("35 36 -"));
    }

    void sideColumnsAreSortedWithTheirSamples()
    {
        const auto trace = parse("timestamp, power.draw [W], fan\n2026/03/02 13:16:30, 30 W, 3\n"
                                 "2026/03/02 13:16:31, 31 W, 4\n2026/03/02 13:16:27, 27 W, 1\n"
                                 "2026/03/02 13:16:28, 28 W, 2\n",
                                 keepingSides());
        QVERIFY(trace.hasValue());
        QCOMPARE(wattsOf(*trace), QString("27 28 30 31"));
        QCOMPARE(shown(trace->gpus[0].sides[0].values), QString("1 2 3 4"));
    }

    void sideColumnsAreLeftOutUnlessAskedFor()
    {
        const auto trace = parse("timestamp, power.draw [W], fan\n2026/03/02 13:16:30, 30 W, 3\n");
        QVERIFY(trace.hasValue());
        QVERIFY(trace->gpus[0].sides.empty());
    }

    void aWideRowGivesEachGpuASampleOrAGap()
    {
        const auto trace = parse("timestamp,GPU0,GPU1,GPU2\n"
                                 "1763638585.215,199.975,256.513,60\n"
                                 "1763638585.315,200.5,N/A,61\n"
                                 "1763638585.415,201.5\n"
                                 "1763638585.515,202.5,258.5,63\n"
                                 "1763638585.615,203.5,259.5,6");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(trace->form, TraceForm::WideCsv);
        QCOMPARE(trace->gpus.size(), std::size_t{3});
        QCOMPARE(wattsOf(*trace, 0), QString("199.975 200.5 - 202.5"));
        QCOMPARE(wattsOf(*trace, 1), QString("256.513 - - 258.5"));
        QCOMPARE(wattsOf(*trace, 2), QString("60 61 - 63"));
        QCOMPARE(issueOf(*trace, IssueKind::NotANumber)->line, std::size_t{3});
        QCOMPARE(issueOf(*trace, IssueKind::FieldCount)->line, std::size_t{4});
        QCOMPARE(issueOf(*trace, IssueKind::Truncated)->line, std::size_t{6}); // "6" was longer in the row before
    }

    void aFileThatBecomesShorterWhileItIsReadEndsEarly()
    {
        const TestFolder folder;
        const std::filesystem::path path = folder.write("run.csv", longRecording(200000));
        const Result<ByteSource> source = ByteSource::open(path);
        QVERIFY(source.hasValue());
        IssueLog log;
        RunContext context;
        context.threads = 2;
        // As the first stretch is read, the file is cut in the middle of a later one.
        context.onProgress = [&](const Progress&) { std::filesystem::resize_file(path, 1'000'000); };
        const CsvInput input{TextSource(*source, TextEncoding::Utf8, 0), "run.csv", 65536};
        const Result<CsvRecording> read = readSmiCsv(input, {}, log, context);
        QVERIFY2(read.hasValue(), read ? "" : read.error().message.c_str());
        QVERIFY(read->odd.endsEarly);
        const std::size_t samples = read->raw.gpus.front().watts.size();
        QVERIFY(samples > 111000 && samples < 111200);
    }

    void aStopWhileBlocksAreReadEndsTheReading()
    {
        const TestFolder folder;
        const std::filesystem::path path = folder.write("run.csv", longRecording(400000));
        std::stop_source stop;
        std::atomic<int> reports{0};
        RunContext context;
        context.threads = 2;
        context.stop = stop.get_token();
        context.onProgress = [&](const Progress& progress) {
            ++reports;
            if (progress.fraction > 0.3)
                stop.request_stop();
        };
        const Result<Trace> trace = readTrace(path, {}, context);
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Canceled);
        QVERIFY(reports >= 1 && reports <= 3);
    }

    void progressRunsToTheEndOfTheFile()
    {
        double last = 0.0;
        bool grows = true;
        RunContext context;
        context.onProgress = [&](const Progress& progress) {
            grows = grows && progress.fraction > last;
            last = progress.fraction;
        };
        const std::string text = longRecording(400000);
        QVERIFY(parseTrace(text, "run.csv", {}, context).hasValue());
        QVERIFY(grows);
        QCOMPARE(last, 1.0);
    }
};

QTEST_GUILESS_MAIN(CsvColumnsTest)
#include "tst_csv_columns.moc"
