// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/sensor_limits.h"
#include "tests/support/traces.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace wattline;

namespace {

/// A log of a sensor that gives a new value every `refresh` seconds, with jitter in the log's own steps.
PowerSeries logOf(double refresh, double interval, double jitter, int samples)
{
    RandomStream chance(11);
    PowerSeries series;
    std::vector<float> values;
    for (int i = 0; i < samples; ++i) {
        const double time = interval * i + jitter * interval * (chance.uniform() - 0.5);
        const auto value = static_cast<std::size_t>((time + interval) / refresh);
        while (values.size() <= value)
            values.push_back(static_cast<float>(200.0 + 20.0 * chance.normal()));
        series.timeSeconds.push_back(time);
        series.powerWatts.push_back(values[value]);
    }
    return series;
}

GpuTrace boardOf(const std::string& name, PowerField field, PowerSeries power)
{
    GpuTrace gpu;
    gpu.name = name;
    gpu.field = field;
    gpu.power = std::move(power);
    return gpu;
}

} // namespace

class SensorTest : public QObject {
    Q_OBJECT

private slots:
    void measuresTheRefreshOfTheSensor_data()
    {
        QTest::addColumn<double>("refresh");
        QTest::addColumn<double>("interval");
        QTest::addColumn<double>("jitter");
        QTest::addColumn<bool>("visible");
        QTest::newRow("much faster log") << 0.1003 << 0.007 << 0.0 << true;
        QTest::newRow("much faster log with jitter") << 0.1003 << 0.007 << 0.8 << true;
        QTest::newRow("a log of 1 ms") << 0.101 << 0.001 << 0.3 << true;
        QTest::newRow("eight samples a value") << 0.1012 << 0.0125 << 0.3 << true;
        QTest::newRow("two samples a value") << 0.1 << 0.048 << 0.1 << true;
        QTest::newRow("four samples in three values") << 0.1 << 0.075 << 0.1 << true;
        QTest::newRow("as fast as the sensor") << 0.101 << 0.1 << 0.02 << false;
        QTest::newRow("slower than the sensor") << 0.1 << 1.0 << 0.02 << false;
    }
    void measuresTheRefreshOfTheSensor()
    {
        QFETCH(const double, refresh);
        QFETCH(const double, interval);
        QFETCH(const double, jitter);
        QFETCH(const bool, visible);
        const SensorRefresh found = measureRefresh(logOf(refresh, interval, jitter, 4000));
        QCOMPARE(found.visible, visible);
        const double truth = visible ? refresh : interval;
        QVERIFY2(std::abs(found.seconds / truth - 1.0) < 0.02, qPrintable(QString::number(found.seconds, 'g', 8)));
        if (visible)
            QVERIFY(std::abs(found.samplesPerValue / (refresh / interval) - 1.0) < 0.02);
    }

    void aStretchOfOneValueDoesNotLengthenTheRefresh()
    {
        PowerSeries series = logOf(0.1, 0.01, 0.2, 4000);
        std::fill_n(series.powerWatts.begin() + 1000, 1500, 46.19F);
        const SensorRefresh found = measureRefresh(series);
        QVERIFY(std::abs(found.seconds - 0.1) < 0.001);
        QVERIFY(std::abs(found.samplesPerValue - 10.0) < 0.1);
    }

    void valuesThatComeBackByChanceDoNotLengthenTheRefresh()
    {
        PowerSeries series = logOf(0.1, 0.01, 0.2, 4000);
        for (float& watts : series.powerWatts)
            watts = std::round(watts / 20.0F) * 20.0F; // a quarter of all neighbours are equal
        QVERIFY(std::abs(measureRefresh(series).seconds - 0.1) < 0.002);
    }

    void aSensorThatNeverChangesHasNoRefresh()
    {
        const SensorRefresh found = measureRefresh(test::seriesOf("0 46 | 1 46 | 2 46 | 3 46"));
        QCOMPARE(found.seconds, 0.0);
        QVERIFY(!found.visible);
        QVERIFY(!found.isCertain());
        QCOMPARE(measureRefresh({}).seconds, 0.0);
    }

