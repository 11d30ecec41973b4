// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/build_dataset.h"
#include "core/evaluation/formula_fit.h"
#include "core/evaluation/partial_dependence.h"
#include "ui/tables/row_model.h"

#include <memory>

namespace wattline::ui {

/// What a row of the data set is called: its run, with "+ 2" where two more were averaged with it, or "Row 12".
QString rowName(const BuiltDataset* built, std::size_t datasetRow);

/// One row that a formula was applied to.
struct FitRow {
    std::shared_ptr<const FormulaFit> fit;
    PartRow place;
    QString name;

    const FittedPart& part() const { return fit->parts[place.part]; }
    /// Of the data set; nothing where the rows do not know.
    std::optional<std::size_t> datasetRow() const;
};

std::vector<FitRow> fitRows(const std::shared_ptr<const FormulaFit>& fit, const BuiltDataset* built);

/// Run, part, observed, predicted, its interval, difference, relative error, and what lies outside the training box.
/// `unit` is the target's.
std::vector<TableColumn<FitRow>> fitColumns(const QString& unit);

/// How much one feature moves the prediction.
struct DependenceRow {
    QString feature;
    QString column; ///< of the data set
    double swing = 0.0;
};

std::vector<TableColumn<DependenceRow>> dependenceColumns(const QString& unit);

/// One place of a dependence.
struct DependencePlace {
    double at = 0.0;
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
};

std::vector<DependencePlace> placesOf(const PartialDependence& dependence);

/// The columns of its numbers; axes are the labels of feature and target.
std::vector<TableColumn<DependencePlace>> placeColumns(const QString& feature, const QString& target);

} // namespace wattline::ui
