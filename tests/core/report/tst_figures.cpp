// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace wattline;

namespace {

const double NaN = std::numeric_limits<double>::quiet_NaN();

GpuTrace gpuOf(const std::string& id, std::vector<double> timeSeconds, std::vector<float> powerWatts)
{
    GpuTrace gpu;
    gpu.id = id;
    gpu.power = {std::move(timeSeconds), std::move(powerWatts)};
    return gpu;
}

Trace traceOf(std::vector<GpuTrace> gpus)
{
    Trace trace;
    trace.path = "node3.csv";
    trace.gpus = std::move(gpus);
    return trace;
}

/// The figure of all lanes, as the Trace page shows it.
Figure figureOf(Trace trace, const TracePhases* phases = nullptr, const LaneChoice& choice = {},
                TimeTicks ticks = TimeTicks::Elapsed)
{
    const CurveSettings settings{1, choice.columns};
    const Result<TraceCurves> curves = sampleTrace(std::make_shared<const Trace>(std::move(trace)), settings);
    return traceFigure(*curves, phases, lanesOf(*curves->trace, choice), ticks);
}

GenerationStats generationOf(std::size_t generation, double best, double mean, double validation)
{
    GenerationStats stats;
    stats.generation = generation;
    stats.bestFitness = best;
    stats.meanFitness = mean;
    stats.validationFitness = validation;
    return stats;
}

RegressionData dataOf(std::vector<double> feature, std::vector<double> target)
{
    RegressionData data;
    data.featureNames = {"flops"};
    data.targetName = "peak_power_w";
    data.features = Eigen::Map<Eigen::VectorXd>(feature.data(), static_cast<Eigen::Index>(feature.size()));
    data.target = Eigen::Map<Eigen::VectorXd>(target.data(), static_cast<Eigen::Index>(target.size()));
    for (std::size_t i = 0; i < target.size(); ++i)
        data.datasetRows.push_back(10 * i);
    return data;
}

} // namespace

class FiguresTest : public QObject {
    Q_OBJECT

private slots:
    void givesEachGpuAPanelItsColourAndItsName()
    {
        Trace trace = traceOf({gpuOf("0", {0, 1}, {60, 61}), gpuOf("5", {0, 1}, {70, 71})});
        trace.gpus[1].name = "NVIDIA A800 80GB PCIe";
        trace.gpus[1].powerLimitWatts = 400.0;
        const Figure figure = figureOf(trace);
        QCOMPARE(figure.panels.size(), std::size_t{2});
        QVERIFY(figure.sharedX);
        QCOMPARE(figure.panels[0].title, std::string("GPU 0"));
        QCOMPARE(figure.panels[1].title, std::string("GPU 5, NVIDIA A800 80GB PCIe"));
        QCOMPARE(figure.panels[1].curves.at(0).name, std::string("GPU 5"));
        QCOMPARE(figure.panels[1].curves.at(0).colour, 1);
        QCOMPARE(figure.panels[1].x.label(), std::string("Time (s)"));
        QCOMPARE(figure.panels[1].y.label(), std::string("Power (W)"));
        QVERIFY(figure.panels[0].rules.empty());
        QCOMPARE(figure.panels[1].rules.at(0).at, 400.0);
    }

    void drawsTheSamplesThemselvesHoweverMany()
    {
        const Figure figure = figureOf(traceOf({gpuOf("0", {0, 1, 2, 3, 30}, {60, 61, 62, 63, 70})}));
        const FigureCurve& curve = figure.panels.at(0).curves.at(0);
        QVERIFY(curve.x.empty());
        QCOMPARE(curve.samples->times(), (std::vector<double>{0, 1, 2, 3, 30}));
        QVERIFY(std::isnan(curve.samples->valueAt(15.0)));
    }

    void namesALimitThatAllGpusShareOnce()
    {
        Trace trace = traceOf({gpuOf("0", {0, 1}, {60, 61}), gpuOf("1", {0, 1}, {70, 71})});
        trace.gpus[0].powerLimitWatts = trace.gpus[1].powerLimitWatts = 400.0;
        const Figure figure = figureOf(trace);
        QCOMPARE(figure.panels[0].rules.at(0).name, std::string("Power limit"));
        QCOMPARE(figure.panels[1].rules.at(0).name, std::string());
        LaneChoice overlay;
        overlay.arrangement = LaneArrangement::Overlay;
        QCOMPARE(figureOf(trace, nullptr, overlay).panels.at(0).rules.size(), std::size_t{1});
    }

