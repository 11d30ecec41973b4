// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/models/boosting.h"

#include <benchmark/benchmark.h>

namespace {

/// As many rows and features as the published comparison trains on.
wattline::RegressionData trainingRows()
{
    wattline::RandomStream random(1);
    wattline::RegressionData rows;
    rows.features.resize(367, 6);
    for (double& value : rows.features.reshaped())
        value = random.uniform();
    rows.target = rows.features.col(0).cwiseProduct(rows.features.col(1)) + 0.1 * rows.features.col(2);
    return rows;
}

/// Argument: the depth of the 200 trees.
void fitBoostedTrees(benchmark::State& state)
{
    const wattline::RegressionData rows = trainingRows();
    const wattline::BoostingSettings settings{0.1, 200, {static_cast<std::size_t>(state.range(0)), 1}, 1.0};
    for (auto _ : state)
        benchmark::DoNotOptimize(wattline::fitBoosting({rows, {}, 42}, settings, {}));
    state.SetItemsProcessed(state.iterations() * 200);
}

} // namespace

BENCHMARK(fitBoostedTrees)->Arg(3)->Arg(5)->Unit(benchmark::kMillisecond);
