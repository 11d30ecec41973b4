// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/energy_index.h"
#include "tests/support/traces.h"

#include <QTest>
#include <algorithm>

using namespace wattline;
using wattline::test::seriesOf;

namespace {

constexpr float NaN = std::numeric_limits<float>::quiet_NaN();

std::shared_ptr<const SampledSeries> sampled(const PowerSeries& series)
{
    return SampledSeries::make(std::make_shared<const std::vector<double>>(series.timeSeconds),
                               std::make_shared<const std::vector<float>>(series.powerWatts));
}

/// Irregular and repeated times, stretches without numbers of every length, gaps in time, spikes.
PowerSeries hostileSeries(std::uint64_t seed)
{
    RandomStream chance(seed);
    PowerSeries series;
    const std::size_t size = chance.below(20'000);
    double time = -5.0;
    std::size_t missing = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint64_t kind = chance.below(1000);
        time += kind < 100 ? 0.0 : kind < 103 ? 50.0 * chance.uniform() : 0.1 * chance.uniform();
        if (missing == 0 && kind > 995)
            missing = chance.below(kind > 997 ? 3000 : 4);
        float watts = static_cast<float>(200.0 + 20.0 * chance.normal());
        if (chance.below(2000) == 0)
            watts = chance.below(2) == 0 ? 9000.0F : 0.0F;
        series.timeSeconds.push_back(time);
        series.powerWatts.push_back(missing > 0 ? NaN : watts);
        missing -= missing > 0 ? 1 : 0;
    }
    return series;
}

/// What a column holds, found by looking at every sample.
SampleColumn columnByHand(const PowerSeries& series, double gap, std::size_t begin, std::size_t end)
{
    SampleColumn column{begin, end, NaN, NaN, NaN, NaN};
    for (std::size_t i = begin; i < end; ++i) {
        const float watts = series.powerWatts[i];
        if (std::isnan(watts))
            continue;
        if (std::isnan(column.first)) {
            column.first = watts;
            column.broken = i == 0 || std::isnan(series.powerWatts[i - 1]) ||
                            series.timeSeconds[i] - series.timeSeconds[i - 1] > gap;
        }
        column.last = watts;
        column.low = std::fmin(column.low, watts);
        column.high = std::fmax(column.high, watts);
    }
    return column;
}

bool same(float a, float b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool same(const SampleColumn& a, const SampleColumn& b)
{
    return a.begin == b.begin && a.end == b.end && same(a.first, b.first) && same(a.last, b.last) &&
           same(a.low, b.low) && same(a.high, b.high) && a.broken == b.broken;
}

} // namespace

class PyramidTest : public QObject {
    Q_OBJECT

private slots:
    void everyColumnHoldsWhatItsSamplesHold()
    {
        std::vector<SampleColumn> columns;
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const PowerSeries series = hostileSeries(seed);
            const auto fast = sampled(series);
            RandomStream chance(seed, 1);
            const double whole = series.empty() ? 1.0 : series.timeSeconds.back() + 5.0;
            for (int view = 0; view < 20; ++view) {
                const double begin = view == 0 ? -5.0 : -7.0 + whole * chance.uniform();
                const double end = view == 0 ? whole - 5.0 : begin + whole * std::pow(chance.uniform(), 4.0);
                const std::size_t count = 1 + chance.below(1500);
                fast->columns(begin, end, count, columns);
                QCOMPARE(columns.size(), count);
                std::size_t at = 0;
                while (at < series.size() && series.timeSeconds[at] < begin)
                    ++at;
                for (std::size_t i = 0; i < count; ++i) {
                    const double edge =
                        begin + (end - begin) * (static_cast<double>(i + 1) / static_cast<double>(count));
                    std::size_t next = at;
                    while (next < series.size() &&
                           (i + 1 < count ? series.timeSeconds[next] < edge : series.timeSeconds[next] <= end))
                        ++next;
                    const SampleColumn expected = columnByHand(series, fast->gapSeconds(), at, next);
                    QVERIFY2(same(columns[i], expected),
                             qPrintable(QString("seed %1, view %2, column %3").arg(seed).arg(view).arg(i)));
                    at = next;
                }
            }
        }
    }

