// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/data/scaler.h"
#include "core/evaluation/metrics.h"
#include "core/expression/expression.h"

#include <QString>
#include <memory>
#include <optional>

namespace wattline::ui {

/// One part of the rows and the errors of a formula on it.
struct StudiedPart {
    std::shared_ptr<const RegressionData> rows; ///< never null; may have no rows
    std::optional<Metrics> errors;              ///< absent without rows, or where a prediction is not finite
};

/// The formula that every panel of the search page speaks of: a candidate of the search, or what an analyst wrote or
/// made of one. A value: an edit makes another one, and undo puts the old one back.
struct StudiedFormula {
    Expression formula; ///< as searched: in features that the scaler has transformed
    Scaler scaler;      ///< zero mean and unit scale where the formula is in units of the data set
    QString origin;     ///< "Candidate", "Own formula", "Candidate, refitted"
    StudiedPart train, validation, test;
    bool followsSearch = false; ///< the running search may put a better one in its place

    /// The same in units of the data set.
    Expression measured() const;
};

} // namespace wattline::ui
