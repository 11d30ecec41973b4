// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_table.h"

namespace wattline {

/// Intervals of confidence 95 %, one element a column; nothing where the score does not exist.
struct ScoreIntervals {
    std::vector<std::optional<ScoreInterval>> pearson;
    std::vector<std::optional<ScoreInterval>> information;
};

/// How far chance in the choice of rows moves the scores, by settings.resamples (at least 2) draws of rows.
///
/// Pearson's r: the percentile bootstrap of pairs (Efron 1979): the 2.5 % and the 97.5 % quantile over draws of n rows
/// with replacement.
///
/// Mutual information: draws with replacement hold a row several times, which are its own nearest neighbours at
/// distance 0 and tear the estimate up, so half of the rows are drawn without replacement (Politis and Romano 1994).
/// The deviations of such halves from their mean have the variance of the estimate from n rows. The interval is the
/// estimate minus the 97.5 % and the 2.5 % quantile of them, not below 0: it speaks of the spread of the estimator, not
/// of its bias. `information` is the estimate from all rows.
///
/// The same for any number of threads. Takes resamples x n log n steps a column. Error Data where half of the rows are
/// not more than the neighbours; Error Canceled.
Result<ScoreIntervals> scoreIntervals(const RegressionData& data, const std::vector<bool>& discrete,
                                      const std::vector<double>& information, const FeatureSettings& settings,
                                      const RunContext& context = {});

} // namespace wattline
