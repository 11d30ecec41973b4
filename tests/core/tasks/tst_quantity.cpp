// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/quantity.h"

#include <QTest>

using namespace wattline;

Q_DECLARE_METATYPE(wattline::Dimension)

class QuantityTest : public QObject {
    Q_OBJECT

private slots:
    void readsNumbersAsTheyAreWritten_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<Dimension>("dimension");
        QTest::addColumn<double>("value");
        const auto row = [](const char* cell, Dimension dimension, double value) {
            QTest::newRow(cell) << cell << dimension << value;
        };
        row("25557032", Dimension::Count, 25557032);
        row("25.6M", Dimension::Count, 25600000);
        row("25.6 million", Dimension::Count, 25600000);
        row("1.3B", Dimension::Count, 1300000000);
        row("100k", Dimension::Count, 100000);
        row("50 K samples", Dimension::Count, 50000);
        row("25,557,032", Dimension::Count, 25557032);
        row("25 557 032", Dimension::Count, 25557032);
        row("25'557'032", Dimension::Count, 25557032);
        row("1,234", Dimension::Count, 1234);
        row("1.2e6", Dimension::Count, 1200000);
        row("4.1 GFLOPs", Dimension::Flops, 4100000000.0);
        row("4.1G", Dimension::Flops, 4100000000.0);
        row("17.6 GFLOP", Dimension::Flops, 17600000000.0);
        row("820 MFLOPS", Dimension::Flops, 820000000.0);
        row("224x224", Dimension::Side, 224);
        row("224 × 224", Dimension::Side, 224);
        row("3x224x224", Dimension::Side, 224);
        row("224px", Dimension::Side, 224);
        row("512 tokens", Dimension::Side, 512);
        row("147 KiB", Dimension::Bytes, 150528);
        row("150 kB", Dimension::Bytes, 150000);
        row("0.4 kW", Dimension::Watts, 400);
        row("250 mW", Dimension::Watts, 0.25);
        row("250 ms", Dimension::Seconds, 0.25);
        row("3 min", Dimension::Seconds, 180);
        row("1e-3", Dimension::Number, 0.001);
        row(".5", Dimension::Number, 0.5);
        row("0,001", Dimension::Number, 0.001);
        row("1,5", Dimension::Number, 1.5);
        row("1,234.5", Dimension::Number, 1234.5);
        row("1.234,5", Dimension::Number, 1234.5);
    }
    void readsNumbersAsTheyAreWritten()
    {
        QFETCH(QString, cell);
        QFETCH(Dimension, dimension);
        QFETCH(double, value);
        const auto read = readQuantity(cell.toStdString(), dimension, 1.0, DecimalMark::Point);
        QVERIFY2(read && *read, qPrintable(cell));
        QCOMPARE((*read)->value, value); // to the last digit
    }

    void refusesWhatItCannotBeSureOf_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<Dimension>("dimension");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* cell, Dimension dimension, const char* reason) {
            QTest::newRow(cell) << cell << dimension << reason;
        };
        row("lots", Dimension::Count, "is no number");
        row("12 apples", Dimension::Count, "is no number");
        row("1.2.3", Dimension::Count, "is no number");
        row("1,23,456", Dimension::Count, "is no number");
        row("1 2", Dimension::Count, "is no number");
        row("-5", Dimension::Count, "cannot be negative");
        row("1e999", Dimension::Count, "is no number");
        row("4.1 GMACs", Dimension::Flops, "counts multiply-accumulates, not FLOPs");
        row("4 GFLOPs/s", Dimension::Flops, "is a speed, not the FLOPs of a sample");
        row("224x112", Dimension::Side, "is no side of a square image");
        row("3x", Dimension::Side, "is no side of a square image");
        row("250 MW", Dimension::Watts, "is no number");
        row("5 M", Dimension::Number, "is no number");
        row("inf", Dimension::Number, "is no number");
        row(",", Dimension::Number, "is no number");
        row("+-5", Dimension::Number, "is no number");
    }
    void refusesWhatItCannotBeSureOf()
    {
        QFETCH(QString, cell);
        QFETCH(Dimension, dimension);
        QFETCH(QString, reason);
        const auto read = readQuantity(cell.toStdString(), dimension, 1.0, DecimalMark::Point);
        QVERIFY2(!read, qPrintable(cell));
        QCOMPARE(QString::fromStdString(read.error().message), reason);
    }

    void marksOfTheUnknownAreNothing()
    {
        for (const char* cell : {"", " ", "NA", "n/a", "[N/A]", "nan", "NULL", "none", "-", "?"}) {
            const auto read = readQuantity(cell, Dimension::Count, 1.0, DecimalMark::Point);
            QVERIFY2(read && !*read, cell);
        }
    }

    void aPointPartsThousandsOnlyOfCountsWhereCommasAreDecimal()
    {
        const auto read = [](const char* cell, Dimension dimension, double factor) {
            return (*readQuantity(cell, dimension, factor, DecimalMark::PointOrComma))->value;
        };
        QCOMPARE(read("100.000", Dimension::Count, 1.0), 100000.0);
        QCOMPARE(read("25.557", Dimension::Count, 1e6), 25557000.0);
        QCOMPARE(read("291.062", Dimension::Watts, 1.0), 291.062);
        QCOMPARE(read("1,234", Dimension::Watts, 1.0), 1.234);
        QCOMPARE(read("0,001", Dimension::Number, 1.0), 0.001);
    }

    void theCellsOwnUnitStandsAgainstTheGivenFactor()
    {
        const auto own = readQuantity("25.6M", Dimension::Count, 1e6, DecimalMark::Point);
        QCOMPARE((*own)->value, 25.6e6);
        QVERIFY((*own)->hasUnit);
        QVERIFY(!(*readQuantity("25.6", Dimension::Count, 1e6, DecimalMark::Point))->hasUnit);
    }

    void theCellsOwnPlainUnitStandsAgainstTheGivenFactorToo()
    {
        const auto read = [](const char* cell, Dimension dimension, double factor) {
            return (*readQuantity(cell, dimension, factor, DecimalMark::Point))->value;
        };
        QCOMPARE(read("6.4 s", Dimension::Seconds, 1e-3), 6.4);
        QCOMPARE(read("300 W", Dimension::Watts, 1e3), 300.0);
        QCOMPARE(read("1800000000 FLOPs", Dimension::Flops, 1e9), 1.8e9);
        QCOMPARE(read("150000 B", Dimension::Bytes, 1e3), 150000.0);
        QCOMPARE(read("50 samples", Dimension::Count, 1e3), 50000.0); // a noun is no unit
    }
};

QTEST_GUILESS_MAIN(QuantityTest)
#include "tst_quantity.moc"
