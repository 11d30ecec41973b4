// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/front_errors.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// Which error the columns of a table show.
enum class ShownError { MeanRelative, MeanAbsolute, RootMeanSquare };

/// One candidate of a front. The test rows are looked at for the chosen one alone: a formula that was chosen by its
/// test error would have none any more.
struct CandidateRow {
    FormulaCandidate candidate;
    QString text; ///< in units of the data set
    CandidateErrors errors;
    std::optional<Metrics> test;
    bool chosen = false;
    bool knee = false;
};

/// Nodes, depth, the wanted error on training, validation and test rows, what the candidate is marked as, its text.
std::vector<TableColumn<CandidateRow>> candidateColumns(ShownError error);

} // namespace wattline::ui
