// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model_studies.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// One feature of a study of importance.
struct ImportanceRow {
    std::shared_ptr<const ImportanceStudy> study;
    std::size_t feature = 0;
};

/// Growth of the errors and shares, and what a step up and down does to the prediction. `unit` is the target's.
std::vector<TableColumn<ImportanceRow>> importanceColumns(const QString& unit = {});
/// The most important feature first.
std::vector<ImportanceRow> importanceRows(const std::shared_ptr<const ImportanceStudy>& study);

/// One pair of groups.
struct TransferPair {
    std::shared_ptr<const Transfer> transfer;
    std::size_t train = 0;
    std::size_t test = 0;

    const std::optional<TransferErrors>& errors() const { return transfer->rows[train].errors[test]; }
    std::size_t repeats() const { return transfer->rows[train].repeats; }
    bool isOwn() const { return train == test; }
};

/// Trained and tested group, rows, rows outside, and the four errors. `unit` is the target's.
std::vector<TableColumn<TransferPair>> transferColumns(const QString& unit = {});
/// Group by group as they were trained on; those that were not trained on are left out.
std::vector<TransferPair> transferPairs(const std::shared_ptr<const Transfer>& transfer);

/// One point of a parameter study.
struct StudyRow {
    std::shared_ptr<const Study> study;
    std::size_t point = 0;

    const StudyPoint& at() const { return study->points[point]; }
};

/// The settings of a point, its errors, time and length, and whether it is the best or on the plateau.
std::vector<TableColumn<StudyRow>> studyColumns(const Study* study);
std::vector<StudyRow> studyRows(const std::shared_ptr<const Study>& study);

} // namespace wattline::ui
