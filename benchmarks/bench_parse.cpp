// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/trace/read_trace.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

using namespace wattline;

namespace {

/// A synthetic recording in nvidia-smi's form, some ten million bytes.
std::string recording(int gpus)
{
    std::string text = "timestamp, index, utilization.gpu [%], temperature.gpu, power.draw [W]\n";
    RandomStream chance(1);
    for (int tick = 0; text.size() < 10'000'000; ++tick) {
        const int second = tick / 10;
        for (int gpu = 0; gpu < gpus; ++gpu)
            text += fmt::format("2023/07/{:02} {:02}:{:02}:{:02}.{}00, {}, 98 %, 61, {:.2f} W\n", 1 + second / 86400,
                                second / 3600 % 24, second / 60 % 60, second % 60, tick % 10, gpu,
                                300.0 + 5.0 * chance.normal());
    }
    return text;
}

void parseRecording(benchmark::State& state)
{
    const std::string text = recording(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(parseTrace(text, "synthetic.csv"));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(parseRecording)->ArgName("gpus")->Arg(1)->Arg(8)->Unit(benchmark::kMillisecond);

} // namespace
