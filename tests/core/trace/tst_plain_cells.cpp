// SPDX-License-Identifier: GPL-3.0-or-later
// What the short way through plain rows does by hand, against the ways that do it in general.
#include "core/base/decimal.h"
#include "core/base/random.h"
#include "core/trace/reading/csv_marks.h"
#include "core/trace/reading/time_reader.h"

#include <QTest>
#include <bit>
#include <charconv>
#include <fmt/format.h>

using namespace wattline;

namespace {

std::string randomLetters(RandomStream& chance, std::string_view letters, std::size_t most)
{
    std::string text;
    for (std::uint64_t left = chance.below(most + 1); left > 0; --left)
        text += letters[chance.below(letters.size())];
    return text;
}

} // namespace

class PlainCellsTest : public QObject {
    Q_OBJECT

private slots:
    void aPlainDecimalIsReadBitForBitAsByFromChars()
    {
        RandomStream chance(1);
        int read = 0;
        for (int round = 0; round < 200000; ++round) {
            const std::string text = round % 2 == 0 ? randomLetters(chance, "0123456789.-eW ", 18)
                                                    : fmt::format("{:.{}f}", 400.0 * chance.normal(), chance.below(8));
            double plain = 0.0;
            const char* const end = text.data() + text.size();
            const char* const plainEnd = readPlainDecimal(text.data(), end, plain);
            if (plainEnd == nullptr)
                continue;
            double general = 0.0;
            const auto [generalEnd, status] = std::from_chars(text.data(), end, general);
            QVERIFY2(status == std::errc() && generalEnd == plainEnd, text.c_str());
            QVERIFY2(std::bit_cast<std::uint64_t>(plain) == std::bit_cast<std::uint64_t>(general), text.c_str());
            ++read;
        }
        QVERIFY(read > 100000);
    }

    void whatIsNoPlainDecimalIsLeftToFromChars_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "-", ".", "-.", "W", "1e3", "12.5E1", "1234567890123456", "0.1234567890123456",
                                 "nan", "inf", "+1", " 1"})
            QTest::newRow(*text == '\0' ? "nothing" : text) << QByteArray(text);
    }
    void whatIsNoPlainDecimalIsLeftToFromChars()
    {
        QFETCH(QByteArray, text);
        double value = 0.0;
        QVERIFY(readPlainDecimal(text.constData(), text.constData() + text.size(), value) == nullptr);
    }

    void rowsOfTheSameMinuteAreReadAsEachByItself_data()
    {
        QTest::addColumn<QByteArray>("cells");
        QTest::newRow("milliseconds") << QByteArray("2026/03/02 13:16:59.106|2026/03/02 13:16:59.206|"
                                                    "2026/03/02 13:17:00.006|2026/03/02 13:17:07.999");
        QTest::newRow("no fraction, a zone") << QByteArray("2026-03-02T13:16:58Z|2026-03-02T13:16:59Z|"
                                                           "2026-03-02T13:16:59+02:00|2026-03-02T13:16:51+02:00");
        QTest::newRow("fractions of several lengths")
            << QByteArray("2026-03-02 13:16:58.5|2026-03-02 13:16:58.25|2026-03-02 13:16:59.123456|"
                          "2026-03-02 13:16:59.1234567|2026-03-02 13:16:59.7654321");
        QTest::newRow("a fraction, then a zone of the same length")
            << QByteArray("2026-03-02 13:16:58.500000|2026-03-02 13:16:58+01:00|2026-03-02 13:16:58.250000");
        QTest::newRow("points and commas") << QByteArray("2026-03-02 13:16:58.5|2026-03-02 13:16:58,7|"
                                                         "2026-03-02 13:16:58x7");
        QTest::newRow("no seconds of this world") << QByteArray("2026-03-02 13:16:59|2026-03-02 13:16:60|"
                                                                "2026-03-02 13:16:61|2026-03-02 13:16:5x");
        QTest::newRow("seconds since 1970") << QByteArray("1772457419.106|1772457419.206|1772457420");
    }
    void rowsOfTheSameMinuteAreReadAsEachByItself()
    {
        QFETCH(QByteArray, cells);
        const QList<QByteArray> rows = cells.split('|');
        const std::optional<TimeForm> form = timeFormOf({rows[0].constData(), std::size_t(rows[0].size())}, {});
        QVERIFY(form.has_value());
        TimeReader reader(*form);
        for (const QByteArray& row : rows + rows) {
            const std::string_view cell(row.constData(), static_cast<std::size_t>(row.size()));
            QVERIFY2(reader.read(cell) == parseTime(cell, *form), row.constData());
        }
    }

    void randomTimesAreReadAsEachByItself()
    {
        RandomStream chance(2);
        TimeReader reader(TimeForm{});
        for (int round = 0; round < 50000; ++round) {
            std::string cell = fmt::format("2026-03-{:02} 1{}:1{}:{:02}.{:03}", 1 + chance.below(2), chance.below(2),
                                           chance.below(2), chance.below(60), chance.below(1000));
            if (chance.below(10) == 0)
                cell[chance.below(cell.size())] = "0123456789:. x"[chance.below(14)];
            QVERIFY2(reader.read(cell) == parseTime(cell, TimeForm{}), cell.c_str());
        }
    }

    void marksAreAllSeparatorsAndLineBreaks()
    {
        RandomStream chance(3);
        CsvMarks marks;
        for (int round = 0; round < 3000; ++round) {
            const std::string text = randomLetters(chance, round % 3 == 0 ? "ab,\n" : "abcdefgh01234,;\n", 300);
            std::vector<std::uint32_t> cells;
            std::vector<std::uint32_t> lines;
            for (std::size_t i = 0; i < text.size(); ++i) {
                if (text[i] == ',' || text[i] == '\n')
                    cells.push_back(static_cast<std::uint32_t>(i));
                if (text[i] == '\n')
                    lines.push_back(static_cast<std::uint32_t>(i));
            }
            marks.find(text, ',');
            QVERIFY2(std::equal(cells.begin(), cells.end(), marks.cellEnds.begin(),
                                marks.cellEnds.begin() + static_cast<std::ptrdiff_t>(marks.cells)),
                     text.c_str());
            QVERIFY2(std::equal(lines.begin(), lines.end(), marks.lineEnds.begin(),
                                marks.lineEnds.begin() + static_cast<std::ptrdiff_t>(marks.lines)),
                     text.c_str());
            QVERIFY(!marks.hasQuotes && !marks.hasNuls && !marks.hasHighBytes);
        }
    }

    void oneOddByteAnywhereIsSeen()
    {
        CsvMarks marks;
        for (const char odd : {'"', '\0', '\xb0'}) {
            for (std::size_t place = 0; place < 150; ++place) {
                std::string text(150, 'a');
                text[place] = odd;
                marks.find(text, ',');
                QCOMPARE(marks.hasQuotes, odd == '"');
                QCOMPARE(marks.hasNuls, odd == '\0');
                QCOMPARE(marks.hasHighBytes, odd == '\xb0');
            }
        }
    }
};

QTEST_GUILESS_MAIN(PlainCellsTest)
#include "tst_plain_cells.moc"
