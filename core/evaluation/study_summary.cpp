// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/study.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <tuple>

namespace wattline {

namespace {

constexpr double Absent = std::numeric_limits<double>::quiet_NaN();

double errorOf(const Metrics& metrics, bool relative)
{
    return relative ? metrics.mre.value_or(Absent) : metrics.rmse;
}

bool isSameCurve(const StudyPoint& a, const StudyPoint& b)
{
    return a.population == b.population && (a.crossover == b.crossover || std::isnan(a.crossover));
}

bool isRunOf(const StudyRun& run, const StudyPoint& point)
{
    return run.population == point.population && (run.crossover == point.crossover || std::isnan(run.crossover));
}

StudyPoint filled(StudyPoint point, const Study& study)
{
    std::vector<double> validation, test, seconds, lengths;
    point.errors.resize(study.repeats);
    for (const StudyRun& run : study.runs) {
        if (!isRunOf(run, point) || run.repeat >= study.repeats)
            continue;
        const auto measure = std::ranges::find(run.measures, point.generations, &StudyMeasure::generations);
        if (measure == run.measures.end()) {
            point.errors[run.repeat] = Absent;
            validation.push_back(Absent);
            continue;
        }
        point.errors[run.repeat] = errorOf(measure->validation, study.relative);
        validation.push_back(*point.errors[run.repeat]);
        test.push_back(errorOf(measure->test, study.relative));
        seconds.push_back(measure->seconds);
        lengths.push_back(static_cast<double>(measure->length));
    }
    point.validation = spreadOf(validation);
    point.test = spreadOf(test);
    point.seconds = spreadOf(seconds);
    point.meanLength = mean(lengths);
    return point;
}

/// The errors of a point in the rounds that every point has.
std::vector<double> roundErrors(const StudyPoint& point, const std::vector<std::size_t>& rounds)
{
    std::vector<double> errors;
    errors.reserve(rounds.size());
    for (const std::size_t repeat : rounds)
        errors.push_back(*point.errors[repeat]);
    return errors;
}

std::vector<std::size_t> roundsOf(const Study& study)
{
    std::vector<std::size_t> rounds;
    for (std::size_t repeat = 0; repeat < study.repeats; ++repeat) {
        if (std::ranges::all_of(study.points,
                                [repeat](const StudyPoint& point) { return point.errors[repeat].has_value(); }))
            rounds.push_back(repeat);
    }
    return rounds;
}

std::optional<std::size_t> bestOf(const Study& study, const std::vector<std::size_t>& rounds)
{
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < study.points.size() && !rounds.empty(); ++i) {
        const double error = mean(roundErrors(study.points[i], rounds));
        if (error < least) { // never for one that is no number
            least = error;
            best = i;
        }
    }
    return best;
}

/// Whether a point is as good as the best but for one standard error of their difference.
bool isAsGood(const StudyPoint& point, const Study& study, const std::vector<std::size_t>& rounds)
{
    std::vector<double> differences = roundErrors(point, rounds);
    const std::vector<double> least = roundErrors(study.points[*study.best], rounds);
    for (std::size_t i = 0; i < differences.size(); ++i)
        differences[i] -= least[i];
    const Spread spread = spreadOf(differences);
    const double heldToTrain = static_cast<double>(study.validationRows) / static_cast<double>(study.trainRows);
    const double errorOfMean = std::sqrt(1.0 / static_cast<double>(rounds.size()) + heldToTrain);
    return spread.mean <= errorOfMean * std::min(spread.std, spreadOf(least).std);
}

/// Marks the points from which on a curve stays as good as the best. Those of a curve stand by ascending generations.
void markPlateaus(Study& study, const std::vector<std::size_t>& rounds)
{
    bool goesOn = true;
    for (std::size_t i = study.points.size(); i-- > 0;) {
        StudyPoint& point = study.points[i];
        if (i + 1 == study.points.size() || !isSameCurve(point, study.points[i + 1]))
            goesOn = true;
        goesOn = goesOn && isAsGood(point, study, rounds);
        point.onPlateau = goesOn;
        const auto cost = [](const StudyPoint& p) { return std::tuple(p.programs(), p.population, p.validation.mean); };
        if (goesOn && (!study.plateau || cost(point) <= cost(study.points[*study.plateau])))
            study.plateau = i;
    }
}

std::string nameOf(const StudyPoint& point)
{
    std::string name = fmt::format("population {}, {} generations", point.population, point.generations);
    if (!std::isnan(point.crossover))
        name += fmt::format(", crossover {}", point.crossover);
    return name;
}

} // namespace

std::size_t StudyPoint::finishedRepeats() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(errors, [](const std::optional<double>& error) { return error.has_value(); }));
}

void summarise(Study& study, const StudyPlan& plan)
{
    study.points.clear();
    study.best.reset();
    study.plateau.reset();
    study.noPlateau.clear();
    for (const double crossover : plan.crossovers) {
        for (const std::size_t population : plan.populations) {
            for (const std::size_t generations : plan.generations)
                study.points.push_back(
                    filled({.population = population, .crossover = crossover, .generations = generations}, study));
        }
    }
    const std::vector<std::size_t> rounds = roundsOf(study);
    study.rounds = rounds.size();
    study.best = bestOf(study, rounds);
    if (rounds.size() < 2)
        study.noPlateau = "A standard error needs two repeats of every point.";
    else if (!study.best)
        study.noPlateau = "No point has an error that is a number.";
    else
        markPlateaus(study, rounds);
    if (study.noPlateau.empty() && !study.plateau)
        study.noPlateau =
            "No curve stays within one standard error of the best point to its end: more generations made "
            "the validation error worse.";
}

std::vector<std::string> remarksOn(const Study& study)
{
    std::vector<std::string> remarks;
    if (study.tornLine)
        remarks.emplace_back(
            "The last line of the results file had lost its end: it was dropped, and its search is made "
            "again where the grid asks for it.");
    for (const StudyRun& run : study.runs) {
        if (!run.failure.empty())
            remarks.push_back(fmt::format("Population {}, repeat {}: {}", run.population, run.repeat + 1, run.failure));
    }
    if (study.best)
        remarks.push_back(
            fmt::format("Least error: {}, over {} repeats.", nameOf(study.points[*study.best]), study.rounds));
    if (study.plateau)
        remarks.push_back(fmt::format("Plateau from {} on: within one standard error of the least error, with the "
                                      "fewest programs.",
                                      nameOf(study.points[*study.plateau])));
    else
        remarks.push_back("No plateau: " + study.noPlateau);
    if (study.stopped)
        remarks.push_back(fmt::format("Stopped after {} of {} runs; those stand.", study.runs.size(), study.runsAsked));
    return remarks;
}

} // namespace wattline