    void aFurtherColumnHasALaneWithItsUnit()
    {
        Trace trace = traceOf({gpuOf("0", {0, 1}, {60, 61}), gpuOf("1", {0, 1}, {70, 71})});
        trace.gpus[1].sides = {{"utilization.gpu", "%", {50, 60}}, {"temperature.gpu", "C", {40, 41}}};
        LaneChoice choice;
        choice.columns = {"temperature.gpu", "utilization.gpu"};
        const Figure figure = figureOf(trace, nullptr, choice);
        QCOMPARE(figure.panels.size(), std::size_t{4});
        QCOMPARE(figure.panels[2].y.label(), std::string("Temperature (°C)"));
        QCOMPARE(figure.panels[2].title, std::string("GPU 1, Temperature"));
        QCOMPARE(figure.panels[2].curves.at(0).colour, 1);
        QCOMPARE(figure.panels[3].y.maximum, std::optional(100.0));
    }

    void anOverlayShowsEveryGpuInItsOwnColour()
    {
        LaneChoice overlay;
        overlay.arrangement = LaneArrangement::Overlay;
        overlay.hidden = {0};
        const Trace trace = traceOf({gpuOf("0", {0}, {1}), gpuOf("1", {0}, {2}), gpuOf("2", {0}, {3})});
        const Figure figure = figureOf(trace, nullptr, overlay);
        QCOMPARE(figure.panels.size(), std::size_t{1});
        QCOMPARE(figure.panels[0].title, std::string("Power"));
        QCOMPARE(figure.panels[0].curves.size(), std::size_t{2});
        QCOMPARE(figure.panels[0].curves[1].colour, 2);
    }

    void clockTimesNeedARecordingThatHasThem()
    {
        Trace trace = traceOf({gpuOf("0", {0, 1}, {60, 61})});
        QVERIFY(figureOf(trace, nullptr, {}, TimeTicks::Clock).panels[0].x.ticks == TimeTicks::Elapsed);
        trace.startUnixSeconds = 1e9;
        const FigureAxis axis = figureOf(trace, nullptr, {}, TimeTicks::Clock).panels[0].x;
        QVERIFY(axis.ticks == TimeTicks::Clock);
        QCOMPARE(axis.startUnixSeconds, 1e9);
        QCOMPARE(axis.label(), std::string("Time of day"));
    }

    void saysThatACurveIsSmoothed()
    {
        const auto trace = std::make_shared<const Trace>(traceOf({gpuOf("0", {0, 1, 2}, {60, 90, 60})}));
        const Result<TraceCurves> curves = sampleTrace(trace, {3, {}});
        const Figure figure = traceFigure(*curves, nullptr, lanesOf(*trace, {}));
        QCOMPARE(figure.panels[0].title, std::string("GPU 0, smoothed over 3 samples"));
        QCOMPARE(figure.panels[0].curves[0].samples->valueAt(1.0), 70.0);
    }

    void shadesThePeaksAndValleysOfEachGpu()
    {
        TracePhases phases;
        phases.gpus.resize(2);
        phases.gpus[1].phases.resize(2);
        phases.gpus[1].phases[0] = {.kind = PhaseKind::Valley, .beginSeconds = 0.0, .endSeconds = 4.0};
        phases.gpus[1].phases[1] = {.kind = PhaseKind::Peak, .beginSeconds = 4.0, .endSeconds = 9.0};
        const Figure figure = figureOf(traceOf({gpuOf("0", {0, 9}, {60, 60}), gpuOf("1", {0, 9}, {60, 60})}), &phases);
        QVERIFY(figure.panels[0].spans.empty());
        const std::vector<FigureSpan>& spans = figure.panels[1].spans;
        QCOMPARE(spans.size(), std::size_t{2});
        QVERIFY(spans[0].role == FigureSpan::Role::Valley);
        QVERIFY(spans[1].role == FigureSpan::Role::Peak);
        QCOMPARE(spans[1].begin, 4.0);
        QCOMPARE(spans[1].end, 9.0);
    }

