// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/parsed_traces.h"

#include <QTest>
#include <functional>

using namespace wattline;
using namespace wattline::test;

namespace {

/// A recording at two samples a second: power, load and temperature of each sample.
QByteArray logOf(int samples, const std::function<QString(int)>& cells)
{
    QByteArray text = "time [s],power.draw [W],utilization.gpu [%],temperature.gpu\n";
    for (int i = 0; i < samples; ++i)
        text += QByteArray::number(0.5 * i) + ',' + cells(i).toLatin1() + '\n';
    return text;
}

std::size_t faultySamples(const Trace& trace)
{
    std::size_t count = 0;
    for (const SensorFault& fault : trace.gpus[0].faults)
        count += fault.end - fault.begin;
    return count;
}

} // namespace

class SensorFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void impossibleReadingsAreMarkedAndLeftOut_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("kind");
        QTest::newRow("negative") << QByteArray("-13000.00 W") << "negative";
        QTest::newRow("more than any board") << QByteArray("13000.00 W") << "impossible";
        QTest::newRow("far above the limit") << QByteArray("1100.00 W") << "impossible";
        QTest::newRow("nearly nothing for a moment") << QByteArray("1.20 W") << "impossible";
    }
    void impossibleReadingsAreMarkedAndLeftOut()
    {
        QFETCH(QByteArray, cell);
        QFETCH(QString, kind);
        const auto trace = parse("time [s],power.draw [W],power.limit [W]\n0,300.00 W,400 W\n1," + cell +
                                 ",400 W\n2,310.00 W,100 W\n");
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        const GpuTrace& gpu = trace->gpus[0];
        QCOMPARE(wattsOf(*trace), QString("300 - 310"));
        QCOMPARE(gpu.faults.size(), std::size_t{1});
        QCOMPARE(gpu.faults[0].begin, std::size_t{1});
        QCOMPARE(gpu.faults[0].end, std::size_t{2});
        QCOMPARE(QString::fromStdString(nameOf(gpu.faults[0].kind)), kind);
        QCOMPARE(gpu.faults[0].recordedWatts[0], cell.split(' ')[0].toFloat());
        QCOMPARE(issueOf(*trace, IssueKind::SensorFault)->count, std::size_t{1});
    }

    void ordinaryReadingsAreNone_data()
    {
        QTest::addColumn<QByteArray>("watts");
        QTest::newRow("a laptop's idle") << QByteArray("12.4 1.5 1.4 1.6 1.5 12.3");
        QTest::newRow("off for a while") << QByteArray("60.1 0.0 0.0 0.0 60.2 61.0");
        QTest::newRow("above the limit for a moment") << QByteArray("300.0 520.0 400.0 390.0 401.0 400.0");
        QTest::newRow("a deep valley") << QByteArray("330.0 8.0 330.0 331.0 8.1 332.0");
    }
    void ordinaryReadingsAreNone()
    {
        QFETCH(QByteArray, watts);
        QByteArray text = "time [s],power.draw [W],power.limit [W]\n";
        int second = 0;
        for (const QByteArray& value : watts.split(' '))
            text += QByteArray::number(second++) + ',' + value + ",400\n";
        const auto trace = parse(text);
        QVERIFY(trace.hasValue());
        QVERIFY(trace->gpus[0].faults.empty());
    }

    void aValueThatStandsStillWhileTheBoardWorksIsStuck_data()
    {
        QTest::addColumn<bool>("temperature");
        QTest::newRow("its load comes and goes") << false;
        QTest::newRow("it warms up") << true;
    }
    void aValueThatStandsStillWhileTheBoardWorksIsStuck()
    {
        QFETCH(bool, temperature);
        const auto trace = parse(logOf(800, [&](int i) {
            const bool stuck = i >= 200 && i < 600;
            return QString("%1,%2,%3")
                .arg(stuck ? 46.19 : 60.0 + 0.37 * (i % 7), 0, 'f', 2)
                .arg(temperature ? 50 : i / 40 % 2 * 90)
                .arg(temperature ? 30 + i / 20 : 50);
        }));
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        const GpuTrace& gpu = trace->gpus[0];
        QCOMPARE(gpu.faults.size(), std::size_t{1});
        QCOMPARE(gpu.faults[0].kind, FaultKind::Stuck);
        QCOMPARE(gpu.faults[0].begin, std::size_t{200});
        QCOMPARE(gpu.faults[0].end, std::size_t{600});
        QCOMPARE(gpu.faults[0].recordedWatts, std::vector<float>{46.19F});
        QVERIFY(std::isnan(gpu.power.powerWatts[300]));
        QCOMPARE(issueOf(*trace, IssueKind::SensorFault)->count, std::size_t{400});
        QVERIFY(gpu.sides.empty()); // read for the evidence, not asked for
    }

    void aSensorThatStandsStillThroughoutIsStuck()
    {
        const auto trace = parse(logOf(2000, [](int i) { return QString("46.19,[N/A],%1").arg(30 + i / 100); }));
        QVERIFY(trace.hasValue());
        QCOMPARE(faultySamples(*trace), std::size_t{2000});
    }

    void aHighLevelThatStandsStillAmongDecimalsIsStuck()
    {
        const auto trace = parse(logOf(3000, [](int i) {
            const double watts = i < 1000 ? 20.0 + 0.01 * (i % 9) : i < 1600 ? 301.27 : 280.0 + 0.13 * (i % 11);
            return QString("%1,,").arg(watts, 0, 'f', 2);
        }));
        QVERIFY(trace.hasValue());
        QCOMPARE(faultySamples(*trace), std::size_t{600});
    }

    void aQuietIdleBoardIsNotStuck_data()
    {
        QTest::addColumn<QString>("idle");
        QTest::addColumn<bool>("works");
        QTest::newRow("whole watts, never anything else") << "13,0,30" << false;
        QTest::newRow("decimals, never anything else") << "13.61,0,30" << false;
        QTest::newRow("whole watts, then work") << "13,0,30" << true;
        QTest::newRow("decimals, then work") << "13.61,0,30" << true;
        QTest::newRow("no columns beside it") << "13.61,," << true;
    }
    void aQuietIdleBoardIsNotStuck()
    {
        QFETCH(QString, idle);
        QFETCH(bool, works);
        const bool whole = idle.startsWith("13,");
        const auto trace = parse(logOf(3000, [&](int i) {
            if (!works || i < 2000)
                return idle;
            return QString("%1,99,60").arg(whole ? 250.0 + i % 5 : 250.0 + 0.37 * (i % 7), 0, 'f', whole ? 0 : 2);
        }));
        QVERIFY(trace.hasValue());
        QVERIFY(trace->gpus[0].faults.empty());
    }

    void aBoardThatCoolsDownInWholeWattsIsNotStuck()
    {
        const auto trace = parse(logOf(1000, [](int i) { return QString("13,0,%1").arg(70 - i / 25); }));
        QVERIFY(trace.hasValue());
        QVERIFY(trace->gpus[0].faults.empty());
    }
};

QTEST_GUILESS_MAIN(SensorFaultsTest)
#include "tst_sensor_faults.moc"
