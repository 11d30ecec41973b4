// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/median_of_stream.h"
#include "core/base/random.h"

#include <QTest>

using namespace wattline;

namespace {

/// Values of one kind; the sizes of the test make the sampling take every value, every second or every 16th.
double valueOf(const QString& kind, std::size_t i, RandomStream& chance)
{
    if (kind == "normal")
        return chance.normal();
    if (kind == "few values")
        return 0.1 * static_cast<double>(chance.below(3));
    if (kind == "one value")
        return 0.1;
    if (kind == "growing")
        return static_cast<double>(i);
    if (kind == "two far groups")
        return (chance.below(2) == 0 ? 1.0 : 1000.0) + chance.normal();
    if (kind == "in step with the sample") // every 16th, which is all that the sample sees, is an outlier
        return i % 16 == 0 ? 1e6 + static_cast<double>(i) : chance.normal();
    return i % 2 == 0 ? -1.0 : 1.0; // alternating
}

} // namespace

class MedianOfStreamTest : public QObject {
    Q_OBJECT

private slots:
    void isTheMedianOfTheCopiedValues_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"normal", "few values", "one value", "growing", "alternating", "two far groups",
                                 "in step with the sample"})
            QTest::newRow(kind) << QString(kind);
    }
    void isTheMedianOfTheCopiedValues()
    {
        QFETCH(QString, kind);
        for (const std::size_t count : {1U, 2U, 8191U, 8192U, 8193U, 10000U, 100001U, 100002U}) {
            RandomStream chance(3);
            std::vector<double> values;
            for (std::size_t i = 0; i < count; ++i)
                values.push_back(valueOf(kind, i, chance));
            const double streamed = medianOfStream([&](const auto& take) {
                for (const double value : values)
                    take(value);
            });
            QVERIFY2(streamed == median(values), qPrintable(QString("%1 values").arg(count)));
        }
    }

    void ofNoValuesIsNotANumber()
    {
        QVERIFY(std::isnan(medianOfStream([](const auto&) {})));
    }
};

QTEST_GUILESS_MAIN(MedianOfStreamTest)
#include "tst_median_of_stream.moc"
