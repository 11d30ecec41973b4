// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"
#include "core/models/model.h"

namespace wattline {

/// A formula that joins a comparison as it is: nothing of it is fitted on the splits.
struct FixedFormula {
    std::string title;
    Expression formula; ///< in units of the data set
    std::vector<std::string> featureNames;
    std::vector<std::size_t>
        seenRows; ///< of the unfiltered data set: what it was searched or fitted on; empty: unknown

    bool operator==(const FixedFormula&) const = default;
};

/// The id of its line.
inline constexpr const char* FixedFormulaId = "formula";

/// The formula as a method whose fit does nothing. It predicts rows of `data` alone, found by their number in the data
/// set, with all columns that it reads, whichever of them a selection leaves to the others. Error Data for a feature
/// that `data` lacks.
Result<Method> fixedFormulaMethod(const FixedFormula& formula, const RegressionData& data);

} // namespace wattline
