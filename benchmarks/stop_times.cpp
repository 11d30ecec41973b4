// SPDX-License-Identifier: GPL-3.0-or-later
// How long a fit goes on after a stop, for every method: stop_times [ROWS [STOPS]]. Each method's fit of its last
// candidate is begun anew for every stop and stopped later and later; the longest wait counts. The processor time of
// the fitting thread after the stop is what a machine without other work would take.
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/evaluation/learning_curve.h"
#include "core/evaluation/tuning.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <numeric>
#include <pthread.h>
#include <thread>

namespace {

using namespace wattline;
using Work = std::function<void(const RunContext&)>;

RegressionData manyRows(std::size_t count)
{
    RandomStream random(1);
    RegressionData rows;
    rows.targetName = "energy_per_epoch_j";
    rows.featureNames = {"a", "b", "c", "d", "e", "f"};
    rows.features.resize(static_cast<Eigen::Index>(count), 6);
    for (double& value : rows.features.reshaped())
        value = 1.0 + random.uniform();
    rows.features.col(5) = (8.0 * rows.features.col(5).array()).floor().matrix(); // few values, as batch sizes
    rows.target = rows.features.col(0).cwiseProduct(rows.features.col(1)) + rows.features.col(5);
    rows.tdpWatts = Eigen::VectorXd::Constant(rows.rows(), 400.0);
    rows.epochSeconds = rows.features.col(2);
    rows.epochFlops = rows.features.col(3);
    rows.datasetRows.resize(count);
    std::iota(rows.datasetRows.begin(), rows.datasetRows.end(), std::size_t{0});
    return rows;
}

double secondsOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

struct Wait {
    double wall = 0.0;
    double processor = 0.0;
    bool wasEarly = false; ///< the work had ended before the stop
};

Wait waitAfter(const Work& work, double delaySeconds)
{
    std::stop_source stop;
    std::atomic<bool> ended{false};
    double endProcessor = 0.0;
    std::thread thread([&] {
        work({stop.get_token(), {}, 1});
        endProcessor = secondsOf(CLOCK_THREAD_CPUTIME_ID);
        ended = true;
    });
    clockid_t clock{};
    pthread_getcpuclockid(thread.native_handle(), &clock);
    std::this_thread::sleep_for(std::chrono::duration<double>(delaySeconds));
    const bool wasEarly = ended;
    const double stopProcessor = wasEarly ? 0.0 : secondsOf(clock);
    const double stopWall = secondsOf(CLOCK_MONOTONIC);
    stop.request_stop();
    thread.join();
    return {secondsOf(CLOCK_MONOTONIC) - stopWall, std::max(endProcessor - stopProcessor, 0.0), wasEarly};
}

void measure(const std::string& name, const Work& work, int stops)
{
    Wait longest;
    int stopped = 0;
    for (int i = 0; i < stops; ++i) {
        const Wait wait = waitAfter(work, 0.003 * std::pow(1.45, i));
        if (wait.wasEarly)
            break;
        ++stopped;
        longest.wall = std::max(longest.wall, wait.wall);
        longest.processor = std::max(longest.processor, wait.processor);
    }
    fmt::print("{:34} {:3} stops   longest wait {:7.1f} ms wall, {:7.1f} ms CPU\n", name, stopped, 1e3 * longest.wall,
               1e3 * longest.processor);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const auto count = static_cast<std::size_t>(argc > 1 ? parseNumber(argv[1]).value_or(1e5) : 1e5);
    const int stops = argc > 2 ? static_cast<int>(parseNumber(argv[2]).value_or(18)) : 18;
    const RegressionData rows = manyRows(count);
    const std::vector<Method> methods = allMethods(Effort::Paper);
    for (const Method& method : methods) {
        const Candidate& candidate = method.candidates.back();
        measure(
            method.id,
            [&](const RunContext& context) {
                (void)candidate.fit({rows, {}, 42}, context);
            },
            stops);
    }
    for (const Method& method : methods) {
        if (method.candidates.size() > 1)
            measure(
                method.id + ", searching its grid",
                [&](const RunContext& context) {
                    (void)tune({&method}, {rows, {}, 42}, {}, context);
                },
                stops);
    }
    ComparisonSettings all;
    all.effort = Effort::Paper;
    measure(
        "comparison of all", [&](const RunContext& context) { (void)compareMethods(rows, all, {}, context); }, stops);
    measure(
        "learning curve", [&](const RunContext& context) { (void)learningCurve(rows, {}, {}, context); }, stops);
    RegressionData ofKinds = rows;
    for (std::size_t row = 0; row < count; ++row)
        ofKinds.groups.push_back("kind " + std::to_string(row % 20));
    LearningCurveSettings stratified;
    stratified.split = {SplitRule::Kind::Stratified, "kind"};
    measure(
        "learning curve, stratified",
        [&](const RunContext& context) { (void)learningCurve(ofKinds, stratified, {}, context); }, stops);
}
