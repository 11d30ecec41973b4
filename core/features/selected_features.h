// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_table.h"

namespace wattline {

/// The positions, ascending, of the features that a model shall learn from when these are its training rows: those
/// above the threshold by size of Pearson's r or by mutual information, as rankFeatures() selects them. Where none is,
/// the one with the greatest size of r (the first column where none has an r) stands alone, so that there always is
/// one. Needs at least one feature; errors as rankFeatures().
Result<std::vector<std::size_t>> selectedFeatures(const RegressionData& trainRows, const FeatureSettings& settings = {},
                                                  const RunContext& context = {});

} // namespace wattline
