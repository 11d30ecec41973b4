// SPDX-License-Identifier: GPL-3.0-or-later
// Reading in stretches, side by side, gives the same as reading at one go.
#include "core/base/random.h"
#include "core/trace/reading/smi_csv.h"
#include "tests/support/parsed_traces.h"

#include <QTest>
#include <bit>
#include <fmt/format.h>

using namespace wattline;

namespace {

/// All that readSmiCsv() gives, as text: two readings are the same where these are.
std::string described(const Result<CsvRecording>& read, IssueLog& log)
{
    if (!read)
        return read.error().message;
    const RawRecording& raw = read->raw;
    std::string text = fmt::format("{} {} lines {} NULs from {}, {} {}\n", nameOf(raw.form), raw.lines, read->odd.nuls,
                                   read->odd.firstNulLine, nameOf(read->encoding), read->odd.firstHighLine);
    for (const GpuRows& gpu : raw.gpus) {
        text += fmt::format("{} {} {} back {}:", gpu.id, gpu.name, gpu.powerLimitWatts.value_or(-1.0), gpu.stepsBack);
        for (std::size_t i = 0; i < gpu.micros.size(); ++i) {
            text += fmt::format(" {}={:x}", gpu.micros[i], std::bit_cast<std::uint32_t>(gpu.watts[i]));
            for (const std::vector<float>& side : gpu.sides)
                text += fmt::format("/{:x}", std::bit_cast<std::uint32_t>(side.at(i)));
        }
        text += "\n";
    }
    for (const Issue& issue : log.take())
        text += fmt::format("{} {} {} {}\n", nameOf(issue.kind), issue.line, issue.count, issue.message);
    return text;
}

/// How a recording is read.
struct Cutting {
    std::size_t blockBytes = CsvBlocks::DefaultBytes;
    unsigned threads = 1;
};

std::string readAs(std::string_view bytes, const Cutting& cutting, const ReadOptions& options = {})
{
    const ByteOrderMark mark = byteOrderMarkOf(bytes);
    RunContext context;
    context.threads = cutting.threads;
    IssueLog log;
    const CsvInput input{TextSource(ByteSource(bytes), mark.encoding, mark.bytes), "run.csv", cutting.blockBytes};
    const Result<CsvRecording> read = readSmiCsv(input, options, log, context);
    return described(read, log);
}

/// Empty where the two are the same; else the place at which they part.
QString difference(const std::string& read, const std::string& whole)
{
    if (read == whole)
        return {};
    const auto place = static_cast<std::size_t>(
        std::mismatch(read.begin(), read.end(), whole.begin(), whole.end()).first - read.begin());
    const auto around = [&](const std::string& text) {
        const std::size_t begin = std::min(text.size(), place - std::min<std::size_t>(place, 60));
        return QString::fromStdString(text.substr(begin, 200));
    };
    return around(read) + "\n  where it should be\n" + around(whole);
}

std::string utf16(std::string_view text, bool littleEndian)
{
    std::string bytes = littleEndian ? "\xff\xfe" : "\xfe\xff";
    for (const char c : text) {
        const char units[2] = {littleEndian ? c : '\0', littleEndian ? '\0' : c};
        bytes.append(units, 2);
    }
    return bytes;
}

/// Rows of a recording, some of them odd in one way or another.
class OddRows {
public:
    explicit OddRows(std::uint64_t seed) : m_chance(seed) {}

    std::string text(int rows)
    {
        const std::string head = "timestamp, index, name, power.draw [W], utilization.gpu [%], power.limit [W]\n";
        std::string text = m_chance.below(4) == 0 ? "a preamble\n\n" + head : head;
        for (int i = 0; i < rows; ++i)
            text += row(i, head);
        if (m_chance.below(3) == 0)
            text.resize(text.size() - m_chance.below(12));
        return text;
    }

private:
    std::string row(int i, const std::string& head)
    {
        const auto gpu = i % 3;
        const std::string plain =
            fmt::format("2026/03/02 13:{:02}:{:02}.{:03}, {}, A100, {}.{:02} W, {} %, {}.00 W", i / 180, i / 3 % 60,
                        gpu, gpu, 60 + i % 300, i % 100, i % 101, 400 - i / 50);
        const std::string end = m_chance.below(9) == 0 ? "\r\n" : "\n";
        switch (m_chance.below(24)) {
        case 0:
            return fmt::format("2026/03/02 13:{:02}:{:02}.{:03}, {}, \"A100,\nPCIe\", 77.50 W, 5 %, 300 W", i / 180,
                               i / 3 % 60, gpu, gpu) +
                   end;
        case 1:
            return "2026/03/02 13:00:00, 1, A100, [N/A], [N/A], [N/A]" + end;
        case 2:
            return "soon, 0, A100, 60 W, 5 %, 400 W" + end;
        case 3:
            return "2026/03/02 13:00:00.5, 2, A100" + end;
        case 4:
            return plain + ", one more" + end;
        case 5:
            return plain + "," + end;
        case 6:
            return "# a comment" + end;
        case 7:
            return head;
        case 8:
            return end;
        case 9:
            return std::string(1 + m_chance.below(30), '\0') + plain + end;
        case 10:
            return m_chance.below(6) == 0 ? "\"an open quote, and no more" + end : plain + end + plain + end;
        case 11:
            return m_chance.below(9) == 0 ? plain + "\xb0" + end : plain + end;
        case 12:
            return fmt::format("2026/03/02 13:00:01, {}, \"rack, 61.50 W, 5 %, 300 W", gpu) + end;
        case 13:
            return fmt::format("2026/03/02 13:00:01, {}, 19\" rack, 61.50 W, 5 %, 300 W", gpu) + end;
        default:
            return plain + end;
        }
    }

