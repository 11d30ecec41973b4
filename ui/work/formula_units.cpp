// SPDX-License-Identifier: GPL-3.0-or-later
// The studied formula in either units, its names, rows and errors.
#include "core/expression/evaluate.h"
#include "core/report/figures.h"
#include "ui/style/text.h"
#include "ui/work/formula_work.h"
#include "ui/work/search_work.h"

namespace wattline::ui {

namespace {

std::optional<Metrics> errorsOn(const StudiedFormula& formula, const StudiedPart& part)
{
    if (part.rows->rows() == 0)
        return std::nullopt;
    const Eigen::VectorXd predicted = evaluate(formula.formula, formula.scaler.transform(part.rows->features));
    if (!predicted.allFinite())
        return std::nullopt;
    return metricsOf(part.rows->target, predicted);
}

Scaler unchanging(Eigen::Index features)
{
    return {Eigen::RowVectorXd::Zero(features), Eigen::RowVectorXd::Ones(features)};
}

} // namespace

bool isStandardised(const StudiedFormula& formula)
{
    return (formula.scaler.mean.array() != 0.0).any() || (formula.scaler.scale.array() != 1.0).any();
}

bool isSameFormula(const StudiedFormula& a, const StudiedFormula& b)
{
    return a.train.rows == b.train.rows && a.formula == b.formula && a.scaler.mean == b.scaler.mean &&
           a.scaler.scale == b.scaler.scale;
}

StudiedFormula inUnits(const StudiedFormula& formula, FormulaUnits units)
{
    StudiedFormula standing = formula;
    if (units == FormulaUnits::Measured && isStandardised(formula)) {
        standing.formula = formula.measured();
        standing.scaler = unchanging(formula.scaler.mean.size());
    }
    return standing;
}

std::vector<std::string> variableNamesOf(const StudiedFormula& formula)
{
    std::vector<std::string> names = formula.train.rows->featureNames;
    if (isStandardised(formula)) {
        for (std::string& name : names)
            name = "z_" + name;
    }
    return names;
}

QString targetUnitOf(const RegressionData& rows)
{
    return shown(axisOfColumn(rows.targetName).unit);
}

RegressionData rowsInUnitsOf(const StudiedFormula& formula, const StudiedPart& part)
{
    RegressionData rows = *part.rows;
    rows.features = formula.scaler.transform(rows.features);
    return rows;
}

UncertaintySettings uncertaintySettingsOf(const StudiedFormula& formula)
{
    UncertaintySettings settings;
    if (!formula.train.errors || !formula.train.errors->mre)
        settings.measure = ErrorMeasure::MeanAbsolute;
    return settings;
}

StudiedFormula withErrors(StudiedFormula formula)
{
    for (StudiedPart StudiedFormula::*part :
         {&StudiedFormula::train, &StudiedFormula::validation, &StudiedFormula::test})
        (formula.*part).errors = errorsOn(formula, formula.*part);
    return formula;
}

std::optional<StudiedFormula> formulaToWrite(const Session& session)
{
    StudiedFormula formula;
    formula.origin = QObject::tr("Own formula");
    if (const auto studied = session.studied()) {
        formula.train.rows = studied->train.rows;
        formula.validation.rows = studied->validation.rows;
        formula.test.rows = studied->test.rows;
    } else if (const SearchState& search = session.search(); search.train) {
        formula.train.rows = search.train;
        formula.validation.rows = search.validation;
        formula.test.rows = search.test;
    } else if (const auto next = newSearch(session.learningData(), session.settings().search)) {
        formula.train.rows = next->train;
        formula.validation.rows = next->validation;
        formula.test.rows = next->test;
    } else {
        return std::nullopt;
    }
    formula.scaler = unchanging(formula.train.rows->features.cols());
    return formula;
}

} // namespace wattline::ui
