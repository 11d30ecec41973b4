// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/study_table.h"

#include "core/report/figures.h"
#include "core/report/number_cells.h"

namespace wattline {

namespace {

/// "MRE (%)" or "RMSE (W)" behind a word.
std::string errorHeader(const char* rows, const Study& study)
{
    if (study.relative)
        return std::string(rows) + " MRE (%)";
    return withUnit(std::string(rows) + " RMSE", axisOfColumn(study.target).unit);
}

std::string markOf(const Study& study, std::size_t point)
{
    std::string mark = study.plateau == point ? "plateau begins" : study.points[point].onPlateau ? "on plateau" : "";
    if (study.best == point)
        mark += mark.empty() ? "best" : ", best";
    return mark;
}

} // namespace

TextTable studyTable(const Study& study)
{
    const double factor = study.relative ? 100.0 : 1.0;
    const bool isStrict = study.mode == SearchMode::Strict;
    TextTable table{{"population", "generations", errorHeader("validation", study), errorHeader("test", study),
                     "time (s)", "nodes", "repeats", "mark"},
                    {}};
    for (std::size_t i = 0; i < study.points.size(); ++i) {
        const StudyPoint& point = study.points[i];
        const std::size_t finished = point.finishedRepeats();
        table.rows.push_back({std::to_string(point.population), std::to_string(point.generations),
                              spreadCell(point.validation, finished, factor), spreadCell(point.test, finished, factor),
                              spreadCell(point.seconds, finished), numberCell(point.meanLength),
                              std::to_string(finished), markOf(study, i)});
        if (isStrict)
            table.rows.back().insert(table.rows.back().begin(), numberCell(point.crossover));
    }
    if (isStrict)
        table.header.insert(table.header.begin(), "crossover");
    return table;
}

} // namespace wattline
