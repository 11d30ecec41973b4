// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/phases/segmentation.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace wattline;

namespace {

/// Noise with gaps, a board of 0.02 W beside one of 100 kW, so that what a running sum loses would show.
std::vector<float> roughValues(std::size_t count)
{
    RandomStream chance(3);
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(static_cast<float>(300.0 * chance.uniform() + 0.02));
    for (std::size_t i = 50; i < count; i += 997)
        values[i] = 99999.9F;
    for (std::size_t i = 51; i < count; i += 997)
        values[i] = 0.0203F;
    for (std::size_t i = 400; i < count; i += 333)
        values[i] = std::numeric_limits<float>::quiet_NaN();
    return values;
}

/// The average around one place from the definition.
float averageAt(const std::vector<float>& values, std::size_t place, std::size_t half)
{
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t i = place - std::min(place, half); i < std::min(values.size(), place + half + 1); ++i) {
        if (!std::isnan(values[i])) {
            sum += values[i];
            ++count;
        }
    }
    return static_cast<float>(sum / count);
}

} // namespace

class MovingAverageTest : public QObject {
    Q_OBJECT

private slots:
    void equalsTheMeanOfEachWindowHoweverLongTheSeries_data()
    {
        QTest::addColumn<int>("window");
        for (const int window : {1, 3, 5, 99})
            QTest::addRow("%d samples", window) << window;
    }
    void equalsTheMeanOfEachWindowHoweverLongTheSeries()
    {
        QFETCH(const int, window);
        const std::vector<float> values = roughValues(200'000);
        const std::vector<float> averaged = movingAverage(values, window);
        QCOMPARE(averaged.size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i]))
                QVERIFY(std::isnan(averaged[i]));
            else if (averaged[i] != averageAt(values, i, static_cast<std::size_t>(window) / 2))
                QFAIL(qPrintable(QString("sample %1").arg(i)));
        }
    }

    void aWindowLongerThanTheSeriesGivesItsMean()
    {
        const std::vector<float> averaged = movingAverage({1.0F, 2.0F, 6.0F}, 99);
        QCOMPARE(averaged, (std::vector<float>{3.0F, 3.0F, 3.0F}));
    }

    void onlyGapsStayGaps()
    {
        const float gap = std::numeric_limits<float>::quiet_NaN();
        for (const float value : movingAverage({gap, gap, gap}, 3))
            QVERIFY(std::isnan(value));
    }
};

QTEST_APPLESS_MAIN(MovingAverageTest)
#include "tst_moving_average.moc"
