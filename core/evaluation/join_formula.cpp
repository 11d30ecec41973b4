// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/join_formula.h"

#include "core/evaluation/comparison_table.h"
#include "core/evaluation/repeat_fits.h"

#include <algorithm>
#include <unordered_set>

namespace wattline {

namespace {

/// The rows of each repeat's test, by their numbers in the data set.
std::vector<std::vector<std::size_t>> testRowsOf(const Comparison& comparison, const MethodResult& complete)
{
    std::vector<std::vector<std::size_t>> rows(comparison.repeats);
    for (const TestPrediction& prediction : complete.predictions)
        rows[prediction.repeat].push_back(prediction.datasetRow);
    return rows;
}

/// The line of a method that needs no fit, on these test rows. Error Canceled.
Result<MethodResult> lineOf(const Method& method, const RegressionData& data,
                            const std::vector<std::vector<std::size_t>>& testRows, const RunContext& context)
{
    MethodResult line{.id = method.id, .title = method.title};
    const RegressionData none;
    for (std::size_t repeat = 0; repeat < testRows.size(); ++repeat) {
        context.report(static_cast<double>(repeat) / static_cast<double>(testRows.size()), "Testing the formula");
        const RepeatRows drawn{repeat, none, none, selectRows(data, positionsOf(data, testRows[repeat])), 0};
        const Result<RepeatFit> fit = fitRepeat(drawn, method.candidates.front(), context);
        if (context.stopRequested())
            return canceledError();
        take(line, fit);
    }
    return line;
}

/// Not summarised.
Comparison withoutLine(const Comparison& comparison)
{
    Comparison table = comparison;
    std::erase_if(table.methods, [](const MethodResult& method) { return method.id == FixedFormulaId; });
    return table;
}

} // namespace

Result<Comparison> withoutFormula(const Comparison& comparison, const RunContext& context)
{
    Comparison table = withoutLine(comparison);
    if (context.stopRequested())
        return canceledError();
    summarise(table);
    return table;
}

Result<Comparison> withFormula(const Comparison& comparison, const RegressionData& data, const FixedFormula& formula,
                               const RunContext& context)
{
    const Result<Method> method = fixedFormulaMethod(formula, data);
    if (!method)
        return method.error();
    const auto complete = std::ranges::find_if(
        comparison.methods, [](const MethodResult& line) { return line.isComplete() && line.id != FixedFormulaId; });
    if (complete == comparison.methods.end())
        return Error{ErrorKind::Data, "No method has figures for every repeat, so that the rows of the tests are not "
                                      "known; train the methods again with the formula among them."};
    Result<MethodResult> line = lineOf(*method, data, testRowsOf(comparison, *complete), context);
    if (!line)
        return line.error();
    countSeen(*line, {formula.seenRows.begin(), formula.seenRows.end()});
    Comparison table = withoutLine(comparison);
    if (context.stopRequested())
        return canceledError();
    table.methods.push_back(*std::move(line));
    summarise(table);
    return table;
}

} // namespace wattline
