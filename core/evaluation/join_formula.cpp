// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/join_formula.h"

#include "core/evaluation/comparison_table.h"
#include "core/evaluation/repeat_fits.h"

#include <algorithm>
#include <unordered_set>

namespace wattline {

namespace {

/// The rows of each repeat's test, as positions in the data.
std::vector<std::vector<std::size_t>> testRowsOf(const Comparison& comparison, const RegressionData& data,
                                                 const MethodResult& complete)
{
    std::vector<std::vector<std::size_t>> rows(comparison.repeats);
    for (const TestPrediction& prediction : complete.predictions)
        rows[prediction.repeat].push_back(prediction.datasetRow);
    for (std::vector<std::size_t>& repeat : rows)
        repeat = positionsOf(data, repeat);
    return rows;
}

} // namespace

Comparison withoutFormula(const Comparison& comparison)
{
    Comparison table = comparison;
    std::erase_if(table.methods, [](const MethodResult& method) { return method.id == FixedFormulaId; });
    summarise(table);
    return table;
}

Result<Comparison> withFormula(const Comparison& comparison, const RegressionData& data, const FixedFormula& formula)
{
    const Result<Method> method = fixedFormulaMethod(formula, data);
    if (!method)
        return method.error();
    Comparison table = withoutFormula(comparison);
    const auto complete = std::ranges::find_if(table.methods, &MethodResult::isComplete);
    if (complete == table.methods.end())
        return Error{ErrorKind::Data, "No method has figures for every repeat, so that the rows of the tests are not "
                                      "known; train the methods again with the formula among them."};
    MethodResult line{.id = method->id, .title = method->title};
    const RegressionData none;
    std::size_t repeat = 0;
    for (const std::vector<std::size_t>& rows : testRowsOf(table, data, *complete)) {
        const RepeatRows drawn{repeat++, none, none, selectRows(data, rows), 0};
        const Result<RepeatFit> fit = fitRepeat(drawn, method->candidates.front(), {});
        take(line, fit);
    }
    countSeen(line, {formula.seenRows.begin(), formula.seenRows.end()});
    table.methods.push_back(std::move(line));
    summarise(table);
    return table;
}

} // namespace wattline
