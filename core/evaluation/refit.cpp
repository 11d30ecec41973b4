// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/refit.h"

#include "core/evolution/coefficients.h"
#include "core/expression/derivatives.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <cmath>

namespace wattline {

Result<Expression> refitted(const Expression& formula, const RegressionData& rows, const RunContext& context)
{
    constexpr std::size_t Steps = 200; // it ends long before, where nothing more is to be gained
    const auto isConstant = [](const Node& node) { return node.op == Op::Constant; };
    if (std::none_of(formula.nodes.begin(), formula.nodes.end(), isConstant))
        return Error{ErrorKind::Data, "The formula has no constants to fit."};
    if (!evaluate(formula, rows.features).allFinite())
        return Error{ErrorKind::Numeric, "The formula has no finite value on some of the training rows."};
    const bool relative = (rows.target.array() != 0.0).all();
    const Result<FitRows> fitRows = fitRowsOf(rows, relative ? ErrorMeasure::MeanRelative : ErrorMeasure::MeanAbsolute);
    if (!fitRows)
        return fitRows.error();
    Expression fitted = formula;
    fitCoefficients(fitted, *fitRows, Steps, context.stop);
    if (context.stopRequested())
        return canceledError();
    if (fitted == formula && !std::isfinite(coefficientDerivatives(formula, rows.features).squaredNorm()))
        return Error{ErrorKind::Numeric, "The constants cannot be fitted: on some of the training rows the formula's "
                                         "slope by one of them is not finite, as that of a root is at 0."};
    if (fitted == formula)
        return Error{ErrorKind::Numeric, "The constants fit the training rows as well as they can already."};
    return fitted;
}

} // namespace wattline
