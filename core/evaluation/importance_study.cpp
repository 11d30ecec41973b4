// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/importance_study.h"

#include "core/data/split.h"
#include "core/evaluation/tuned_fit.h"
#include "core/evolution/evolution_result.h"
#include "core/models/baseline.h"
#include "core/models/symbolic_model.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

namespace wattline {

namespace {

constexpr std::size_t FewestRows = 10;

/// What is asked about: a method to be fitted, or a formula as a model.
struct Subject {
    std::optional<Method> method;
    std::shared_ptr<const Model> formula;

    std::string title() const { return method ? method->title : formula->description(); }
};

std::shared_ptr<const Model> modelOf(const Expression& formula, const RegressionData& data)
{
    EvolutionResult as;
    const Eigen::Index features = data.features.cols();
    as.formula = as.rawFormula = formula;
    as.scaler = {Eigen::RowVectorXd::Zero(features), Eigen::RowVectorXd::Ones(features)};
    as.featureNames = data.featureNames;
    return *symbolicModel(std::move(as)); // only fails where a search was stopped
}

Result<Subject> subjectOf(const RegressionData& data, const ImportanceSettings& settings)
{
    const auto rows = static_cast<std::size_t>(data.rows());
    if (rows < FewestRows)
        return Error{ErrorKind::Data,
                     fmt::format("The importance of features needs at least {} rows; there are {}.", FewestRows, rows)};
    if (settings.splits == 0 || settings.shuffles == 0)
        return Error{ErrorKind::Data, "The importance of features needs at least one split and one shuffle."};
    if (settings.formula) {
        for (const std::size_t feature : variablesOf(*settings.formula)) {
            if (feature >= data.featureNames.size())
                return Error{ErrorKind::Data, "The formula reads a column that is not among the features."};
        }
        return Subject{{}, modelOf(*settings.formula, data)};
    }
    Result<Method> method = methodNamed(settings.method, settings.effort);
    if (!method)
        return method.error();
    if (!readsFeatures(*method, data.targetName))
        return Error{ErrorKind::Data, fmt::format("{} does not read the features, so shuffling them says nothing "
                                                  "about it; choose another method.",
                                                  method->title)};
    return Subject{*std::move(method), nullptr};
}

Result<TunedModel> fitted(const Subject& subject, const FitInput& input, const RunContext& context)
{
    if (!subject.method)
        return TunedModel{.model = subject.formula, .settings = "as given"};
    return tunedFit(*subject.method, input, {}, context);
}

std::size_t seenOf(const RegressionData& rows, const std::vector<std::size_t>& seenRows)
{
    const std::unordered_set<std::size_t> seen(seenRows.begin(), seenRows.end());
    return static_cast<std::size_t>(
        std::ranges::count_if(rows.datasetRows, [&seen](std::size_t row) { return seen.contains(row); }));
}

/// The part [from, to) of a split's share of the progress.
RunContext stageContext(const RunContext& context, const ImportanceSettings& settings, std::size_t split, double from,
                        double to)
{
    RunContext stage = context;
    if (context.onProgress) {
        stage.onProgress = [=, all = settings.splits, onProgress = context.onProgress](const Progress& progress) {
            const double within = from + (to - from) * progress.fraction;
            onProgress({(static_cast<double>(split) + within) / static_cast<double>(all),
                        all > 1 ? fmt::format("{}, split {} of {}", progress.what, split + 1, all) : progress.what});
        };
    }
    return stage;
}

Result<ImportanceSplit> studiedSplit(const RegressionData& data, const Subject& subject,
                                     const ImportanceSettings& settings, std::size_t split, const RunContext& context)
{
    constexpr double FitShare = 0.6;
    constexpr double ShuffleShare = 0.9;
    const auto seed = static_cast<std::uint32_t>(settings.seed + split);
    const Split parts = holdOutSplit(static_cast<std::size_t>(data.rows()), seed);
    const RegressionData train = selectRows(data, parts.train);
    const RegressionData validation = selectRows(data, parts.validation);
    const RegressionData test = selectRows(data, parts.test);
    const Result<TunedModel> model =
        fitted(subject, {train, validation, seed}, stageContext(context, settings, split, 0.0, FitShare));
    if (!model)
        return model.error();
    Result<ShuffledErrors> shuffled = shuffleFeatures(*model->model, test, {settings.shuffles, seed},
                                                      stageContext(context, settings, split, FitShare, ShuffleShare));
    if (!shuffled)
        return shuffled.error();
    Result<std::vector<FeatureElasticity>> elasticities = elasticitiesOf(
        *model->model, train, test, settings.elasticity, stageContext(context, settings, split, ShuffleShare, 1.0));
    if (!elasticities)
        return elasticities.error();
    return ImportanceSplit{*std::move(shuffled), *std::move(elasticities), model->settings,
                           seenOf(test, settings.seenRows)};
}

ImportanceStudy begun(const RegressionData& data, const Subject& subject, const ImportanceSettings& settings,
                      const RunContext& context)
{
    ImportanceStudy study;
    study.target = data.targetName;
    study.model = subject.title();
    study.featureNames = data.featureNames;
    study.isFormula = settings.formula.has_value();
    if (study.isFormula && !settings.seenRows.empty())
        study.seenShare = 0.0;
    study.shuffles = settings.shuffles;
    const Split parts = holdOutSplit(static_cast<std::size_t>(data.rows()), settings.seed);
    study.trainRows = parts.train.size();
    study.testRows = parts.test.size();
    study.correlated = correlatedPairs(selectRows(data, parts.train), context);
    return study;
}

void append(ImportanceStudy& study, ImportanceSplit split)
{
    study.splits.push_back(std::move(split));
    std::vector<ShuffledErrors> runs;
    std::vector<double> mse;
    std::vector<double> mre;
    std::size_t seen = 0;
    for (const ImportanceSplit& each : study.splits) {
        runs.push_back(each.shuffled);
        seen += each.seenRows;
        mse.push_back(each.shuffled.errors.mse);
        if (each.shuffled.errors.mre)
            mre.push_back(*each.shuffled.errors.mre);
    }
    study.mse = spreadOf(mse);
    study.mre = mre.size() == mse.size() ? std::optional(spreadOf(mre)) : std::nullopt;
    study.importances = importanceOf(runs);
    if (study.seenShare)
        study.seenShare = static_cast<double>(seen) / static_cast<double>(study.testRows * study.splits.size());
}

} // namespace

/// Of energy the rated power takes its duration from the features.
bool readsFeatures(const Method& method, const std::string& target)
{
    if (method.id == "tdp")
        return baselineTargetOf(target) == BaselineTarget::EpochEnergy;
    return method.id != "tdp-oracle" && method.id != "flops";
}

Result<ImportanceStudy> studyImportance(const RegressionData& data, const ImportanceSettings& settings,
                                        const std::function<void(const ImportanceStudy&)>& onResult,
                                        const RunContext& context)
{
    const Result<Subject> subject = subjectOf(data, settings);
    if (!subject)
        return subject.error();
    ImportanceStudy study = begun(data, *subject, settings, context);
    for (std::size_t split = 0; split < settings.splits; ++split) {
        Result<ImportanceSplit> result = studiedSplit(data, *subject, settings, split, context);
        if (!result && (result.error().kind != ErrorKind::Canceled || study.splits.empty()))
            return result.error();
        study.stopped = !result;
        if (!result)
            break;
        append(study, *std::move(result));
        if (onResult)
            onResult(study);
    }
    return study;
}

} // namespace wattline
