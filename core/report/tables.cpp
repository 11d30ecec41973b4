// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/tables.h"

#include "core/report/number_cells.h"

namespace wattline {

namespace {

std::string yesOrNo(bool yes)
{
    return yes ? "yes" : "no";
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

} // namespace wattline
