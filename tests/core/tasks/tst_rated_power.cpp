// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/rated_power.h"

#include <QTest>

using namespace wattline;

class RatedPowerTest : public QObject {
    Q_OBJECT

private slots:
    void knowsBoardsByTheNameThatTheDriverPrints_data()
    {
        QTest::addColumn<double>("watts");
        QTest::newRow("NVIDIA A800-SXM4-80GB") << 400.0;
        QTest::newRow("NVIDIA A100-PCIE-40GB") << 250.0;
        QTest::newRow("NVIDIA A100 80GB PCIe") << 300.0;
        QTest::newRow("NVIDIA H100 80GB HBM3") << 700.0;
        QTest::newRow("NVIDIA H200") << 700.0;
        QTest::newRow("NVIDIA H200 NVL") << 600.0;
        QTest::newRow("Tesla V100-SXM2-16GB") << 300.0;
        QTest::newRow("NVIDIA GeForce RTX 3090") << 350.0;
        QTest::newRow("nvidia geforce rtx 3090 ti") << 450.0;
        QTest::newRow("NVIDIA L4") << 72.0;
    }
    void knowsBoardsByTheNameThatTheDriverPrints()
    {
        QFETCH(double, watts);
        QCOMPARE(ratedPowerWatts(QTest::currentDataTag()), std::optional(watts));
    }

    void saysNothingOfNamesThatLeaveItOpen_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("several boards") << "NVIDIA A100";
        QTest::newRow("laptop") << "NVIDIA GeForce RTX 3090 Laptop GPU";
        QTest::newRow("another variant") << "NVIDIA GeForce RTX 4080 SUPER";
        QTest::newRow("unknown") << "Radeon VII";
        QTest::newRow("part of a word") << "NVIDIA L400";
        QTest::newRow("empty") << "";
        QTest::newRow("no name") << QString(100'000, 'x');
    }
    void saysNothingOfNamesThatLeaveItOpen()
    {
        QFETCH(QString, name);
        QCOMPARE(ratedPowerWatts(name.toStdString()), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(RatedPowerTest)
#include "tst_rated_power.moc"