    void theExtentOfAnyStretchIsThatOfItsValues()
    {
        for (std::uint64_t seed = 100; seed < 130; ++seed) {
            const PowerSeries series = hostileSeries(seed);
            const auto pyramid = Pyramid::build(series.powerWatts);
            QVERIFY(pyramid);
            RandomStream chance(seed, 1);
            for (int i = 0; i < 100; ++i) {
                const std::size_t begin = chance.below(series.size() + 1);
                const std::size_t end = begin + chance.below(series.size() - begin + 1);
                ValueExtent expected;
                for (std::size_t at = begin; at < end; ++at)
                    expected.take(series.powerWatts[at]);
                const ValueExtent found = pyramid->extentOf(series.powerWatts, begin, end);
                QCOMPARE(found.low, expected.low);
                QCOMPARE(found.high, expected.high);
            }
        }
    }

    void findsTheNextAndThePreviousNumberBeyondLongStretchesWithout()
    {
        std::vector<float> values(200'000, NaN);
        values[5] = 1.0F;
        values[150'001] = 2.0F;
        const auto pyramid = Pyramid::build(values);
        QCOMPARE(pyramid->nextNumber(values, 0, values.size()), std::size_t{5});
        QCOMPARE(pyramid->nextNumber(values, 6, values.size()), std::size_t{150'001});
        QCOMPARE(pyramid->nextNumber(values, 150'002, values.size()), values.size());
        QCOMPARE(pyramid->nextNumber(values, 6, 1000), std::size_t{1000});
        QCOMPARE(pyramid->previousNumber(values, values.size()), std::optional<std::size_t>(150'001));
        QCOMPARE(pyramid->previousNumber(values, 150'001), std::optional<std::size_t>(5));
        QCOMPARE(pyramid->previousNumber(values, 5), std::optional<std::size_t>());
        QCOMPARE(pyramid->previousNumber(values, 150'001, 6), std::optional<std::size_t>());
    }

    void aLineHasNoHeightWithinAGap()
    {
        const auto series = sampled(seriesOf("0 100 | 1 200 | 2 - | 3 300 | 20 400 | 21 500"));
        QCOMPARE(series->valueAt(0.5), 150.0);
        QCOMPARE(series->valueAt(1.0), 200.0);
        QCOMPARE(series->valueAt(21.0), 500.0);
        for (const double seconds : {-1.0, 1.5, 2.0, 2.5, 10.0, 22.0})
            QVERIFY2(std::isnan(series->valueAt(seconds)), qPrintable(QString::number(seconds)));
    }

    void stepsFromNumberToNumber()
    {
        const auto series = sampled(seriesOf("0 100 | 1 200 | 2 - | 3 300"));
        QCOMPARE(series->nearestNumber(1.9), std::optional<std::size_t>(1));
        QCOMPARE(series->nearestNumber(99.0), std::optional<std::size_t>(3));
        QCOMPARE(series->stepped(1, 1), std::optional<std::size_t>(3));
        QCOMPARE(series->stepped(3, -2), std::optional<std::size_t>(0));
        QCOMPARE(series->stepped(3, 1), std::optional<std::size_t>());
        QVERIFY(!sampled(seriesOf("0 - | 1 -"))->nearestNumber(0.5));
    }

    void theEnergyOfAnyStretchIsThatOfTheTrapezoidRule()
    {
        for (std::uint64_t seed = 200; seed < 230; ++seed) {
            const auto series = std::make_shared<const PowerSeries>(hostileSeries(seed));
            const auto fast = sampled(*series);
            const auto index = EnergyIndex::build(series, fast);
            QVERIFY(index);
            RandomStream chance(seed, 1);
            const double whole = series->empty() ? 1.0 : series->timeSeconds.back() + 5.0;
            for (int i = 0; i < 50; ++i) {
                const double begin = -7.0 + whole * chance.uniform();
                const double end = begin + whole * chance.uniform();
                const CoveredEnergy expected = integrate(*series, fast->gapSeconds(), begin, end);
                const CoveredEnergy found = index->between(begin, end);
                QVERIFY(std::abs(found.joules - expected.joules) <= 1e-9 * std::abs(expected.joules) + 1e-6);
                QVERIFY(std::abs(found.seconds - expected.seconds) <= 1e-9 * expected.seconds + 1e-9);
            }
        }
    }

    void costsLittleMemory()
    {
        const std::vector<float> values(1'000'000, 1.0F);
        QVERIFY(Pyramid::build(values)->bytes() < 140'000);
    }

    void stopsWhenAskedTo()
    {
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        QVERIFY(!Pyramid::build(std::vector<float>(1'000'000, 1.0F), context));
    }
};

QTEST_APPLESS_MAIN(PyramidTest)
#include "tst_pyramid.moc"
