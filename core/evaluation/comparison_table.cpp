// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/comparison_table.h"

#include "core/evaluation/signed_rank.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <numeric>
#include <string_view>

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
    std::map<std::string_view, std::size_t> uses;
    for (const RepeatResult& repeat : repeats)
        ++uses[repeat.settings];
    const auto most = std::max_element(repeats.begin(), repeats.end(), [&uses](const auto& a, const auto& b) {
        return uses[a.settings] < uses[b.settings];
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

/// The tests of one method against the baseline, but for Holm's correction.
ResampledTest testOf(MethodResult& method, const MethodResult& baseline, double testToTrain)
{
    std::vector<double> differences;
    differences.reserve(method.repeats.size());
    for (std::size_t i = 0; i < method.repeats.size(); ++i)
        differences.push_back(method.repeats[i].metrics.mse - baseline.repeats[i].metrics.mse);
    const ResampledTest test = correctedResampledTest(differences, testToTrain);
    method.difference = test.difference;
    method.wilcoxonP = signedRank(differences).pValue;
    return test;
}

/// Every other method against the baseline, Holm over them.
void testAgainstBaseline(Comparison& comparison)
{
    constexpr double Significance = 0.05;
    for (MethodResult& method : comparison.methods) {
        method.difference.reset();
        method.pValue.reset();
        method.differenceInterval.reset();
        method.verdict = Verdict::None;
        method.wilcoxonP.reset();
    }
    comparison.negligibleMse.reset();
    const auto baseline = std::find_if(comparison.methods.begin(), comparison.methods.end(),
                                       [&](const MethodResult& method) { return method.id == comparison.baseline; });
    if (baseline == comparison.methods.end() || !baseline->isComplete())
        return;
    comparison.negligibleMse = comparison.negligibleShare * baseline->mse.mean;
    std::vector<MethodResult*> tested;
    std::vector<ResampledTest> tests;
    std::vector<double> pValues;
    for (MethodResult& method : comparison.methods) {
        if (&method == &*baseline || !method.isComplete() || method.repeats.size() < 2)
            continue;
        tested.push_back(&method);
        tests.push_back(testOf(method, *baseline, comparison.testToTrain));
        pValues.push_back(tests.back().pValue);
    }
    const std::vector<double> adjusted = holmAdjusted(pValues);
    const double confidence = 1.0 - Significance / std::max(1.0, static_cast<double>(tested.size()));
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i]->pValue = adjusted[i];
        tested[i]->differenceInterval = intervalOf(tests[i], confidence);
        tested[i]->verdict = verdictOf(*tested[i]->differenceInterval, *comparison.negligibleMse);
    }
}

} // namespace

void summarise(Comparison& comparison)
{
    for (MethodResult& method : comparison.methods) {
        if (method.hasFigures())
            summariseRepeats(method);
    }
    testAgainstBaseline(comparison);
}

std::string failureText(const MethodResult& method, std::size_t repeats)
{
    if (method.failedRepeats == 0 || !method.hasFigures())
        return method.failure;
    return fmt::format("Failed in {} of {} repeats: {}", method.failedRepeats, repeats, method.failure);
}

bool isRankedByRelativeError(const Comparison& comparison)
{
    return std::ranges::all_of(
        comparison.methods, [](const MethodResult& method) { return !method.hasFigures() || method.mre.has_value(); });
}

std::vector<std::size_t> ranking(const Comparison& comparison)
{
    const auto& methods = comparison.methods;
    const bool relative = isRankedByRelativeError(comparison);
    // Errors over other repeats than everyone's do not compare: those methods stand apart.
    const auto key = [relative](const MethodResult& method) {
        const int standing = method.isComplete() ? 0 : method.hasFigures() ? 1 : 2;
        const double error = standing == 2 ? 0.0 : relative ? method.mre->mean : method.mse.mean;
        return std::pair(standing, error);
    };
    std::vector<std::size_t> order(methods.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&methods, &key](std::size_t a, std::size_t b) { return key(methods[a]) < key(methods[b]); });
    return order;
}

} // namespace wattline
