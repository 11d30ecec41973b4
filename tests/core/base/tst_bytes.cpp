// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"

#include <QTest>
#include <bit>
#include <cmath>
#include <limits>

using namespace wattline;

class BytesTest : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatWasWritten()
    {
        const std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
        const double numbers[] = {0.0,          -0.0, 1.5, -1e300, 5e-324, std::numeric_limits<double>::infinity(),
                                  std::nan("7")};
        ByteWriter writer;
        for (std::uint64_t value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, largest})
            writer.number(value);
        for (double number : numbers)
            writer.real(number);
        writer.text("peak µ");
        ByteReader reader(writer.bytes());
        for (std::uint64_t value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, largest})
            QCOMPARE(reader.number(), value);
        for (double number : numbers)
            QCOMPARE(std::bit_cast<std::uint64_t>(reader.real()), std::bit_cast<std::uint64_t>(number));
        QCOMPARE(reader.text(), std::string("peak µ"));
        QVERIFY(reader.atEnd() && !reader.failed());
    }

    void failsWhereTheBytesEndTooEarly()
    {
        ByteWriter writer;
        writer.number(300);
        writer.real(2.0);
        writer.text("abc");
        for (std::size_t length = 0; length < writer.bytes().size(); ++length) {
            ByteReader reader(std::string_view(writer.bytes()).substr(0, length));
            reader.number();
            reader.real();
            reader.text();
            QVERIFY(reader.failed());
            QCOMPARE(reader.number(), std::uint64_t{0});
        }
    }

    // Memory is asked for where the bytes are there.
    void refusesCountsOfMoreThanThereIs()
    {
        ByteWriter writer;
        writer.number(1'000'000'000);
        writer.real(1.0);
        ByteReader reader(writer.bytes());
        QCOMPARE(reader.count(8), std::size_t{0});
        QVERIFY(reader.failed());
    }

    void aFingerprintShowsEveryChange()
    {
        const std::string bytes = "The quick brown fox";
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            std::string other = bytes;
            other[i] = static_cast<char>(other[i] ^ 1);
            QVERIFY(fingerprintOf(other) != fingerprintOf(bytes));
        }
        QVERIFY(fingerprintOf(bytes + '\0') != fingerprintOf(bytes));
    }
};

QTEST_GUILESS_MAIN(BytesTest)
#include "tst_bytes.moc"
