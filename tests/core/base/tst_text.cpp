// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <QTest>
#include <limits>

using namespace wattline;

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void readsNumbersWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isNumber");
        QTest::addColumn<double>("value");
        QTest::newRow("plain") << "69.32" << true << 69.32;
        QTest::newRow("blanks") << " -1e3\t" << true << -1000.0;
        QTest::newRow("plus sign") << "+5" << true << 5.0;
        QTest::newRow("unit behind it") << "69.32 W" << false << 0.0;
        QTest::newRow("decimal comma") << "30,3" << false << 0.0;
        QTest::newRow("two signs") << "+-5" << false << 0.0;
        QTest::newRow("not a number") << "nan" << false << 0.0;
        QTest::newRow("infinite") << "1e999" << false << 0.0;
        QTest::newRow("nothing") << "" << false << 0.0;
    }
    void readsNumbersWhole()
    {
        QFETCH(QString, text);
        QFETCH(bool, isNumber);
        QFETCH(double, value);
        const auto number = parseNumber(text.toStdString());
        QCOMPARE(number.has_value(), isNumber);
        QCOMPARE(number.value_or(0.0), value);
    }

    void writesNumbersThatReadBackExactly()
    {
        for (double value : {0.1, 1.0 / 3.0, 6.02214076e23, -5e-324, std::numeric_limits<double>::max()})
            QVERIFY(parseNumber(formatNumber(value)) == value);
    }

    void showsForeignTextSafelyInMessages()
    {
        QCOMPARE(quotedForMessage("[N/A]\x1b"), std::string("\"[N/A]?\""));
        QVERIFY(quotedForMessage(std::string(100, 'x')).size() < 50);
    }

    void separatesThousands()
    {
        QCOMPARE(formatCount(7), std::string("7"));
        QCOMPARE(formatCount(1482), std::string("1,482"));
        QCOMPARE(formatCount(90112000), std::string("90,112,000"));
    }

    void keepsEmptyPiecesWhenSplitting()
    {
        QVERIFY((splitText("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""}));
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "tst_text.moc"
