// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/expression/expression.h"

#include <stop_token>
#include <vector>

namespace wattline {

/// Formulas to begin a search with, found by linear algebra: products of powers c x^p y^q ... by least squares of
/// logarithms, features entering one after another as they help most (features and target above 0 only); and sums of
/// monomials x^p, x^p y^q and logarithms, selected forward by weighted least squares. Every prefix of both sequences is
/// offered. Of very many features the sums take the 200 that correlate most with the target. `weights` are those of the
/// residuals, one a row.
std::vector<Expression> powerLaws(const RegressionData& data, const std::vector<double>& weights,
                                  const std::stop_token& stop = {});

} // namespace wattline
