// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/overlay.h"
#include "tests/support/traces.h"

#include <QTest>
#include <cmath>

using namespace wattline;
using namespace wattline::test;

namespace {

NamedSeries runAfter(const std::string& name, int idleSamples, double peakWatts)
{
    SquareWave wave;
    wave.idleSamples = idleSamples;
    wave.peakWatts = peakWatts;
    return {name, wave.series()};
}

/// Two runs that differ by when they begin and by 20 W in their peaks.
Overlay lateAndHigher()
{
    return overlay({runAfter("a", 50, 300.0), runAfter("b", 90, 320.0)}).value();
}

} // namespace

class TestOverlay : public QObject {
    Q_OBJECT

private slots:
    void timeZeroIsTheFirstRiseOfEach()
    {
        const Overlay laid = lateAndHigher();
        QVERIFY(std::abs(laid.recordings[1].shiftSeconds - 4.0) < 0.01);
        for (const OverlaidRecording& recording : laid.recordings) {
            QVERIFY(recording.power->valueAt(-1.0) < 50.0);
            QVERIFY(recording.power->valueAt(1.0) > 250.0);
        }
    }

    void theDifferenceIsTakenToTheFirst()
    {
        const Overlay laid = lateAndHigher();
        QVERIFY(!laid.recordings[0].difference);
        QCOMPARE(laid.recordings[0].distanceWatts, 0.0);
        QVERIFY(std::abs(laid.recordings[1].difference->valueAt(5.0) - 20.0) < 0.01); // in a peak
        QVERIFY(std::abs(laid.recordings[1].difference->valueAt(11.5) - 0.0) < 0.01); // in a valley
    }

    void meansAndEnergiesAreThoseOfTheCommonStretch()
    {
        const std::vector<NamedSeries> series{{"a", seriesOf("0 100 | 1 100 | 2 100 | 3 100 | 4 900")},
                                              {"b", seriesOf("0 130 | 1 130 | 2 130 | 3 130")}};
        const Overlay laid = overlay(series, {AlignAt::Begin, 0.0}).value();
        QCOMPARE(laid.endSeconds - laid.beginSeconds, 3.0);
        QCOMPARE(laid.recordings[0].energyJoules, 300.0);
        QCOMPARE(laid.recordings[1].meanWatts, 130.0);
        QCOMPARE(laid.recordings[1].meanDifferenceWatts, 30.0);
        QCOMPARE(laid.recordings[1].energyDifferenceJoules, 90.0);
        QCOMPARE(laid.recordings[1].distanceWatts, 30.0);
    }

    void samplesOutsideTheCommonStretchAreDrawnToo()
    {
        const std::vector<NamedSeries> series{{"a", seriesOf("0 100 | 1 100 | 2 100 | 3 100 | 4 900")},
                                              {"b", seriesOf("0 130 | 1 130 | 2 130 | 3 130")}};
        const Overlay laid = overlay(series, {AlignAt::Begin, 0.0}).value();
        QCOMPARE(laid.recordings[0].power->valueAt(4.0), 900.0);
    }

    void clocksLayTheSameMomentOverItself()
    {
        NamedSeries early{"a", seriesOf("0 1 | 1 2 | 2 3 | 3 4 | 4 5 | 5 6"), 1000.0};
        NamedSeries late{"b", seriesOf("0 30 | 1 40 | 2 50 | 3 60"), 1002.0};
        const Overlay laid = overlay({early, late}, {AlignAt::Clock, 0.0}).value();
        QCOMPARE(laid.recordings[0].power->valueAt(0.0), 3.0);
        QCOMPARE(laid.recordings[1].power->valueAt(0.0), 30.0);
        QCOMPARE(laid.recordings[1].shiftSeconds, -2.0);
        late.startUnixSeconds = 2000.0;
        QVERIFY2(!overlay({early, late}, {AlignAt::Clock, 0.0}), "they never ran together");
        late.startUnixSeconds.reset();
        const Result<Overlay> without = overlay({early, late}, {AlignAt::Clock, 0.0});
        QVERIFY(!without && without.error().message.find("b: has no clock") == 0);
    }

    void drawsAllInOnePanelAndTheDifferencesBelow()
    {
        const Figure figure = overlayFigure(lateAndHigher(), "title");
        QCOMPARE(figure.panels.size(), std::size_t{2});
        QVERIFY(figure.sharedX);
        const FigurePanel& power = figure.panels[0];
        const FigurePanel& difference = figure.panels[1];
        QCOMPARE(power.curves.size(), std::size_t{2});
        QCOMPARE(power.curves[1].name, std::string("b"));
        QVERIFY(power.curves[0].colour != power.curves[1].colour);
        QCOMPARE(difference.curves.size(), std::size_t{1});
        QCOMPARE(difference.curves[0].colour, power.curves[1].colour);
        QCOMPARE(difference.title, std::string("Difference to a"));
        QCOMPARE(difference.x.label(), std::string("Time since the first rise (s)"));
        QCOMPARE(difference.y.label(), std::string("Difference (W)"));
    }

    void oneRecordingIsRefused() { QCOMPARE(overlay({runAfter("a", 50, 300.0)}).error().kind, ErrorKind::Data); }
};

QTEST_APPLESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
