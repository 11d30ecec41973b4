// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/network_table.h"

#include <QTest>

using namespace wattline;

class NetworkTableTest : public QObject {
    Q_OBJECT

private slots:
    void roundsCountsWithThePrefixThatFits_data()
    {
        QTest::addColumn<qulonglong>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0ULL << "";
        QTest::newRow("readable as it is") << 9999ULL << "";
        QTest::newRow("thousands") << 10000ULL << "10.00 k";
        QTest::newRow("millions") << 25557032ULL << "25.56 M";
        QTest::newRow("hundreds of millions") << 138357544ULL << "138.4 M";
        QTest::newRow("just below the next") << 999949999ULL << "999.9 M";
        QTest::newRow("rounded up to the next") << 999960000ULL << "1.00 G";
        QTest::newRow("largest") << 9223372036854775807ULL << "9.22 E";
    }

    void roundsCountsWithThePrefixThatFits()
    {
        QFETCH(qulonglong, count);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(roundedCount(count)), text);
    }

    void sizesReadAsPeopleSayThem()
    {
        QCOMPARE(sizesText({224, {}, 1000}), std::string("224 px, 1000 classes"));
        QCOMPARE(sizesText({{}, 128, {}}), std::string("128 tokens"));
    }

    void aRowALayerWithGroupedCounts()
    {
        NetworkCount network;
        network.layers.push_back(
            {"stem", "conv 64 kernel 7", {LayerShape::Kind::Map, 64, 112}, 9408, 118013952, 236027904, 0, {}});
        const TextTable table = networkTable(network);
        QCOMPARE(table.header.size(), std::size_t{7});
        QCOMPARE(table.rows.at(0), (std::vector<std::string>{"stem", "conv 64 kernel 7", "64 × 112 × 112", "9,408",
                                                             "118,013,952", "236,027,904", "0"}));
    }
};

QTEST_APPLESS_MAIN(NetworkTableTest)
#include "tst_network_table.moc"