    void measuresALongLogFromStretches()
    {
        const SensorRefresh found = measureRefresh(logOf(0.1003, 0.007, 0.5, 3'000'000));
        QVERIFY(std::abs(found.seconds - 0.1003) < 1e-4);
        QVERIFY(found.runs < 100'000);
    }

    void knowsTheBoardsThatWereMeasured_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<PowerField>("field");
        QTest::addColumn<int>("driver");
        QTest::addColumn<double>("refresh");
        QTest::addColumn<double>("averaging");
        QTest::addColumn<ProfileMatch>("match");
        const auto known = ProfileMatch::KnownModel;
        const auto same = ProfileMatch::SameGeneration;
        // Figures of arXiv 2312.02741.
        QTest::newRow("A100") << "NVIDIA A100-SXM4-80GB" << PowerField::Draw << 0 << 0.101 << 0.025 << known;
        QTest::newRow("A800") << "NVIDIA A800 80GB PCIe" << PowerField::Instant << 0 << 0.101 << 0.025 << same;
        QTest::newRow("H100 draw") << "NVIDIA H100 80GB HBM3" << PowerField::Draw << 0 << 0.1 << 1.0 << known;
        QTest::newRow("H100 instant") << "NVIDIA H100 PCIe" << PowerField::Instant << 0 << 0.1 << 0.025 << known;
        QTest::newRow("H200") << "NVIDIA H200" << PowerField::Instant << 0 << 0.1 << 0.025 << same;
        QTest::newRow("V100") << "Tesla V100-SXM2-16GB" << PowerField::Draw << 0 << 0.02 << 0.01 << known;
        QTest::newRow("P100") << "Tesla P100-PCIE-16GB" << PowerField::Draw << 0 << 0.02 << 0.01 << known;
        QTest::newRow("1080 Ti") << "NVIDIA GeForce GTX 1080 Ti" << PowerField::Draw << 0 << 0.02 << 0.01 << known;
        QTest::newRow("1070") << "GeForce GTX 1070" << PowerField::Draw << 0 << 0.02 << 0.01 << same;
        QTest::newRow("2080 Ti") << "NVIDIA GeForce RTX 2080 Ti" << PowerField::Draw << 0 << 0.101 << 0.1 << known;
        QTest::newRow("2080") << "GeForce RTX 2080 SUPER" << PowerField::Draw << 0 << 0.101 << 0.1 << same;
        QTest::newRow("Titan RTX") << "NVIDIA TITAN RTX" << PowerField::Draw << 0 << 0.101 << 0.1 << known;
        QTest::newRow("T4") << "Tesla T4" << PowerField::Draw << 0 << 0.101 << 0.1 << same;
        QTest::newRow("3090, driver 525")
            << "NVIDIA GeForce RTX 3090" << PowerField::Draw << 525 << 0.1 << 1.0 << known;
        QTest::newRow("3090, driver 530")
            << "NVIDIA GeForce RTX 3090" << PowerField::Draw << 530 << 0.1 << 0.1 << known;
        QTest::newRow("3090, driver 535")
            << "NVIDIA GeForce RTX 3090" << PowerField::Draw << 535 << 0.1 << 1.0 << known;
        QTest::newRow("3090, no driver") << "NVIDIA GeForce RTX 3090" << PowerField::Draw << 0 << 0.1 << 1.0 << known;
        QTest::newRow("3070 Ti Laptop") << "NVIDIA GeForce RTX 3070 Ti Laptop GPU" << PowerField::Instant << 0 << 0.1
                                        << 0.1 << known;
        QTest::newRow("4090 average") << "NVIDIA GeForce RTX 4090" << PowerField::Average << 0 << 0.1 << 1.0 << known;
        QTest::newRow("A6000") << "NVIDIA RTX A6000" << PowerField::Draw << 530 << 0.1 << 0.1 << known;
        QTest::newRow("A10") << "NVIDIA A10" << PowerField::Draw << 535 << 0.1 << 1.0 << known;
        QTest::newRow("L40S") << "NVIDIA L40S" << PowerField::Instant << 0 << 0.1 << 0.1 << same;
        QTest::newRow("6000 Ada") << "NVIDIA RTX 6000 Ada Generation" << PowerField::Instant << 0 << 0.1 << 0.1 << same;
        QTest::newRow("a logger's field")
            << "NVIDIA A100-PCIE-40GB" << PowerField::Other << 0 << 0.101 << 0.025 << known;
    }
    void knowsTheBoardsThatWereMeasured()
    {
        QFETCH(const QString, name);
        QFETCH(const PowerField, field);
        QFETCH(const int, driver);
        const SensorProfile profile =
            sensorProfileOf(name.toStdString(), field, driver > 0 ? std::optional(driver) : std::nullopt);
        QTEST(profile.refreshSeconds, "refresh");
        QTEST(profile.averagingSeconds, "averaging");
        QTEST(profile.match, "match");
    }

