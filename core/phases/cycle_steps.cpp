// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/cycle_steps.h"

#include "core/base/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string>

namespace wattline {

namespace {

constexpr std::size_t LeastCycles = 3;
constexpr std::size_t MostCycles = 6;
constexpr double LeastDeviations = 6.0;
constexpr double LeastShare = 0.1;
constexpr std::size_t EnoughForLevel = 100;

/// What is followed from cycle to cycle; a cycle is two runs.
struct Course {
    std::string name;
    std::vector<double> values;
    double leastStep = 0.0;
};

/// Where a course steps, and a sentence about it.
struct CourseStep {
    std::size_t cycle = 0; ///< 0: nowhere
    std::string reason;
};

double levelOf(const GoodSamples& samples, const LevelRun& run)
{
    const std::size_t stride = 1 + (run.end - run.begin) / EnoughForLevel;
    std::vector<double> values;
    for (std::size_t i = run.begin; i < run.end; i += stride)
        values.push_back(samples.watts[i]);
    return median(std::move(values));
}

/// Length, upper and lower level of the cycles whose first run is `first`, `first` + 2 and so on.
std::array<Course, 3> coursesOf(const GoodSamples& samples, const std::vector<LevelRun>& runs, std::size_t first,
                                const RunContext& context)
{
    std::array<Course, 3> courses;
    courses[0].name = "length of a cycle in s";
    courses[1].name = "upper level in W";
    courses[2].name = "lower level in W";
    for (std::size_t r = first; r + 2 < runs.size() && !context.stopRequested(); r += 2) {
        const double a = levelOf(samples, runs[r]);
        const double b = levelOf(samples, runs[r + 1]);
        courses[0].values.push_back(samples.seconds[runs[r + 2].begin] - samples.seconds[runs[r].begin]);
        courses[1].values.push_back(std::max(a, b));
        courses[2].values.push_back(std::min(a, b));
    }
    const double upper = courses[1].values.empty() ? 0.0 : median(courses[1].values);
    courses[0].leastStep = courses[0].values.empty() ? 0.0 : LeastShare * median(courses[0].values);
    courses[1].leastStep = courses[2].leastStep = LeastShare * upper;
    return courses;
}

double scatterOf(const std::vector<double>& values)
{
    std::vector<double> steps;
    for (std::size_t k = 1; k < values.size(); ++k)
        steps.push_back(std::abs(values[k] - values[k - 1]));
    return 1.4826 / std::sqrt(2.0) * median(std::move(steps));
}

double medianOfRange(const std::vector<double>& values, std::size_t begin, std::size_t end)
{
    return median(
        {values.begin() + static_cast<std::ptrdiff_t>(begin), values.begin() + static_cast<std::ptrdiff_t>(end)});
}

/// The clearest step, before a cycle.
CourseStep stepOf(const std::array<Course, 3>& courses)
{
    CourseStep best;
    double most = 1.0;
    for (const Course& course : courses) {
        const std::vector<double>& v = course.values;
        if (v.size() < 2 * LeastCycles)
            continue;
        const double least = std::max(course.leastStep, LeastDeviations * scatterOf(v));
        for (std::size_t k = LeastCycles; k + LeastCycles <= v.size(); ++k) {
            const double left = medianOfRange(v, k - std::min(k, MostCycles), k);
            const double right = medianOfRange(v, k, std::min(v.size(), k + MostCycles));
            // Among places with the same medians the one where the values themselves jump.
            const double size = (std::abs(right - left) + 0.1 * std::abs(v[k] - v[k - 1])) / least;
            if (std::abs(right - left) > least && size > most) {
                most = size;
                best = {k,
                        fmt::format(" It begins where the {} steps from {:.3g} to {:.3g}.", course.name, left, right)};
            }
        }
    }
    return best;
}

void split(const GoodSamples& samples, RegimeFinding wave, const RunContext& context, std::vector<RegimeFinding>& parts)
{
    std::vector<LevelRun>& runs = wave.wave.runs;
    // Cycles begin with the training step, as epochs do.
    const PhaseKind training = wave.wave.polarity == Polarity::Normal ? PhaseKind::Peak : PhaseKind::Valley;
    const std::size_t first = !runs.empty() && runs.front().kind == training ? 0 : 1;
    const CourseStep step = stepOf(coursesOf(samples, runs, first, context));
    if (step.cycle == 0) {
        parts.push_back(std::move(wave));
        return;
    }
    const auto cut = static_cast<std::ptrdiff_t>(first + 2 * step.cycle);
    RegimeFinding after = wave;
    after.wave.runs.erase(after.wave.runs.begin(), after.wave.runs.begin() + cut);
    runs.erase(runs.begin() + cut, runs.end());
    wave.end = after.begin = after.wave.runs.front().begin;
    wave.wholeAfter = after.wholeBefore = true;
    after.stepReason = step.reason;
    split(samples, std::move(wave), context, parts);
    split(samples, std::move(after), context, parts);
}

double periodOf(const GoodSamples& samples, const std::vector<LevelRun>& runs)
{
    std::vector<double> periods;
    for (std::size_t r = 0; r + 2 < runs.size(); ++r)
        periods.push_back(samples.seconds[runs[r + 2].begin] - samples.seconds[runs[r].begin]);
    return median(std::move(periods));
}

} // namespace

std::vector<RegimeFinding> splitAtSteps(const GoodSamples& samples, RegimeFinding wave, const RunContext& context)
{
    std::vector<RegimeFinding> parts;
    split(samples, std::move(wave), context, parts);
    if (parts.size() > 1) {
        for (RegimeFinding& part : parts) {
            part.wave.periodSeconds = periodOf(samples, part.wave.runs);
            part.wave.reason += part.stepReason;
        }
    }
    return parts;
}

} // namespace wattline
