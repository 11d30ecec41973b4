// SPDX-License-Identifier: GPL-3.0-or-later
// The strict run of the paper: population 15,000, 50 generations, 367 rows of 6 features (synthetic, a law of the kind
// that peak power follows).
#include "core/base/random.h"
#include "core/evolution/strict.h"

#include <benchmark/benchmark.h>
#include <cmath>

using namespace wattline;

namespace {

RegressionData syntheticRuns()
{
    constexpr Eigen::Index Rows = 367;
    RandomStream random(1);
    RegressionData data;
    data.featureNames = {"image_size", "data_size", "params", "flops", "batch_size", "num_workers"};
    data.targetName = "peak_power_w";
    data.features.resize(Rows, 6);
    data.target.resize(Rows);
    for (Eigen::Index i = 0; i < Rows; ++i) {
        for (double& value : data.features.row(i))
            value = std::exp(random.normal());
        const auto x = data.features.row(i);
        data.target[i] = 80.0 + 120.0 * std::log1p(x[4]) * x[3] / (1.0 + x[3]) + 9.0 * x[0] + 5.0 * random.normal();
    }
    return data;
}

void strictRun(benchmark::State& state)
{
    const RegressionData data = syntheticRuns();
    StrictSettings settings = paperSettings();
    std::uint64_t computed = 0;
    std::uint64_t asked = 0;
    double cpuSeconds = 0.0;
    RunContext context;
    context.threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state) {
        const Result<EvolutionResult> result = evolveStrict(data, {}, settings, {}, context);
        if (!result) {
            state.SkipWithError(result.error().message.c_str());
            return;
        }
        computed += result->nodeRows;
        asked += result->nodeRowsAsked;
        cpuSeconds += result->cpuSeconds;
        ++settings.seed;
    }
    state.counters["cpu_seconds"] = cpuSeconds / static_cast<double>(state.iterations());
    state.counters["computed_per_cpu_second"] = static_cast<double>(computed) / cpuSeconds;
    state.counters["asked_per_cpu_second"] = static_cast<double>(asked) / cpuSeconds;
}

BENCHMARK(strictRun)->Arg(1)->Arg(2)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(2);

} // namespace
