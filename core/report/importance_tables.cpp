// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importance_tables.h"

#include "core/report/figures.h"
#include "core/report/number_cells.h"

namespace wattline {

namespace {

std::vector<std::string> elasticityRow(const std::string& feature, const FeatureElasticity& elasticity, bool isUp)
{
    const ElasticStep& step = isUp ? elasticity.up : elasticity.down;
    const std::string how = elasticity.stepped ? (isUp ? "to the next value" : "to the value before") : "by a tenth";
    return {feature,
            isUp ? "up" : "down",
            how,
            numberCell(100.0 * step.step, 3),
            spreadCell(step.change, step.rows, 100.0),
            std::to_string(step.rows),
            std::to_string(step.outside),
            std::to_string(step.skipped + step.undefined)};
}

} // namespace

TextTable importanceTable(const ImportanceStudy& study)
{
    TextTable table{{"feature", "MRE growth (percentage points)", "share of MRE (%)",
                     withUnit("MSE growth", axisOfColumn(study.target).unit, "²"), "share of MSE (%)"},
                    {}};
    const std::size_t shuffles = study.shuffles * study.splits.size();
    for (const std::size_t feature : study.ranking()) {
        const FeatureImportance& importance = study.importances[feature];
        table.rows.push_back({study.featureNames[feature],
                              importance.mre ? spreadCell(*importance.mre, shuffles, 100.0) : AbsentCell,
                              importance.mreShare ? numberCell(100.0 * *importance.mreShare, 3) : AbsentCell,
                              spreadCell(importance.mse, shuffles), numberCell(100.0 * importance.mseShare, 3)});
    }
    return table;
}

TextTable elasticityTable(const ImportanceStudy& study)
{
    TextTable table{{"feature", "step", "how", "feature changes (%)", "prediction changes (%)", "rows",
                     "outside training", "left out"},
                    {}};
    for (const std::size_t feature : study.ranking()) {
        for (const bool isUp : {true, false})
            table.rows.push_back(elasticityRow(study.featureNames[feature], study.elasticity(feature), isUp));
    }
    return table;
}

} // namespace wattline
