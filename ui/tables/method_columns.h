// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/comparison.h"
#include "ui/tables/row_model.h"

#include <memory>

namespace wattline::ui {

/// One line of the comparison table.
struct MethodRow {
    std::shared_ptr<const Comparison> comparison;
    std::size_t method = 0;

    const MethodResult& result() const { return comparison->methods[method]; }
    bool isBaseline() const { return result().id == comparison->baseline; }
};

/// Columns of the comparison table: errors as mean ± standard deviation over the repeats, the difference to the
/// baseline with its tests, time, size and settings. `unit` is the target's. A method that failed says why in the last
/// column.
std::vector<TableColumn<MethodRow>> methodColumns(const QString& unit = {});

std::vector<MethodRow> methodRows(const std::shared_ptr<const Comparison>& comparison);

} // namespace wattline::ui
