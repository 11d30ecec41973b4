// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/replicate_figure.h"
#include "ui/dialogs/alignment_dialog.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

std::vector<TableColumn<Replicate>> replicateColumns();
std::vector<TableColumn<ReplicatePoint>> meanCurveColumns();

/// Averages ticked recordings point by point and shows mean, spread and drift: as a figure and as tables.
class ReplicatesDialog : public AlignmentDialog {
    Q_OBJECT

public:
    explicit ReplicatesDialog(Session& session, QWidget* parent = nullptr);

private:
    void compute() override;
    void showAverage(const Result<ReplicateAverage>& average);

    RowModel<ReplicatePoint> m_points;
    SortedTable* m_curve;
    RowModel<Replicate> m_replicates;
};

} // namespace wattline::ui
