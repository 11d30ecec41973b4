// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/evaluation/metrics.h"
#include "core/evolution/generation_stats.h"

#include <optional>
#include <vector>

namespace wattline {

/// The errors of a formula in units of the data set; nothing without rows, or where a figure is not finite.
std::optional<Metrics> errorsOn(const RegressionData& rows, const Expression& formula);

/// All errors of a candidate on the rows that it may be chosen by.
struct CandidateErrors {
    std::optional<Metrics> train;
    std::optional<Metrics> validation;
};

/// The errors of each candidate. Error Canceled alone.
Result<std::vector<CandidateErrors>> errorsOf(const Front& front, const RegressionData& train,
                                              const RegressionData& validation, const RunContext& context = {});

} // namespace wattline
