// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/data/split.h"
#include "core/evaluation/metrics.h"
#include "core/models/model.h"

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
};

/// One method on one split.
struct RepeatResult {
    Metrics metrics;      ///< on the test rows
    double seconds = 0.0; ///< fitting, tuning left out
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
    std::string failure; ///< why it has no figures; empty where it has
    std::vector<RepeatResult> repeats;
    Spread mse, rmse, mae, r2;
    std::optional<Spread> mre;
    Spread seconds;
    double tuningSeconds = 0.0;
    double meanSize = 0.0;
    std::string settings;    ///< the candidate used most often
    std::string description; ///< of the first repeat's model
    /// Corrected resampled t-test (Nadeau and Bengio 2003) of the differences of MSE to the baseline, Holm over
    /// methods; absent for the baseline itself and with fewer than 2 repeats.
    std::optional<double> difference; ///< mean of (this MSE - baseline MSE)
    std::optional<double> pValue;
    std::vector<TestPrediction> predictions;
};

struct Comparison {
    std::string target;
    std::string baseline;
    std::size_t repeats = 0; ///< finished
    std::size_t trainRows = 0, validationRows = 0, testRows = 0;
    std::vector<MethodResult> methods;
    bool stopped = false; ///< ended early; finished repeats stand
};

/// Fits every method on the same splits. A method that fails says why and keeps its line. onResult (may be empty) gets
/// the table after each finished repeat, on the calling thread. A stop answers within 0.2 s and returns the finished
/// repeats (Error Canceled before the first). Error Data: an unknown method or baseline, too few rows. The baseline is
/// always compared, named among the methods or not. In the first tunedRepeats splits each grid is searched and its
/// winner fitted; later splits use the candidate of least error over those searches.
Result<Comparison> compareMethods(const RegressionData& data, const ComparisonSettings& settings = {},
                                  const std::function<void(const Comparison&)>& onResult = {},
                                  const RunContext& context = {});

/// The same over methods of one's own instead of allMethods(); settings.effort then says nothing.
Result<Comparison> compareMethods(const std::vector<Method>& methods, const RegressionData& data,
                                  const ComparisonSettings& settings,
                                  const std::function<void(const Comparison&)>& onResult = {},
                                  const RunContext& context = {});

/// Positions of the methods from the best to the worst: by the mean relative error where all have one, else by the mean
/// squared error; those without figures last.
std::vector<std::size_t> ranking(const Comparison& comparison);

} // namespace wattline