    RandomStream m_chance;
};

} // namespace

class CsvBlocksTest : public QObject {
    Q_OBJECT

private slots:
    void isTheSameForAnySizeOfBlocksAndAnyNumberOfThreads()
    {
        ReadOptions sides;
        sides.sideColumns = SideColumns::Keep;
        for (std::uint64_t seed = 0; seed < 140; ++seed) {
            const std::string text = OddRows(seed).text(90);
            const ReadOptions options = seed % 2 == 0 ? sides : ReadOptions();
            const std::string whole = readAs(text, {}, options);
            for (const std::size_t bytes : {1U, 2U, 5U, 64U, 100U, 333U, 2048U}) {
                for (const unsigned threads : {1U, 3U}) {
                    const QString parted = difference(readAs(text, {bytes, threads}, options), whole);
                    QVERIFY2(parted.isEmpty(), qPrintable(QString("seed %1, blocks of %2 bytes, %3 threads: %4")
                                                              .arg(seed)
                                                              .arg(bytes)
                                                              .arg(threads)
                                                              .arg(parted)));
                }
            }
        }
    }

    void isTheSameInUtf16()
    {
        for (std::uint64_t seed = 100; seed < 110; ++seed) {
            std::string text = OddRows(seed).text(60);
            std::erase(text, '\xb0');
            const std::string whole = readAs(text, {});
            for (const bool littleEndian : {true, false}) {
                const std::string wide = utf16(text, littleEndian);
                for (const std::size_t bytes : {1U, 7U, 200U, 1U << 20U}) {
                    const std::string read = readAs(wide, {bytes, 2});
                    const std::string_view name = littleEndian ? "UTF-16LE" : "UTF-16BE";
                    QVERIFY2(read.find(name) != std::string::npos, read.c_str());
                    QCOMPARE(QString::fromStdString(read).replace(QLatin1String(name.data()), "UTF-8"),
                             QString::fromStdString(whole));
                }
            }
        }
    }

    void isTheSameWhereOnlyTheOrderOfRowsTellsTheGpusApart()
    {
        std::string text = "timestamp, power.draw [W]\n";
        for (int i = 0; i < 200; ++i)
            text += i % 67 == 66
                        ? ""
                        : fmt::format("2026/03/02 13:16:{:02}.00{}, {}.00 W\n", i / 4, i % 4, 100 * (i % 4 + 1));
        const std::string whole = readAs(text, {});
        QVERIFY(whole.find("ticks do not hold") != std::string::npos);
        for (const std::size_t bytes : {1U, 40U, 150U, 1000U})
            QCOMPARE(QString::fromStdString(readAs(text, {bytes, 2})), QString::fromStdString(whole));
    }

    void tooManyGpusAreRefusedOnTheSameLine()
    {
        std::string text = "timestamp,index,power.draw\n";
        for (int i = 0; i < 900; ++i)
            text += fmt::format("2026/03/02 13:16:27.5,{},60\n", i / 3);
        ReadOptions options;
        options.gpuColumn = "index";
        const std::string whole = readAs(text, {}, options);
        QVERIFY2(whole.starts_with("run.csv:770:"), whole.c_str()); // the first row of the 257th
        for (const std::size_t bytes : {10U, 500U, 5000U})
            QCOMPARE(QString::fromStdString(readAs(text, {bytes, 2}, options)), QString::fromStdString(whole));
    }

    void aQuotedCellReachesOverTheBordersOfBlocks()
    {
        const std::string text =
            "timestamp,name,power.draw\n2026/03/02 13:16:26,x,50\n2026/03/02 13:16:27,\"a\nb\nc\nd\n5,6,7\",60\n"
            "2026/03/02 13:16:28,x,70\n";
        for (std::size_t bytes = 1; bytes < 40; ++bytes) {
            const std::string read = readAs(text, {bytes, 2});
            QVERIFY2(read.find("8 lines") != std::string::npos &&
                         read.find("back 0: 1772457386000000=42480000 1772457387000000=42700000 "
                                   "1772457388000000=428c0000\n") != std::string::npos,
                     read.c_str());
        }
    }

