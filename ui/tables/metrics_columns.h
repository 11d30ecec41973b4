// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/metrics.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// The errors of a formula on one part of the split.
struct PartMetrics {
    QString part;
    Eigen::Index rows = 0;
    std::optional<Metrics> metrics; ///< absent until the search has ended
};

/// Columns of the error table: part, rows, relative errors in %, the others in units of the target.
std::vector<TableColumn<PartMetrics>> metricsColumns();

} // namespace wattline::ui
