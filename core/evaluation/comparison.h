// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/data/split_rule.h"
#include "core/evaluation/fixed_formula.h"
#include "core/evaluation/metrics.h"
#include "core/evaluation/resampled_test.h"
#include "core/evaluation/split_features.h"
#include "core/models/model.h"

#include <limits>

namespace wattline {

struct ComparisonSettings {
    std::vector<std::string> methods; ///< ids; empty: all
    std::size_t repeats = 20;
    std::uint32_t seed = 42; ///< repeat i splits with seed + i and fits with streams of it
    Effort effort = Effort::Quick;
    std::size_t tunedRepeats = 3; ///< grids are searched in the first splits; the winner is reused after
    std::size_t folds = 5;
    std::string baseline = "linear";                ///< named beforehand: the others are tested against it
    std::vector<std::vector<std::size_t>> testRows; ///< fixed test sets instead of drawn ones; one repeat each
    SplitRule split;                                ///< of the splits and of the folds in their training rows
    FeatureSelection selection;                     ///< what the methods learn from in each split
    double negligibleShare = 0.01;       ///< differences up to this share of the baseline's MSE do not matter
    std::optional<FixedFormula> formula; ///< joins the table as the method FixedFormulaId

    static constexpr std::size_t TuneEverySplit = std::numeric_limits<std::size_t>::max(); ///< as tunedRepeats
};

/// One method on one split.
struct RepeatResult {
    std::size_t repeat = 0; ///< which split, from 0
    Metrics metrics;        ///< on the test rows
    double seconds = 0.0;   ///< fitting, tuning left out
    std::size_t size = 0;
    std::string settings; ///< the candidate used
};

/// A prediction on a test row, for the plots.
struct TestPrediction {
    std::size_t repeat = 0;
    std::size_t datasetRow = 0;
    double observed = 0.0;
    double predicted = 0.0;
};

/// One line of the comparison table.
struct MethodResult {
    std::string id;
    std::string title;
    std::string failure;           ///< why it failed, where it first did; empty where it never did
    std::size_t failedRepeats = 0; ///< how many repeats it failed in; its figures are those of the others
    std::vector<RepeatResult> repeats;
    Spread mse, rmse, mae, r2;
    std::optional<Spread> mre;
    Spread seconds;
    double tuningSeconds = 0.0;
    double meanSize = 0.0;
    std::string settings;    ///< the candidate used most often
    std::string description; ///< of the first repeat's model
    /// Corrected resampled t-test (Nadeau and Bengio 2003) of the differences of MSE to the baseline, Holm over
    /// methods. These and the verdict are absent for the baseline itself, with fewer than 2 repeats, and where it or
    /// the baseline failed in any repeat: the repeats left would be no fair choice.
    std::optional<double> difference; ///< mean of (this MSE - baseline MSE)
    std::optional<double> pValue;
    /// Of the difference, by the same variance, at 95 % for all methods together (Bonferroni).
    std::optional<DifferenceInterval> differenceInterval;
    Verdict verdict = Verdict::None;
    std::optional<double> wilcoxonP; ///< of the same differences, uncorrected: description, the splits share rows
    /// Of its test predictions, on rows that a fixed formula was made on; absent where nothing is known of those.
    std::optional<double> seenShare;
    std::vector<TestPrediction> predictions;

    bool hasFigures() const { return !repeats.empty(); }
    bool isComplete() const { return hasFigures() && failedRepeats == 0; }
};

struct Comparison {
    std::string target;
    std::string baseline;
    std::size_t repeats = 0;                                     ///< finished
    std::size_t trainRows = 0, validationRows = 0, testRows = 0; ///< of the first split
    double testToTrain = 0.0;                                    ///< test rows over training rows, mean of the splits
    std::vector<MethodResult> methods;
    SplitRule split;
    bool fixedTestRows = false;
    FeatureSelection selection;
    std::vector<FeatureUse> features; ///< how often each was taken, in their order
    std::size_t tunedRepeats = 0;     ///< finished repeats whose grids were searched
    double negligibleShare = 0.0;
    std::optional<double> negligibleMse; ///< the band: that share of the baseline's mean MSE
    bool stopped = false;                ///< ended early; finished repeats stand
};

/// Fits every method on the same splits. A method that fails says why and keeps its line; one that does not suit the
/// data (Error Data in the first repeat) is not tried again, others are in every repeat. onResult (may be empty) gets
/// the table after each finished repeat, on the calling thread. A stop answers within 0.2 s and returns the finished
/// repeats (Error Canceled before the first). Error Data: an unknown method or baseline, too few rows, a split rule
/// that these groups do not allow. The baseline is always compared, named among the methods or not. In the first
/// tunedRepeats splits each grid is searched and its winner fitted; later splits use the candidate of least error over
/// those searches.
Result<Comparison> compareMethods(const RegressionData& data, const ComparisonSettings& settings = {},
                                  const std::function<void(const Comparison&)>& onResult = {},
                                  const RunContext& context = {});

/// The same over methods of one's own instead of allMethods(); settings.effort then says nothing.
Result<Comparison> compareMethods(const std::vector<Method>& methods, const RegressionData& data,
                                  const ComparisonSettings& settings,
                                  const std::function<void(const Comparison&)>& onResult = {},
                                  const RunContext& context = {});

/// "Failed in 2 of 20 repeats: why", or why where it failed in all; empty where it never failed.
std::string failureText(const MethodResult& method, std::size_t repeats);

/// Whether methods are told apart by the mean relative error: where every method that has figures has one; else by the
/// mean squared error.
bool isRankedByRelativeError(const Comparison& comparison);

/// Positions of the methods from the best to the worst by that error; after them those that failed in some repeats, and
/// those without figures last.
std::vector<std::size_t> ranking(const Comparison& comparison);

} // namespace wattline
