// SPDX-License-Identifier: GPL-3.0-or-later
// Prints how well the detector of phases does on made waves of known truth, kind by kind, as a Markdown table:
// build/release/benchmarks/detector_table [WAVES_OF_A_KIND [TRACES_WITHOUT_WAVE_OF_A_KIND [DRAWN_RUNS_OF_A_KIND
// [FIRST_SEED]]]] With DETECTOR_TABLE_TELLS set in the environment, what was read wrongly goes to standard error.
#include "core/base/statistics.h"
#include "core/phases/segmentation.h"
#include "tests/support/drawn_runs.h"
#include "tests/support/hard_waves.h"

#include <cstdlib>
#include <fmt/format.h>
#include <functional>
#include <string>

using namespace wattline;
using wattline::test::HardWave;
using wattline::test::NoWave;

namespace {

struct Tally {
    int waves = 0;
    int exact = 0;
    int within2 = 0;
    std::vector<double> edgeErrors; ///< in samples, of the waves whose count is exact
};

double distanceTo(const std::vector<double>& sorted, double value)
{
    const auto after = std::lower_bound(sorted.begin(), sorted.end(), value);
    double distance = 1e9;
    if (after != sorted.end())
        distance = *after - value;
    if (after != sorted.begin())
        distance = std::min(distance, value - *(after - 1));
    return distance;
}

void add(Tally& tally, const HardWave& wave)
{
    const test::MadeSeries made = wave.made();
    const Result<Segmentation> found = segment(made.series);
    const auto epochs = found ? static_cast<double>(found->epochs) : -1.0;
    const double off = std::abs(epochs - static_cast<double>(made.epochs));
    ++tally.waves;
    tally.exact += off == 0.0 ? 1 : 0;
    tally.within2 += off <= 2.0 ? 1 : 0;
    if (off != 0.0) {
        if (std::getenv("DETECTOR_TABLE_TELLS"))
            fmt::print(stderr, "{} of {} epochs; period {:.1f} samples, duty {}, {} W of {:.1f} W noise: {}\n", epochs,
                       made.epochs, wave.periodSamples, wave.duty, wave.amplitudeWatts, wave.noiseWatts,
                       found ? found->reason : std::string());
        return;
    }
    std::vector<double> edges;
    for (const Phase& phase : found->phases) {
        edges.push_back(phase.beginSeconds / wave.intervalSeconds);
        edges.push_back(phase.endSeconds / wave.intervalSeconds);
    }
    std::sort(edges.begin(), edges.end());
    for (std::size_t e = 1; e + 1 < made.edges.size(); ++e)
        tally.edgeErrors.push_back(distanceTo(edges, made.edges[e]));
}

/// A wave of random size and length; the kinds change it further.
HardWave anyWave(std::uint64_t seed)
{
    RandomStream chance(seed, 7);
    HardWave wave;
    wave.seed = seed;
    wave.intervalSeconds = std::pow(10.0, -3.0 * chance.uniform());
    wave.periodSamples = 20.0 * std::pow(25.0, chance.uniform());
    wave.cycles = 8 + static_cast<int>(chance.below(50));
    wave.noiseWatts = 2.0 + 4.0 * chance.uniform();
    const std::vector<double> duties = {0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95};
    wave.duty = duties[chance.below(duties.size())];
    wave.amplitudeWatts = wave.noiseWatts * 10.0;
    return wave;
}

struct Kind {
    std::string name;
    std::function<void(HardWave&)> change;
};

std::vector<Kind> kinds()
{
    std::vector<Kind> kinds;
    for (const double sigmas : {20.0, 5.0, 2.0, 1.0, 0.5})
        kinds.push_back({fmt::format("amplitude {} noise sigma", sigmas),
                         [sigmas](HardWave& w) { w.amplitudeWatts = sigmas * w.noiseWatts; }});
    for (const double duty : {0.02, 0.1, 0.5, 0.9, 0.98})
        kinds.push_back({fmt::format("duty {:.0f} %", 100.0 * duty), [duty](HardWave& w) { w.duty = duty; }});
    kinds.push_back({"level drifts by 60 W", [](HardWave& w) { w.driftWatts = 60.0; }});
    kinds.push_back({"period drifts by 20 %", [](HardWave& w) { w.periodDrift = 0.2; }});
    kinds.push_back({"jitter 3 %", [](HardWave& w) { w.jitter = 0.03; }});
    kinds.push_back({"jitter 10 %", [](HardWave& w) { w.jitter = 0.1; }});
    kinds.push_back({"spikes in 1 % of the samples", [](HardWave& w) { w.spikes = 0.01; }});
    kinds.push_back({"a tenth of the marks missing", [](HardWave& w) { w.missing = 0.1; }});
    kinds.push_back({"sensor window of 5 samples", [](HardWave& w) { w.sensorSamples = 5; }});
    kinds.push_back({"idle before and after", [](HardWave& w) { w.idleSamples = 60; }});
    kinds.push_back({"warm-up, idle, main", [](HardWave& w) {
                         w.warmUpCycles = 10;
                         w.idleSamples = 40;
                     }});
    kinds.push_back({"warm-up into main", [](HardWave& w) { w.warmUpCycles = 10; }});
    kinds.push_back({"2 sigma, jitter 3 %, drift, spikes, regimes", [](HardWave& w) {
                         w.amplitudeWatts = 2.0 * w.noiseWatts;
                         w.jitter = 0.03;
                         w.driftWatts = 20.0;
                         w.spikes = 0.005;
                         w.warmUpCycles = 10;
                         w.idleSamples = 40;
                     }});
    return kinds;
}

void printWaves(int waves, std::uint64_t firstSeed)
{
    fmt::print("| Waves | Count exact | Within 2 | Edge error, median | 95 % |\n|---|---|---|---|---|\n");
    for (const Kind& kind : kinds()) {
        Tally tally;
        for (int i = 0; i < waves; ++i) {
            HardWave wave = anyWave(firstSeed + static_cast<std::uint64_t>(i));
            kind.change(wave);
            add(tally, wave);
        }
        const bool none = tally.edgeErrors.empty();
        fmt::print("| {} | {:.0f} % | {:.0f} % | {} | {} |\n", kind.name, 100.0 * tally.exact / tally.waves,
                   100.0 * tally.within2 / tally.waves,
                   none ? "" : fmt::format("{:.2f}", quantile(tally.edgeErrors, 0.5)),
                   none ? "" : fmt::format("{:.2f}", quantile(tally.edgeErrors, 0.95)));
    }
}

void printNoWaves(int traces, std::uint64_t firstSeed)
{
    fmt::print("\n| Without a wave | Traces | False periods |\n|---|---|---|\n");
    const std::vector<std::pair<NoWave, std::string>> kinds = {{NoWave::WhiteNoise, "white noise"},
                                                               {NoWave::ColouredNoise, "coloured noise"},
                                                               {NoWave::RandomWalk, "random walk"},
                                                               {NoWave::Load, "interactive load"},
                                                               {NoWave::Switching, "random switching"}};
    for (const auto& [kind, name] : kinds) {
        int wrong = 0;
        for (int i = 0; i < traces; ++i) {
            const int samples = 400 + 97 * (i % 80);
            const auto found =
                segment(test::seriesWithoutWave(kind, samples, firstSeed + static_cast<std::uint64_t>(i)));
            if (found && found->epochs > 0) {
                ++wrong;
                if (std::getenv("DETECTOR_TABLE_TELLS"))
                    fmt::print(stderr, "{} {} of {}: {}\n", name, i, samples, found->reason);
            }
        }
        fmt::print("| {} | {} | {} |\n", name, traces, wrong);
    }
}

void printDrawnRuns(int runs, std::uint64_t firstSeed)
{
    fmt::print("\n| Runs of two regimes, drawn broadly | Runs | Count exact | Within 2 | No epochs "
               "|\n|---|---|---|---|---|\n");
    for (const MarkKind kind : {MarkKind::DeepValley, MarkKind::ShallowDip, MarkKind::ShortPeak}) {
        int exact = 0;
        int within2 = 0;
        int none = 0;
        for (int i = 0; i < runs; ++i) {
            const std::uint64_t seed = firstSeed + static_cast<std::uint64_t>(i);
            const test::MadeSeries made = test::DrawnRun(kind, seed).made();
            const Result<Segmentation> found = segment(made.series);
            const auto epochs = found ? static_cast<double>(found->epochs) : 0.0;
            const double off = std::abs(epochs - static_cast<double>(made.epochs));
            exact += off == 0.0 ? 1 : 0;
            within2 += off <= 2.0 ? 1 : 0;
            none += epochs == 0.0 ? 1 : 0;
            if (off > 2.0 && std::getenv("DETECTOR_TABLE_TELLS"))
                fmt::print(stderr, "{} {}: {} of {} epochs: {}\n", nameOf(kind), seed, epochs, made.epochs,
                           found ? found->reason : std::string());
        }
        fmt::print("| {} | {} | {:.0f} % | {:.0f} % | {:.0f} % |\n", nameOf(kind), runs, 100.0 * exact / runs,
                   100.0 * within2 / runs, 100.0 * none / runs);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const auto given = [&](int place, int otherwise) { return argc > place ? std::atoi(argv[place]) : otherwise; };
    const auto firstSeed = static_cast<std::uint64_t>(given(4, 1));
    if (const int waves = given(1, 100); waves > 0)
        printWaves(waves, firstSeed);
    if (const int traces = given(2, 400); traces > 0)
        printNoWaves(traces, firstSeed);
    if (const int runs = given(3, 100); runs > 0)
        printDrawnRuns(runs, firstSeed);
}
