// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include <QTest>

using namespace wattline;

class CsvTest : public QObject {
    Q_OBJECT

private slots:
    void readsQuotedCellsWithCommasQuotesAndLineBreaks()
    {
        const auto table = parseCsv("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n3,4\n", "t.csv");
        QVERIFY(table.hasValue());
        QCOMPARE(table->rows.size(), std::size_t{2});
        QCOMPARE(table->rows[0].cells[0], std::string("x, \"y\""));
        QCOMPARE(table->rows[0].cells[1], std::string("two\nlines"));
        QCOMPARE(table->rows[1].line, std::size_t{4});
    }

    void dropsByteOrderMarkCarriageReturnsAndEmptyLines()
    {
        const auto table = parseCsv("\xef\xbb\xbf"
                                    "a , b\r\n\r\n1, 2\r\n",
                                    "t.csv");
        QVERIFY(table.hasValue());
        QCOMPARE(table->header[0], std::string("a"));
        QCOMPARE(table->header[1], std::string("b"));
        QCOMPARE(table->rows.size(), std::size_t{1});
        QCOMPARE(table->rows[0].cells[1], std::string("2"));
    }

    void namesTheLineOfWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("empty file") << QByteArray("") << "t.csv: is empty";
        QTest::newRow("too few cells") << QByteArray("a,b\n1,2\n3\n") << "t.csv:3: 1 values";
        QTest::newRow("open quote") << QByteArray("a,b\n1,\"2\n3,4\n") << "t.csv:2: a quote opens";
        QTest::newRow("NUL byte") << QByteArray("a,b\n1,\0\n", 8) << "t.csv:2: holds a NUL byte";
    }
    void namesTheLineOfWhatItCannotRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const auto table = parseCsv({text.constData(), static_cast<std::size_t>(text.size())}, "t.csv");
        QVERIFY(!table.hasValue());
        QVERIFY2(QString::fromStdString(table.error().message).startsWith(place), table.error().message.c_str());
    }

    void writesCellsThatReadBackTheSame()
    {
        const std::vector<std::string> cells = {"plain", "with, comma", "with \"quote\"", "two\nlines", " blank "};
        const auto table = parseCsv(csvLine({"a", "b", "c", "d", "e"}) + csvLine(cells), "t.csv");
        QVERIFY(table.hasValue());
        QVERIFY(table->rows[0].cells == cells);
    }
};

QTEST_GUILESS_MAIN(CsvTest)
#include "tst_csv.moc"
