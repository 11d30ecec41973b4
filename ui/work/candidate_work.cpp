// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/candidate_work.h"

#include <QObject>

namespace wattline::ui {

namespace {

/// A candidate of strict mode speaks of standardised features, one of modern mode of the data set's own.
Scaler scalerOf(const FormulaCandidate& candidate, const RegressionData& train)
{
    if (candidate.formula != candidate.rawFormula)
        return fitScaler(train.features);
    return {Eigen::RowVectorXd::Zero(train.features.cols()), Eigen::RowVectorXd::Ones(train.features.cols())};
}

} // namespace

ErrorMeasure errorMeasureOf(const SearchState& search)
{
    return search.settings.mode == SearchMode::Strict ? ErrorMeasure::MeanAbsolute : search.settings.modern.error;
}

std::shared_ptr<const Front> frontOf(const SearchState& search)
{
    if (search.history.empty() || !search.history.back().front)
        return std::make_shared<const Front>();
    return search.history.back().front;
}

StudiedFormula studiedCandidate(const SearchState& search, const FormulaCandidate& candidate)
{
    return {candidate.formula,        scalerOf(candidate, *search.train),
            QObject::tr("Candidate"), {search.train, {}},
            {search.validation, {}},  {search.test, {}}};
}

bool isStudied(const FormulaCandidate& candidate, const StudiedFormula* studied)
{
    return studied != nullptr && (studied->formula == candidate.formula || studied->formula == candidate.rawFormula);
}

std::optional<double> trainErrorOf(const StudiedFormula& studied, ErrorMeasure measure)
{
    const std::optional<Metrics>& errors = studied.train.errors;
    if (!errors)
        return std::nullopt;
    switch (measure) {
    case ErrorMeasure::MeanAbsolute:
        return errors->mae;
    case ErrorMeasure::RootMeanSquare:
        return errors->rmse;
    case ErrorMeasure::MeanRelative:
        return errors->mre;
    case ErrorMeasure::RootMeanSquareLog:
        break;
    }
    return std::nullopt;
}

} // namespace wattline::ui
