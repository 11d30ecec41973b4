// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "ui/work/formula_work.h"

#include <cmath>

namespace wattline::test {

/// Runs of the features a and b with the target t = 10 + 2 a b, of as many rows as asked for, all positive.
inline RegressionData twoFeatures(Eigen::Index rows, int firstRow = 0)
{
    RegressionData data;
    data.featureNames = {"a", "b"};
    data.targetName = "peak_power_w";
    data.features.resize(rows, 2);
    data.target.resize(rows);
    for (Eigen::Index row = 0; row < rows; ++row) {
        const auto number = static_cast<double>(firstRow + row);
        data.features(row, 0) = 1.0 + std::fmod(7.0 * number, 11.0);
        data.features(row, 1) = 1.0 + std::fmod(3.0 * number, 5.0);
        data.target[row] = 10.0 + 2.0 * data.features(row, 0) * data.features(row, 1);
    }
    return data;
}

/// A formula of these features, in units of the data set, with its errors on 20, 5 and 5 rows.
inline std::shared_ptr<const ui::StudiedFormula> studiedFormula(const char* text)
{
    ui::StudiedFormula formula;
    formula.train.rows = std::make_shared<const RegressionData>(twoFeatures(20));
    formula.validation.rows = std::make_shared<const RegressionData>(twoFeatures(5, 20));
    formula.test.rows = std::make_shared<const RegressionData>(twoFeatures(5, 25));
    formula.formula = *parseExpression(text, formula.train.rows->featureNames);
    formula.scaler = {Eigen::RowVectorXd::Zero(2), Eigen::RowVectorXd::Ones(2)};
    formula.origin = QStringLiteral("Candidate");
    return std::make_shared<const ui::StudiedFormula>(ui::withErrors(std::move(formula)));
}

/// The same as searched in standardised features.
inline std::shared_ptr<const ui::StudiedFormula> standardisedFormula(const char* text)
{
    ui::StudiedFormula formula = *studiedFormula(text);
    formula.scaler = fitScaler(formula.train.rows->features);
    return std::make_shared<const ui::StudiedFormula>(ui::withErrors(std::move(formula)));
}

/// What is studied, as text in the units it is held in.
inline QString studiedText(const ui::Session& session)
{
    return QString::fromStdString(toText(session.studied()->formula, session.studied()->train.rows->featureNames));
}

} // namespace wattline::test
