// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/comparison_table.h"

#include "core/evaluation/resampled_test.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

template <class Value>
std::vector<double> overRepeats(const std::vector<RepeatResult>& repeats, const Value& value)
{
    std::vector<double> values;
    values.reserve(repeats.size());
    for (const RepeatResult& repeat : repeats)
        values.push_back(value(repeat));
    return values;
}

std::string mostUsedSettings(const std::vector<RepeatResult>& repeats)
{
    const auto uses = [&repeats](const std::string& settings) {
        return std::count_if(repeats.begin(), repeats.end(),
                             [&settings](const RepeatResult& repeat) { return repeat.settings == settings; });
    };
    const auto most = std::max_element(repeats.begin(), repeats.end(), [&uses](const auto& a, const auto& b) {
        return uses(a.settings) < uses(b.settings);
    });
    return most == repeats.end() ? std::string() : most->settings;
}

void summariseRepeats(MethodResult& method)
{
    const std::vector<RepeatResult>& repeats = method.repeats;
    method.mse = spreadOf(overRepeats(repeats, [](const RepeatResult& r) { return r.metrics.mse; }));
    method.rmse = spreadOf(overRepeats(repeats, [](const RepeatResult& r) { return r.metrics.rmse; }));
    method.mae = spreadOf(overRepeats(repeats, [](const RepeatResult& r) { return r.metrics.mae; }));
    method.r2 = spreadOf(overRepeats(repeats, [](const RepeatResult& r) { return r.metrics.r2; }));
    method.seconds = spreadOf(overRepeats(repeats, [](const RepeatResult& r) { return r.seconds; }));
    method.meanSize = mean(overRepeats(repeats, [](const RepeatResult& r) { return static_cast<double>(r.size); }));
    method.settings = mostUsedSettings(repeats);
    method.mre.reset();
    if (std::all_of(repeats.begin(), repeats.end(), [](const RepeatResult& r) { return r.metrics.mre.has_value(); }))
        method.mre = spreadOf(overRepeats(repeats, [](const RepeatResult& r) { return *r.metrics.mre; }));
}

/// Every other method against the baseline, Holm over them.
void testAgainstBaseline(Comparison& comparison, double testToTrain)
{
    for (MethodResult& method : comparison.methods) {
        method.difference.reset();
        method.pValue.reset();
    }
    const auto baseline = std::find_if(comparison.methods.begin(), comparison.methods.end(),
                                       [&](const MethodResult& method) { return method.id == comparison.baseline; });
    if (baseline == comparison.methods.end() || !baseline->failure.empty() || baseline->repeats.size() < 2)
        return;
    std::vector<MethodResult*> tested;
    std::vector<double> pValues;
    for (MethodResult& method : comparison.methods) {
        if (&method == &*baseline || !method.failure.empty())
            continue;
        std::vector<double> differences;
        for (std::size_t i = 0; i < method.repeats.size(); ++i)
            differences.push_back(method.repeats[i].metrics.mse - baseline->repeats[i].metrics.mse);
        const ResampledTest test = correctedResampledTest(differences, testToTrain);
        method.difference = test.difference;
        tested.push_back(&method);
        pValues.push_back(test.pValue);
    }
    const std::vector<double> adjusted = holmAdjusted(pValues);
    for (std::size_t i = 0; i < tested.size(); ++i)
        tested[i]->pValue = adjusted[i];
}

} // namespace

void summarise(Comparison& comparison, double testToTrain)
{
    for (MethodResult& method : comparison.methods) {
        if (method.failure.empty())
            summariseRepeats(method);
    }
    testAgainstBaseline(comparison, testToTrain);
}

std::vector<std::size_t> ranking(const Comparison& comparison)
{
    const auto& methods = comparison.methods;
    const bool relative = std::all_of(methods.begin(), methods.end(), [](const MethodResult& method) {
        return !method.failure.empty() || method.mre.has_value();
    });
    const auto error = [relative](const MethodResult& method) {
        if (!method.failure.empty())
            return std::numeric_limits<double>::infinity();
        return relative ? method.mre->mean : method.mse.mean;
    };
    std::vector<std::size_t> order(methods.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&methods, &error](std::size_t a, std::size_t b) {
        return error(methods[a]) < error(methods[b]);
    });
    return order;
}

} // namespace wattline