    void saysThatItKnowsNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<PowerField>("field");
        QTest::newRow("no name") << "" << PowerField::Draw;
        QTest::newRow("another maker") << "AMD Instinct MI250X" << PowerField::Draw;
        QTest::newRow("a later generation") << "NVIDIA B200" << PowerField::Draw;
        QTest::newRow("RTX 50") << "NVIDIA GeForce RTX 5090" << PowerField::Draw;
        QTest::newRow("no such field") << "NVIDIA A100-SXM4-80GB" << PowerField::Average;
    }
    void saysThatItKnowsNothing()
    {
        QFETCH(const QString, name);
        QFETCH(const PowerField, field);
        const SensorProfile profile = sensorProfileOf(name.toStdString(), field);
        QCOMPARE(profile.match, ProfileMatch::Unknown);
        QVERIFY(std::isnan(profile.refreshSeconds) && std::isnan(profile.averagingSeconds));
        QVERIFY(!profile.note.empty());
    }

    void theNoteSaysWhenTheDriverWasNotMeasured()
    {
        const auto note = [](int driver) {
            return QString::fromStdString(sensorProfileOf("NVIDIA RTX A6000", PowerField::Draw, driver).note);
        };
        QVERIFY(note(570).contains("driver 570 was not measured"));
        QVERIFY(note(470).contains("driver 470 was not measured"));
        QVERIFY(!note(535).contains("not measured"));
        QVERIFY(QString::fromStdString(sensorProfileOf("NVIDIA RTX A6000", PowerField::Draw).note)
                    .contains("under driver 530 it averages 100 ms"));
    }

    void theTableOfProfilesHoldsWhatTheLookUpFinds()
    {
        const auto entries = sensorProfiles();
        const auto found = std::find_if(entries.begin(), entries.end(), [](const SensorProfileEntry& entry) {
            return entry.family == "H100 class" && entry.field == PowerField::Instant;
        });
        QVERIFY(found != entries.end());
        QCOMPARE(found->averagingSeconds, 0.025);
        QCOMPARE(found->drivers, std::string("any driver"));
    }

    void aPhaseMustHoldTheWindowAndOneNewValue()
    {
        const GpuTrace a100 = boardOf("NVIDIA A100-SXM4-80GB", PowerField::Draw, logOf(0.1012, 0.0125, 0.1, 4000));
        const SensorLimits limits = sensorLimitsOf(a100);
        QVERIFY(std::abs(limits.resolvableSeconds - (0.025 + 0.1012)) < 0.001);
        QVERIFY(tooShortToResolve(limits, 0.1));
        QVERIFY(!tooShortToResolve(limits, 0.2));
        QVERIFY(!tooShortSentence(limits, PhaseLevel::Valley, 0.2).has_value());
    }

    void saysWhyAValleyIsTooHigh()
    {
        const GpuTrace slow = boardOf("NVIDIA GeForce RTX 3090", PowerField::Draw, logOf(0.1, 0.02, 0.1, 4000));
        QCOMPARE(tooShortSentence(sensorLimitsOf(slow), PhaseLevel::Valley, 0.4).value(),
                 std::string("Valleys last 0.4 s but this sensor averages over 1 s: valley levels are too high."));
        QCOMPARE(tooShortSentence(sensorLimitsOf(slow), PhaseLevel::Peak, 0.4).value(),
                 std::string("Peaks last 0.4 s but this sensor averages over 1 s: peak levels are too low."));
    }

    void aSlowLogIsTheLimitWhereTheSensorIsNot()
    {
        const GpuTrace slow = boardOf("NVIDIA A100-SXM4-80GB", PowerField::Draw, logOf(0.1, 2.0, 0.0, 100));
        const SensorLimits limits = sensorLimitsOf(slow);
        QCOMPARE(limits.resolvableSeconds, 2.025);
        QCOMPARE(tooShortSentence(limits, PhaseLevel::Valley, 1.5).value(),
                 std::string("Valleys last 1.5 s but a new value comes only every 2 s: valley levels are too high."));
    }

    void ofAnUnknownSensorTheRefreshIsTheLeastWindow()
    {
        const SensorLimits limits = sensorLimitsOf(boardOf("", PowerField::Draw, logOf(0.1, 0.01, 0.1, 4000)));
        QVERIFY(std::abs(limits.resolvableSeconds - 0.2) < 0.002);
        const SensorLimits nothing = sensorLimitsOf(boardOf("", PowerField::Draw, test::seriesOf("0 100")));
        QVERIFY(std::isnan(nothing.resolvableSeconds));
        QVERIFY(!tooShortToResolve(nothing, 0.001));
    }
};

QTEST_APPLESS_MAIN(SensorTest)
#include "tst_sensor.moc"
