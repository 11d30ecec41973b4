// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/formula_fit.h"
#include "core/report/figure.h"

#include <functional>
#include <optional>
#include <string>

namespace wattline {

/// What a row of the data set is called beside its point: the run, or its number.
using RowName = std::function<std::string(std::size_t datasetRow)>;

/// Predicted against observed with the line of equality: a cloud for each part that has rows, its count and errors in
/// the legend; rows outside the training box in rings; those out of line with their names. Logarithmic where all values
/// are positive and span more than two decades. A cloud of more than MostPoints is drawn by that many of its rows,
/// evenly taken, and says so; those out of line are always drawn. Where the fit has intervals the rows of judge() bear
/// them as error bars, up to MostBars of them, and the legend says how many observations lie inside.
Figure fitFigure(const FormulaFit& fit, const RowName& nameOf);

/// Observed less predicted against the prediction, or against a feature (a column of the rows), drawn likewise.
Figure residualFigure(const FormulaFit& fit, std::optional<std::size_t> feature, const RowName& nameOf);

inline constexpr std::size_t MostPoints = 5000;
inline constexpr std::size_t MostBars = 200;

} // namespace wattline
