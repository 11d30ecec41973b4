// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/tables.h"

#include "core/report/number_cells.h"

namespace wattline {

namespace {

std::string yesOrNo(bool yes)
{
    return yes ? "yes" : "no";
}

std::vector<std::string> comparisonRow(const MethodResult& method)
{
    if (!method.failure.empty() && method.repeats.empty())
        return {method.title, "-", "-", "-", "-", "-", "-", "-", "-", "-", method.failure};
    return {method.title,
            method.mre ? spreadCell(*method.mre, 100.0) : std::string("-"),
            spreadCell(method.mse),
            spreadCell(method.rmse),
            spreadCell(method.mae),
            spreadCell(method.r2),
            method.difference ? numberCell(*method.difference) : std::string("-"),
            method.pValue ? numberCell(*method.pValue, 3) : std::string("-"),
            numberCell(method.seconds.mean, 3),
            numberCell(method.meanSize),
            method.failure.empty() ? method.settings : method.failure};
}

} // namespace

TextTable featureTable(const FeatureTable& table)
{
    TextTable text;
    text.header = {"feature", "r", "p", "MI (nats)", "MI of log1p", "values", "heavy tail", "selected", "reason"};
    for (const FeatureScore& score : table.features)
        text.rows.push_back({score.name, numberCell(score.pearsonR), numberCell(score.pearsonP, 3),
                             numberCell(score.miNats), numberCell(score.miLogNats),
                             score.discrete ? "discrete" : "continuous", yesOrNo(score.heavyTailed),
                             yesOrNo(score.selected), score.reason});
    return text;
}

TextTable comparisonTable(const Comparison& comparison)
{
    TextTable text;
    text.header = {"method",         "MRE (%)", "MSE",     "RMSE", "MAE",     "R2",
                   "MSE - baseline", "p",       "fit (s)", "size", "settings"};
    for (const MethodResult& method : comparison.methods)
        text.rows.push_back(comparisonRow(method));
    return text;
}

} // namespace wattline
