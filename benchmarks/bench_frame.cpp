// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_canvas.h"

#include <QApplication>
#include <benchmark/benchmark.h>
#include <cmath>

using namespace wattline;
using namespace wattline::ui;

namespace {

/// Eight lanes of a noisy wave with a million samples together.
Figure millionSamples()
{
    constexpr std::size_t Lanes = 8;
    constexpr std::size_t Samples = 1'000'000 / Lanes;
    Figure figure{"Synthetic", {}, true};
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        FigureCurve curve;
        curve.colour = static_cast<int>(lane);
        for (std::size_t i = 0; i < Samples; ++i) {
            curve.x.push_back(0.1 * static_cast<double>(i));
            curve.y.push_back((i / 300 % 10 < 9 ? 300.0 : 60.0) + 5.0 * std::sin(0.7 * static_cast<double>(i * i)));
        }
        figure.panels.push_back({"GPU " + std::to_string(lane), {"Time", "s"}, {"Power", "W"}, {curve}});
    }
    return figure;
}

/// One frame of 1600 x 900 with a share of the recording in view (range(0) per mille).
void frame(benchmark::State& state)
{
    QCustomPlot plot;
    plot.resize(1600, 900);
    FigureCanvas canvas(plot);
    canvas.build(millionSamples(), screenStyle(plot));
    const double whole = canvas.panels().front().wholeX.upper;
    const double width = whole * static_cast<double>(state.range(0)) / 1000.0;
    double begin = 0.0;
    for (auto _ : state) {
        begin = std::fmod(begin + 0.01 * width, whole - 0.99 * width);
        canvas.showX(0, {begin, begin + width});
        plot.replot(QCustomPlot::rpImmediateRefresh);
    }
}
BENCHMARK(frame)->Arg(1000)->Arg(100)->Arg(10)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
