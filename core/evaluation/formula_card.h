// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/evaluation/formula_fit.h"
#include "core/evaluation/prediction_bounds.h"
#include "core/evaluation/validity_box.h"

#include <optional>
#include <string>
#include <vector>

namespace wattline {

/// A formula and the rows that it speaks of.
struct CardSubject {
    Expression formula;           ///< as searched: of features that the scaler has transformed
    Scaler scaler;                ///< zero mean and unit scale, or none, where the formula is in units of the data set
    std::vector<NamedRows> parts; ///< in units of the data set, the training rows first and not empty
    /// Which of them the constants were not fitted to: intervals of predictions rest on it where it has rows enough.
    std::optional<std::size_t> heldPart = {};
    bool heldChose = false; ///< whether its rows took part, or may have, in choosing the formula; as in FittedOn
};

/// The errors of a formula on one part of the rows.
struct PartErrors {
    std::string name;
    std::size_t rows = 0;
    std::optional<Metrics> errors; ///< absent without rows, or where a prediction is not finite
};

/// A protected function that a formula uses.
struct ProtectedUse {
    Op op = Op::ProtectedDiv;
    std::size_t count = 0;
};

/// What there is to know of a formula.
struct FormulaCard {
    std::string target;
    std::vector<std::string> featureNames;
    Expression formula;     ///< as searched
    Expression rawFormula;  ///< in units of the data set; the same where nothing was transformed
    std::size_t length = 0; ///< of the formula as searched, as is the depth
    std::size_t depth = 0;
    std::vector<std::string> features; ///< that it reads
    std::vector<PartErrors> parts;
    PredictionBounds bounds;
    ValidityBox box;
    std::vector<ProtectedUse> protectedFunctions; ///< in the order of Op

    bool isStandardised() const { return !(formula == rawFormula); }
};

/// The protected functions of a formula, in the order of Op.
std::vector<ProtectedUse> protectedUsesOf(const Expression& formula);

/// Error Canceled alone; what cannot be had is absent.
Result<FormulaCard> cardOf(const CardSubject& subject, const UncertaintySettings& settings = {},
                           const RunContext& context = {});

/// What the constant of that number, from 1, is called beside features of these names: c1, c2, ..., or cc1, cc2, ...
/// where a feature has such a name.
std::string constantNameOf(std::size_t number, const std::vector<std::string>& names);

/// The formula with its constants named so, in the order of FormulaUncertainty::coefficients.
std::string textWithNamedConstants(const Expression& formula, std::vector<std::string> names);

} // namespace wattline
