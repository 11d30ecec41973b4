// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/models/model.h"

namespace wattline {

/// The model's predictions, asked for block by block, so that a stop is answered soon whatever the number of rows; rows
/// of no more than one block are not copied for that. The values may be anything. Error Canceled alone.
Result<Eigen::VectorXd> predictInBlocks(const Model& model, const RegressionData& rows, const RunContext& context);

/// The same where one feature has other values than in the rows.
Result<Eigen::VectorXd> predictWith(const Model& model, const RegressionData& rows, Eigen::Index feature,
                                    const Eigen::VectorXd& values, const RunContext& context);

/// predictInBlocks() for those who need numbers. Error Numeric where one is not finite, naming its row; Error Canceled.
Result<Eigen::VectorXd> finitePredictions(const Model& model, const RegressionData& rows,
                                          const RunContext& context = {});

} // namespace wattline
