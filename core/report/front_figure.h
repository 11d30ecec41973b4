// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/generation_stats.h"
#include "core/report/figure.h"

#include <optional>
#include <string>

namespace wattline {

/// The axis of a search's errors, "Mean absolute error (W)", and an error as that axis counts it: a relative one in %.
FigureAxis errorAxis(ErrorMeasure measure, const std::string& target);
double shownError(double error, ErrorMeasure measure);

/// A formula beside the front, by its length and its error on the training rows.
struct PlacedFormula {
    std::size_t length = 0;
    double trainError = 0.0;
};

/// How a front is drawn.
struct FrontPicture {
    ErrorMeasure measure = ErrorMeasure::MeanAbsolute;
    std::string target; ///< column name
    bool logarithmic = false;
    std::optional<PlacedFormula> chosen; ///< marked where it is known
};

/// Whether errors of a front can only be told apart on a logarithmic axis.
bool needsLogarithm(const Front& front);

/// Length against error, training and validation rows marked apart, the staircase of the training errors, the knee and
/// the chosen formula in rings. Point i of the first two curves is candidate i. Axes end at round numbers, so that they
/// seldom move while a search goes on; an error that a logarithmic axis cannot show is left out. Without candidates the
/// figure has no panel.
Figure frontFigure(const Front& front, const FrontPicture& picture);

/// Widens the axes of a figure of the same front at a later time to hold those of the earlier one, where both are drawn
/// alike: while a search goes on only the points move.
void holdAxes(Figure& figure, const Figure& earlier);

} // namespace wattline
