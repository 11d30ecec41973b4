// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"
#include "core/report/figure.h"

#include <optional>

namespace wattline {

/// Which of the errors on the test rows is drawn.
enum class ComparedError { MeanRelative, MeanSquared, RootMeanSquared, MeanAbsolute };

/// Whether what one repeat gave is joined from method to method.
enum class JoinRepeats { No, Yes };

/// The error that ranking() goes by.
ComparedError rankedError(const Comparison& comparison);

/// For each method its error on the test rows of each repeat: points side by side, and from three repeats on a box from
/// the lower to the upper quartile with the median, and whiskers to the farthest points within 1.5 times its height
/// (Tukey). A method without figures keeps its place. Logarithmic where the errors span more than two decades. Without
/// points where no method has that error. At most 100 repeats are joined.
Figure errorStripFigure(const Comparison& comparison, ComparedError error, JoinRepeats join = JoinRepeats::No);

/// Predicted against observed on the test rows of every repeat of one method, with the diagonal and the band of 10 %
/// around it; the legend says what share of the predictions lies in the band. Of more than MostPoints (fit_figures.h)
/// that many are drawn, evenly taken. Logarithmic where all are positive and the observed ones span two decades.
Figure predictedObservedFigure(const Comparison& comparison, std::size_t method);

/// Observed less predicted on the test rows of one method, against the prediction or against a feature (a column of
/// `data`, which holds the rows of the comparison), drawn likewise, with a line at zero and the running median: the
/// median of neighbours, at least a twentieth of the points and no two of equal x apart.
Figure methodResidualFigure(const Comparison& comparison, std::size_t method, const RegressionData& data,
                            std::optional<std::size_t> feature);

} // namespace wattline
