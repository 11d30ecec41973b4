// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/feature_table.h"

#include <benchmark/benchmark.h>
#include <cmath>

using namespace wattline;

namespace {

/// Six features as a fleet has them, two of few distinct values, and a target that depends on some. Synthetic.
void mutualInformationOfSixFeatures(benchmark::State& state)
{
    const auto rows = static_cast<Eigen::Index>(state.range(0));
    RandomStream random(1);
    Eigen::MatrixXd features(rows, 6);
    Eigen::VectorXd target(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        features(i, 0) = 128.0 + 32.0 * static_cast<double>(random.below(4));
        features(i, 1) = static_cast<double>(random.below(8));
        for (Eigen::Index c = 2; c < 6; ++c)
            features(i, c) = random.normal();
        target[i] = features(i, 2) + std::exp(features(i, 3)) + 0.01 * features(i, 0) + 0.1 * random.normal();
    }
    RunContext context;
    context.threads = static_cast<unsigned>(state.range(1));
    for (auto _ : state)
        benchmark::DoNotOptimize(
            mutualInformation(features, target, {true, true, false, false, false, false}, 3, 42, context));
}
BENCHMARK(mutualInformationOfSixFeatures)
    ->Args({459, 1})
    ->Args({459, 2})
    ->Args({10000, 1})
    ->Args({100000, 1})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

} // namespace
