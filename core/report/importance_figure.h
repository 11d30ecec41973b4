// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/importance_study.h"
#include "core/report/figure.h"

namespace wattline {

/// Bars of the growth of the mean relative error (of the mean squared error where there is none), the most important
/// feature first, with the standard deviation over the shuffles.
Figure importanceFigure(const ImportanceStudy& study);

/// The mean change of the prediction for each feature's step up and down, with its standard deviation over the rows, in
/// the same order.
Figure elasticityFigure(const ImportanceStudy& study);

} // namespace wattline
