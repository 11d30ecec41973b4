// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/data/split_rule.h"

namespace wattline {

inline constexpr std::size_t FewestTrainRows = 5; ///< that a share of the training rows must come to

/// How many of these rows a share takes: ceil(share x rows).
std::size_t partOf(double share, std::size_t rows);

/// The shares in ascending order, each of which comes to another number of the training rows. Error Data: no share, one
/// out of range, or fewer than FewestTrainRows.
Result<std::vector<double>> checkedShares(std::vector<double> shares, std::size_t trainRows);

/// Those of the shares that come to FewestTrainRows or more.
std::vector<double> sharesOfEnoughRows(std::vector<double> shares, std::size_t trainRows);

/// splitBy() with the training rows in the order in which shares take them: shuffled by the seed; where the split is
/// stratified, so dealt out then that each value has its part of every share within one row. After a stop the order is
/// worthless.
Split learningSplit(const RegressionData& data, const SplitRule& rule, std::uint32_t seed, const RunContext& context);

/// The rows that a share takes: the first ones.
std::vector<std::size_t> firstOf(const std::vector<std::size_t>& rows, double share);

} // namespace wattline
