// SPDX-License-Identifier: GPL-3.0-or-later
// Frames of a hundred million samples: what it takes to the first picture, then the frames of panning and zooming.
// Under a display, or without one:
//   cmake --preset release -DWATTLINE_BUILD_BENCHMARKS=ON && cmake --build build/release --target bench_frame
//   xvfb-run -s "-screen 0 1600x900x24" build/release/benchmarks/bench_frame
//   QT_QPA_PLATFORM=offscreen build/release/benchmarks/bench_frame
// WATTLINE_BENCH_SAMPLES sets another number of samples.
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/statistics.h"
#include "core/report/figures.h"
#include "ui/plots/figure_canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdlib>
#include <ctime>

using namespace wattline;
using namespace wattline::ui;

namespace {

constexpr std::size_t Lanes = 8;
constexpr QSize Size(1600, 900);

std::size_t sampleCount()
{
    const char* wanted = std::getenv("WATTLINE_BENCH_SAMPLES");
    return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 100'000'000;
}

/// A recording of eight GPUs: a noisy wave, with jitter in its times and here and there a spike.
std::shared_ptr<const Trace> recording()
{
    static const std::shared_ptr<const Trace> made = [] {
        auto trace = std::make_shared<Trace>();
        trace->path = "synthetic";
        trace->gpus.resize(Lanes);
        parallelFor(Lanes, {}, [&](std::size_t lane) {
            const std::size_t samples = sampleCount() / Lanes;
            RandomStream chance(lane);
            GpuTrace& gpu = trace->gpus[lane];
            gpu.id = std::to_string(lane);
            gpu.power.timeSeconds.resize(samples);
            gpu.power.powerWatts.resize(samples);
            for (std::size_t i = 0; i < samples; ++i) {
                const std::uint64_t bits = chance.next();
                const double level = i / 3000 % 10 < 9 ? 300.0 : 60.0;
                const double spike = (bits & 0xfffff) == 0 ? 150.0 : 0.0;
                gpu.power.timeSeconds[i] =
                    0.01 * (static_cast<double>(i) + 0.2 * static_cast<double>(bits >> 40) / (1 << 24));
                gpu.power.powerWatts[i] =
                    static_cast<float>(level + spike + 20.0 * static_cast<double>(bits >> 32 & 0xff) / 255.0);
            }
        });
        return trace;
    }();
    return made;
}

Figure figureOf(const TraceCurves& curves)
{
    return traceFigure(curves, nullptr, lanesOf(*curves.trace, {}));
}

/// From the samples in memory to the picture on the screen.
void firstPicture(benchmark::State& state)
{
    const std::shared_ptr<const Trace> trace = recording();
    for (auto _ : state) {
        const Result<TraceCurves> curves = sampleTrace(trace);
        QCustomPlot plot;
        plot.resize(Size);
        plot.show();
        FigureCanvas canvas(plot);
        canvas.build(figureOf(*curves), screenStyle(plot));
        plot.replot(QCustomPlot::rpImmediateRefresh);
        std::size_t bytes = 0;
        for (const GpuCurves& gpu : curves->gpus)
            bytes += gpu.power->bytes();
        state.counters["bytes_per_sample"] = static_cast<double>(bytes) / static_cast<double>(sampleCount());
    }
}
BENCHMARK(firstPicture)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

enum class Move { Pan, Zoom, Jump };

/// The stretch that a frame shows: a share of the whole, panned on, zoomed in and out, or somewhere at random.
QCPRange viewOf(Move move, double whole, double share, RandomStream& chance, int frame)
{
    double width = whole * share;
    double begin = std::fmod(0.02 * width * frame, std::max(1e-9, whole - width));
    if (move == Move::Zoom)
        width *= 0.75 + 0.25 * std::cos(0.2 * frame);
    if (move == Move::Jump)
        begin = chance.uniform() * (whole - width);
    return {begin, begin + width};
}

/// Frames of 1600 x 900 with range(0) per mille of the recording in view: p50, p95 and the slowest in milliseconds.
void frames(benchmark::State& state, Move move)
{
    static const Result<TraceCurves> curves = sampleTrace(recording());
    QCustomPlot plot;
    plot.resize(Size);
    plot.show();
    FigureCanvas canvas(plot);
    canvas.build(figureOf(*curves), screenStyle(plot));
    plot.replot(QCustomPlot::rpImmediateRefresh);
    const double whole = canvas.panels().front().wholeX.upper;
    RandomStream chance(42);
    std::vector<double> milliseconds;
    std::vector<double> cpuMilliseconds; // what a busy machine does not disturb
    for (auto _ : state) {
        const QCPRange view = viewOf(move, whole, static_cast<double>(state.range(0)) / 1000.0, chance,
                                     static_cast<int>(milliseconds.size()));
        QElapsedTimer timer;
        timer.start();
        const std::clock_t begin = std::clock();
        canvas.showX(0, view);
        plot.replot(QCustomPlot::rpImmediateRefresh);
        milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        cpuMilliseconds.push_back(static_cast<double>(std::clock() - begin) * 1e3 / CLOCKS_PER_SEC);
    }
    state.counters["p50_ms"] = quantile(milliseconds, 0.50);
    state.counters["p95_ms"] = quantile(milliseconds, 0.95);
    state.counters["max_ms"] = quantile(milliseconds, 1.0);
    state.counters["p95_cpu_ms"] = quantile(cpuMilliseconds, 0.95);
}
BENCHMARK_CAPTURE(frames, pan, Move::Pan)
    ->Arg(1000)
    ->Arg(100)
    ->Arg(10)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);
BENCHMARK_CAPTURE(frames, zoom, Move::Zoom)
    ->Arg(1000)
    ->Arg(100)
    ->Arg(10)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);
BENCHMARK_CAPTURE(frames, jump, Move::Jump)
    ->Arg(500)
    ->Arg(100)
    ->Arg(10)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
