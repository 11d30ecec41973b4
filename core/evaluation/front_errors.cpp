// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/front_errors.h"

#include "core/base/parallel.h"
#include "core/expression/evaluate.h"

namespace wattline {

std::optional<Metrics> errorsOn(const RegressionData& rows, const Expression& formula)
{
    if (rows.rows() == 0)
        return std::nullopt;
    const Metrics errors = metricsOf(rows.target, evaluate(formula, rows.features));
    return isFinite(errors) ? std::optional(errors) : std::nullopt;
}

Result<std::vector<CandidateErrors>> errorsOf(const Front& front, const RegressionData& train,
                                              const RegressionData& validation, const RunContext& context)
{
    std::vector<CandidateErrors> errors(front.size());
    const bool done = parallelFor(front.size(), context, [&](std::size_t i) {
        errors[i] = {errorsOn(train, front[i].rawFormula), errorsOn(validation, front[i].rawFormula)};
    });
    if (!done)
        return canceledError();
    return errors;
}

} // namespace wattline
