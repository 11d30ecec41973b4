// SPDX-License-Identifier: GPL-3.0-or-later
// information_speed CSV TARGET DISCRETE THREADS REPEATS: how fast mutual information of every other numeric column with
// the target is; DISCRETE names the discrete ones, joined by commas, or is "-". Prints JSON: the time of a repeat, the
// least processor time of one, and the values in the order of the columns.
#include "core/base/text.h"
#include "core/data/dataset.h"
#include "core/features/feature_table.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

using namespace wattline;

namespace {

double cpuSecondsSoFar()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

RegressionData readRows(const char* file, const std::string& target)
{
    const Result<Dataset> dataset = readDataset(file);
    if (!dataset) {
        fmt::print(stderr, "{}\n", dataset.error().message);
        std::exit(1);
    }
    Result<RegressionData> data = regressionData(*dataset, target, defaultFeatures(*dataset, target));
    if (!data) {
        fmt::print(stderr, "{}\n", data.error().message);
        std::exit(1);
    }
    return *std::move(data);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 6) {
        fmt::print(stderr, "information_speed CSV TARGET DISCRETE THREADS REPEATS\n");
        return 2;
    }
    const RegressionData data = readRows(argv[1], argv[2]);
    const std::string named = argv[3];
    const std::vector<std::string_view> names = splitText(named, ',');
    std::vector<bool> discrete;
    for (const std::string& feature : data.featureNames)
        discrete.push_back(std::find(names.begin(), names.end(), feature) != names.end());
    RunContext context;
    context.threads = static_cast<unsigned>(std::atoi(argv[4]));
    std::vector<double> values;
    double wallSeconds = 1e9;
    double cpuSeconds = 1e9;
    for (int i = 0; i < std::atoi(argv[5]); ++i) {
        const double cpu = cpuSecondsSoFar();
        const auto begin = std::chrono::steady_clock::now();
        values = mutualInformation(data.features, data.target, discrete, 3, 42, context);
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
        wallSeconds = std::min(wallSeconds, wall.count());
        cpuSeconds = std::min(cpuSeconds, cpuSecondsSoFar() - cpu);
    }
    const nlohmann::ordered_json json = {
        {"columns", data.featureNames}, {"wall_s", wallSeconds}, {"cpu_s", cpuSeconds}, {"values", values}};
    fmt::print("{}\n", json.dump());
    return 0;
}
