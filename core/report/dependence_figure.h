// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/partial_dependence.h"
#include "core/report/figure.h"

namespace wattline {

/// The mean prediction along one feature with the band between which 80 % of the rows lie, and behind it the observed
/// values of the rows (at most MostPoints of fit_figures.h, evenly taken). Logarithmic along heavy-tailed features, and
/// upwards where all is positive and the observed values span more than two decades.
Figure dependenceFigure(const PartialDependence& dependence, const RegressionData& rows);

} // namespace wattline
