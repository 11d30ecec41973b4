// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/segmentation.h"
#include "tests/support/traces.h"

#include <benchmark/benchmark.h>

using namespace wattline;

namespace {

void detectSquareWave(benchmark::State& state)
{
    test::SquareWave wave;
    wave.cycles = static_cast<int>(state.range(0)) / (wave.peakSamples + wave.valleySamples);
    wave.noiseWatts = 5.0;
    const PowerSeries series = wave.series();
    for (auto _ : state)
        benchmark::DoNotOptimize(segment(series));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * series.size()));
}
BENCHMARK(detectSquareWave)
    ->ArgName("samples")
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Arg(7'000'000)
    ->Arg(100'000'000)
    ->Unit(benchmark::kMillisecond);

void detectNothingInARandomWalk(benchmark::State& state)
{
    RandomStream chance(1);
    PowerSeries series;
    double watts = 200.0;
    for (int i = 0; i < state.range(0); ++i) {
        watts = std::clamp(watts + 3.0 * chance.normal(), 20.0, 400.0);
        series.timeSeconds.push_back(0.1 * i);
        series.powerWatts.push_back(static_cast<float>(watts));
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(segment(series));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * series.size()));
}
BENCHMARK(detectNothingInARandomWalk)
    ->ArgName("samples")
    ->Arg(1'000'000)
    ->Arg(7'000'000)
    ->Unit(benchmark::kMillisecond);

} // namespace
