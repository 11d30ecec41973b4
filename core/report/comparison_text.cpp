// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/report/figures.h"
#include "core/report/number_cells.h"
#include "core/report/tables.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wattline {

namespace {

std::vector<std::string> comparisonRow(const MethodResult& method, const Comparison& comparison)
{
    if (!method.hasFigures()) {
        std::vector<std::string> cells(15, AbsentCell);
        cells.front() = method.title;
        cells.back() = method.failure;
        return cells;
    }
    const std::size_t repeats = method.repeats.size();
    const std::string failure = failureText(method, comparison.repeats);
    const std::optional<DifferenceInterval>& interval = method.differenceInterval;
    return {method.title,
            method.mre ? spreadCell(*method.mre, repeats, 100.0) : AbsentCell,
            spreadCell(method.mse, repeats),
            spreadCell(method.rmse, repeats),
            spreadCell(method.mae, repeats),
            spreadCell(method.r2, repeats),
            numberCell(method.difference, 4),
            interval ? numberCell(interval->low) : AbsentCell,
            interval ? numberCell(interval->high) : AbsentCell,
            numberCell(method.pValue, 3),
            method.id == comparison.baseline ? std::string("baseline") : verdictText(method.verdict),
            numberCell(method.wilcoxonP, 3),
            numberCell(method.seconds.mean, 3),
            numberCell(method.meanSize),
            failure.empty() ? method.settings : failure};
}

std::string splitNote(const Comparison& comparison)
{
    const std::string rule = comparison.fixedTestRows ? "with the given test rows" : ruleText(comparison.split);
    return fmt::format("The same {} for all, {}: {} training, {} validation and {} test rows{}; mean ± sample standard "
                       "deviation over the splits.",
                       comparison.repeats == 1 ? "split" : fmt::format("{} splits", comparison.repeats), rule,
                       comparison.trainRows, comparison.validationRows, comparison.testRows,
                       comparison.split.kind == SplitRule::Kind::Grouped ? " in the first" : "") +
           (comparison.split.kind == SplitRule::Kind::Stratified && !comparison.fixedTestRows
                ? " Rows whose value occurs once are in no validation or test part."
                : "");
}

std::string featureNote(const Comparison& comparison)
{
    std::vector<std::string> names;
    names.reserve(comparison.features.size());
    for (const FeatureUse& use : comparison.features)
        names.push_back(comparison.selection.by == FeatureSelection::By::None
                            ? use.name
                            : fmt::format("{} {}/{}", use.name, use.splits, comparison.repeats));
    return fmt::format("Features, {}: {}.", selectionText(comparison.selection), fmt::join(names, ", "));
}

std::string testNote(const Comparison& comparison)
{
    return fmt::format(
        "Δ MSE is the difference to {}, from and to its interval at 95 % for all methods together (Bonferroni), p "
        "(Holm) by "
        "the corrected resampled t-test; up to {} ({} % of the baseline's MSE) is negligible. Wilcoxon's p "
        "only describes: it takes the splits as independent, and they share rows.",
        comparison.baseline, numberCell(comparison.negligibleMse, 3),
        formatShort(100.0 * comparison.negligibleShare, 3));
}

/// Of a fixed formula: how far its errors can be believed.
std::string seenNote(const MethodResult& formula)
{
    const std::string notFitted = formula.title + " was not fitted on the splits";
    if (!formula.seenShare)
        return notFitted + "; nothing is known of the rows it was made on.";
    if (*formula.seenShare == 0.0)
        return notFitted + ", and was made on none of the rows it is tested on.";
    return fmt::format("{}: {} % of the rows it is tested on are rows it was made on, so its errors are too good.",
                       notFitted, formatShort(100.0 * *formula.seenShare, 2));
}

} // namespace

std::string verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Better:
        return "better";
    case Verdict::Worse:
        return "worse";
    case Verdict::Negligible:
        return "negligible";
    case Verdict::Undecided:
        return "undecided";
    case Verdict::None:
        break;
    }
    return "-";
}

std::vector<std::string> comparisonNotes(const Comparison& comparison)
{
    std::vector<std::string> notes = {splitNote(comparison), featureNote(comparison)};
    if (comparison.tunedRepeats < comparison.repeats)
        notes.push_back(fmt::format("Grids were searched in the training rows of the first {} splits; the later ones "
                                    "use the winner.",
                                    comparison.tunedRepeats));
    if (std::ranges::any_of(comparison.methods, [](const MethodResult& m) { return m.pValue.has_value(); }))
        notes.push_back(testNote(comparison));
    if (!isRankedByRelativeError(comparison))
        notes.emplace_back("MRE is not defined: an observed value is 0. Methods are ranked by MSE.");
    for (const MethodResult& method : comparison.methods) {
        if (method.id == FixedFormulaId && method.hasFigures())
            notes.push_back(seenNote(method));
    }
    return notes;
}

TextTable comparisonTable(const Comparison& comparison)
{
    const std::string unit = axisOfColumn(comparison.target).unit;
    const std::string plain = unit.empty() ? "" : " (" + unit + ")";
    const std::string squared = unit.empty() ? "" : " (" + unit + "²)";
    TextTable text;
    text.header = {"method",
                   "MRE (%)",
                   "MSE" + squared,
                   "RMSE" + plain,
                   "MAE" + plain,
                   "R²",
                   "Δ MSE" + squared,
                   "Δ MSE from" + squared,
                   "Δ MSE to" + squared,
                   "p (Holm)",
                   "verdict",
                   "p (Wilcoxon)",
                   "fit (s)",
                   "size",
                   "settings"};
    for (const MethodResult& method : comparison.methods)
        text.rows.push_back(comparisonRow(method, comparison));
    text.notes = comparisonNotes(comparison);
    return text;
}

} // namespace wattline