    void scattersAFeatureAgainstTheTargetAndRemembersTheRows()
    {
        const Figure figure = scatterFigure(dataOf({1e9, 2e9, 4e9}, {200, 220, 240}), 0);
        const FigurePanel& panel = figure.panels.at(0);
        QVERIFY(panel.curves.at(0).style == CurveStyle::Points);
        QCOMPARE(panel.curves[0].x, (std::vector<double>{1e9, 2e9, 4e9}));
        QCOMPARE(panel.curves[0].y, (std::vector<double>{200, 220, 240}));
        QCOMPARE(panel.curves[0].rows, (std::vector<std::size_t>{0, 10, 20}));
        QCOMPARE(panel.y.label(), std::string("Peak power (W)"));
        QVERIFY(!panel.x.logarithmic);
    }

    void spreadsAFeatureOfSeveralDecadesOnALogarithmicAxis()
    {
        QVERIFY(scatterFigure(dataOf({1e8, 2e9, 4e11}, {200, 220, 240}), 0).panels[0].x.logarithmic);
        QVERIFY(!scatterFigure(dataOf({0, 2e9, 4e11}, {200, 220, 240}), 0).panels[0].x.logarithmic);
    }

    void drawsFitnessInUnitsOfTheTarget()
    {
        const Figure figure =
            fitnessFigure({generationOf(0, 30, 90, 33), generationOf(1, 20, 60, 24)}, "peak_duration_s");
        const FigurePanel& panel = figure.panels.at(0);
        QCOMPARE(panel.y.label(), std::string("Mean absolute error (s)"));
        QCOMPARE(panel.x.label(), std::string("Generation"));
        QCOMPARE(panel.curves.size(), std::size_t{3});
        QCOMPARE(panel.curves[0].name, std::string("Best"));
        QCOMPARE(panel.curves[0].y, (std::vector<double>{30, 20}));
        QCOMPARE(panel.curves[1].y, (std::vector<double>{90, 60}));
        QCOMPARE(panel.curves[2].y, (std::vector<double>{33, 24}));
        QVERIFY(!panel.y.logarithmic);
    }

    void leavesOutTheValidationCurveWithoutValidationRows()
    {
        const Figure figure = fitnessFigure({generationOf(0, 30, 90, NaN), generationOf(1, 20, 60, NaN)}, "energy");
        QCOMPARE(figure.panels.at(0).curves.size(), std::size_t{2});
        QCOMPARE(figure.panels[0].y.label(), std::string("Mean absolute error"));
    }

    void keepsTheBestFitnessReadableBesideAWildMean()
    {
        QVERIFY(fitnessFigure({generationOf(0, 30, 1e12, NaN)}, "peak_power_w").panels.at(0).y.logarithmic);
    }

    void drawsTheFirstCyclesOfAForecastWithMeanAndTdp()
    {
        const auto forecast = forecastWave({50.0, 2.0, 200.0, 8.0}, {.epochs = 40, .gpus = 4, .tdpWatts = 400.0});
        QVERIFY(forecast.hasValue());
        const FigurePanel panel = forecastFigure(*forecast).panels.at(0);
        QCOMPARE(panel.curves.at(0).x.size(), std::size_t{12});
        QCOMPARE(panel.curves[0].x.back(), 30.0);
        QCOMPARE(panel.curves[0].y.front(), 200.0);
        QCOMPARE(panel.x.label(), std::string("Time (s)"));
        QCOMPARE(panel.y.label(), std::string("Power (W)"));
        QCOMPARE(panel.rules.at(0).name, std::string("Mean"));
        QCOMPARE(panel.rules[0].at, 170.0);
        QCOMPARE(panel.rules.at(1).name, std::string("TDP"));
        QCOMPARE(panel.rules[1].at, 400.0);
    }

    void namesColumnsAndTheirUnits_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("label");
        QTest::newRow("power") << "valley_power_w"
                               << "Valley power (W)";
        QTest::newRow("duration") << "peak_duration_s"
                                  << "Peak duration (s)";
        QTest::newRow("energy") << "energy_per_epoch_j"
                                << "Energy per epoch (J)";
        QTest::newRow("pixels") << "image_size"
                                << "Image side (px)";
        QTest::newRow("count") << "params"
                               << "Parameters";
        QTest::newRow("unknown") << "my_column_w"
                                 << "my_column_w";
    }
    void namesColumnsAndTheirUnits()
    {
        QFETCH(QString, column);
        QFETCH(QString, label);
        QCOMPARE(QString::fromStdString(axisOfColumn(column.toStdString()).label()), label);
    }
};

QTEST_GUILESS_MAIN(FiguresTest)
#include "tst_figures.moc"
