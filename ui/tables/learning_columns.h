// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/learning_curve.h"
#include "ui/tables/row_model.h"

#include <memory>

namespace wattline::ui {

/// One point of a learning curve.
struct LearningRow {
    std::shared_ptr<const LearningCurve> curve;
    std::size_t method = 0;
    std::size_t point = 0;

    const LearningLine& line() const { return curve->methods[method]; }
    const LearningPoint& figures() const { return line().points[point]; }
};

/// Columns of the numbers behind a learning curve: errors as mean ± standard deviation over the repeats. A point
/// without figures shows why in the last column.
std::vector<TableColumn<LearningRow>> learningColumns(const QString& unit);

std::vector<LearningRow> learningRowsOf(const std::shared_ptr<const LearningCurve>& curve);

} // namespace wattline::ui