    void aQuoteThatDoesNotCloseTakesNoRowsAway_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("within a cell") << QByteArray("19\" rack");
        QTest::newRow("before a cell") << QByteArray("\"rack");
    }
    void aQuoteThatDoesNotCloseTakesNoRowsAway()
    {
        QFETCH(QByteArray, name);
        for (const int odd : {5, 18, 19}) {
            QByteArray text = "timestamp,name,power.draw\n";
            QStringList watts;
            for (int i = 0; i < 20; ++i) {
                text += "2026/03/02 13:16:" + QByteArray::number(10 + i) + "," + (i == odd ? name : "A100") + "," +
                        QByteArray::number(100 + i) + "\n";
                watts += QString::number(100 + i);
            }
            const auto trace = test::parse(text);
            QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
            QCOMPARE(test::wattsOf(*trace), watts.join(' '));
        }
    }

    void aQuoteWithinTheCellsOfManyRowsJoinsNone()
    {
        const auto trace = test::parse("timestamp,name,power.draw\n2026/03/02 13:16:27,19\" rack,60\n"
                                       "2026/03/02 13:16:28,19\" rack,70\n2026/03/02 13:16:29,19\" rack,80\n");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(test::wattsOf(*trace), QString("60 70 80"));
    }

    void plainRowsAreReadAsQuotedOnes()
    {
        std::string plain = "timestamp,index,name,power.draw [W],temperature.gpu,power.limit\n";
        std::string quoted = plain;
        for (int i = 0; i < 500; ++i) {
            const std::string power = i % 41 == 0 ? "[N/A]" : fmt::format("{}.{} W", i, i % 100);
            const std::string time = fmt::format("2026/03/02 13:{}:{:02}.{}", 10 + i / 60, i % 60, i % 10);
            plain += fmt::format("{}, {}, A100 , {},{} C, {}\n", time, i % 4, power, i % 90, 400 - i / 100);
            quoted += fmt::format("\"{}\",\" {}\",A100,\"{}\",\"{} C\",\"{}\"\r\n", time, i % 4, power, i % 90,
                                  400 - i / 100);
        }
        ReadOptions options;
        options.sideColumns = SideColumns::Keep;
        QCOMPARE(QString::fromStdString(readAs(plain, {}, options)),
                 QString::fromStdString(readAs(quoted, {}, options)));
    }

    void aLineOfManyMebibytesIsLeftOutAndCounted()
    {
        const std::string head = "timestamp,power.draw\n2026/03/02 13:16:27,60\n";
        const std::string tail = "2026/03/02 13:16:28,70\n";
        for (const char filling : {'x', ',', '"'}) {
            const std::string text = head + std::string(LongestLineBytes + 10, filling) + "\n" + tail;
            const std::string read = readAs(text, {std::size_t{1} << 20U, 2});
            QVERIFY(read.find("4 lines") != std::string::npos);
            QVERIFY(read.find("back 0: 1772457387000000=42700000 1772457388000000=428c0000\n") != std::string::npos);
            QVERIFY(read.find("field_count 3 1 A line of more than 4 MiB; left out.") != std::string::npos);
        }
    }

    void aHoleOfNulBytesIsPassedOver_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<bool>("first");
        QTest::newRow("2 MB between rows") << 2'000'000 << false;
        QTest::newRow("9 MB between rows") << 9'000'000 << false;
        QTest::newRow("9 MB at the beginning") << 9'000'000 << true;
    }
    void aHoleOfNulBytesIsPassedOver()
    {
        QFETCH(int, bytes);
        QFETCH(bool, first);
        const QByteArray hole(bytes, '\0');
        const QByteArray head = "timestamp,power.draw\n2026/03/02 13:16:27,60\n";
        const auto trace =
            test::parse((first ? hole + head : head + hole) + "2026/03/02 13:16:28,70\n2026/03/02 13:16:29,80\n");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(test::wattsOf(*trace), QString("60 70 80"));
        const Issue* issue = test::issueOf(*trace, IssueKind::Encoding);
        QVERIFY(issue != nullptr);
        QCOMPARE(issue->count, static_cast<std::size_t>(bytes));
        QCOMPARE(issue->line, std::size_t{first ? 1U : 3U});
    }

    void bytesThatAreNoUtf8FarDownMakeTheWholeFileLatin1()
    {
        QByteArray text = "timestamp,index,power.draw\n";
        for (int i = 0; i < 200000; ++i)
            text += "2026/03/02 13:16:27,gpu 1,60\n";
        text += "2026/03/02 13:16:28,gpu \xb0,61\n";
        const auto trace = test::parse(text);
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->encoding, std::string("Latin-1"));
        QCOMPARE(trace->gpus[1].id, std::string("gpu \xc2\xb0"));
        QCOMPARE(test::issueOf(*trace, IssueKind::Encoding)->line, std::size_t{200002});
    }
};

QTEST_GUILESS_MAIN(CsvBlocksTest)
#include "tst_csv_blocks.moc"
