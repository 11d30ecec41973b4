// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/effect_table.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// One line of the table of levels.
struct LevelRow {
    EffectLevel level;
    std::size_t place = 0; ///< among the levels
    std::size_t matchedRows = 0;
    double matchedMean = 0.0;
};

/// Level, rows, each outcome as mean ± standard deviation, and the mean among matched rows with their number.
std::vector<TableColumn<LevelRow>> levelColumns(const EffectTable& table);
std::vector<LevelRow> levelRows(const EffectTable& table);

/// One line of the table of effect sizes: the factor itself, then the others.
struct SizeRow {
    std::string column;
    EffectSize size;
    bool isFactor = false;
};

std::vector<TableColumn<SizeRow>> sizeColumns();
std::vector<SizeRow> sizeRows(const EffectTable& table);

} // namespace wattline::ui
