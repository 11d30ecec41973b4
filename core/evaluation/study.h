// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/evaluation/metrics.h"
#include "core/evolution/search.h"

#include <filesystem>
#include <optional>

namespace wattline {

/// A grid of search settings and how often each of its points is searched.
struct StudyPlan {
    SearchSettings base; ///< mode, seed, and all that the grid does not set
    std::vector<std::size_t> populations = {500, 1000, 2000};
    std::vector<std::size_t> generations = {10, 20, 30};
    std::vector<double> crossovers = {0.6, 0.7, 0.8}; ///< strict mode; modern mode has no such choice and ignores them
    std::size_t repeats = 3; ///< searches of each point: repeat i splits the rows and searches with seed + i
};

/// A search after so many generations.
struct StudyMeasure {
    std::size_t generations = 0;
    Metrics validation, test;
    std::size_t length = 0; ///< nodes of its formula
    double seconds = 0.0;   ///< searched until then
};

/// One search. A run of G generations is the run of fewer generations on its way: nothing that a generation does
/// depends on how many are to follow, so each number of generations of the plan is measured in passing, exactly as if
/// the search had been started for it. (A run that meets its stopping error earlier stays there.)
struct StudyRun {
    std::size_t population = 0;
    double crossover = 0.0; ///< NaN in modern mode
    std::size_t repeat = 0;
    std::vector<StudyMeasure> measures; ///< by ascending generations; empty where it failed
    std::string failure;
};

/// One point of the grid over its repeats.
struct StudyPoint {
    std::size_t population = 0;
    double crossover = 0.0; ///< NaN in modern mode
    std::size_t generations = 0;
    std::vector<std::optional<double>> errors; ///< on the validation rows, by repeat; absent until it has finished, NaN
                                               ///< where it failed
    Spread validation;                         ///< of those that there are; NaN where one failed or there is none
    Spread test;                               ///< the same error on the test rows
    Spread seconds;
    double meanLength = 0.0;
    /// Whether this and every point of the same population and crossover with more generations is as good as the best
    /// point but for one standard error.
    bool onPlateau = false;

    /// Over how many searches its means are.
    std::size_t finishedRepeats() const;
    /// Programs that it looks at: population x generations.
    std::size_t programs() const { return population * generations; }
};

/// What a study found. Its error is the mean relative error on the validation rows, or the root mean squared error
/// where a target is 0; test rows decide nothing.
struct Study {
    std::string target;
    SearchMode mode = SearchMode::Strict;
    std::size_t repeats = 0;
    bool relative = true; ///< which of the two errors
    std::size_t trainRows = 0, validationRows = 0, testRows = 0;
    std::vector<StudyRun> runs; ///< finished, in the order of the plan
    std::size_t resumed = 0;    ///< of these, how many the results file had
    bool tornLine = false;      ///< the results file's last line had lost its end and was dropped
    std::size_t runsAsked = 0;
    std::vector<StudyPoint> points;  ///< by crossover, then population, then generations
    std::size_t rounds = 0;          ///< repeats that every point has; best and plateau speak of these
    std::optional<std::size_t> best; ///< the point of least mean error
    /// The point on the plateau that looks at the fewest programs; of equal ones that of the smallest population.
    std::optional<std::size_t> plateau;
    std::string noPlateau; ///< why there is none
    bool stopped = false;  ///< ended early; finished runs stand
};

/// Error Data where the plan cannot be run on the rows, saying why: an empty list, a value out of range or named twice,
/// settings that no search takes, fewer than 10 rows.
Result<void> checkPlan(const RegressionData& data, const StudyPlan& plan);

/// The settings of one run. Strict mode: crossover as given; the other operators and reproduction share the rest in the
/// paper's proportions (.1 : .05 : .1 : .05), so that .7 gives the paper's own.
SearchSettings settingsOf(const StudyPlan& plan, std::size_t population, double crossover, std::size_t repeat);

/// Runs the plan, run by run and repeat after repeat, each on all threads, and tells onResult (may be empty) of each on
/// the calling thread. With a results file (empty: none) every finished run is written to it at once, and runs that it
/// already holds are taken from it. A stop answers within 0.2 s and returns the finished runs; Error Canceled before
/// the first. Errors of checkPlan() and of openStudyFile().
Result<Study> runStudy(const RegressionData& data, const StudyPlan& plan, const std::filesystem::path& results = {},
                       const std::function<void(const Study&)>& onResult = {}, const RunContext& context = {});

/// Computes the points, the best one and the plateau from the runs. A point is as good as the best but for one standard
/// error where the mean of its differences to the best, repeat by repeat on the same splits, exceeds neither the
/// standard error of that mean nor that of the best's own mean (else a point could pass by being noisy), both corrected
/// for splits that share rows (Nadeau and Bengio 2003: variance factor 1/J + held/train). The rule of one standard
/// error is Breiman's (1984).
void summarise(Study& study, const StudyPlan& plan);

/// Sentences that a reader of the study must know.
std::vector<std::string> remarksOn(const Study& study);

} // namespace wattline
