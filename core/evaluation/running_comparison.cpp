// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/running_comparison.h"

#include "core/evaluation/comparison_table.h"
#include "core/evaluation/tuning.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

RunningComparison::RunningComparison(const RegressionData& data, const ComparisonSettings& settings,
                                     std::vector<const Method*> methods)
    : m_data(data),
      m_settings(settings),
      m_methods(std::move(methods)),
      m_isOut(m_methods.size(), false),
      m_gridErrors(m_methods.size())
{
    m_table.target = data.targetName;
    m_table.baseline = settings.baseline;
    m_table.split = settings.split;
    m_table.fixedTestRows = !settings.testRows.empty();
    m_table.selection = settings.selection;
    m_table.negligibleShare = settings.negligibleShare;
    for (const std::string& name : data.featureNames)
        m_table.features.push_back({name, 0});
    if (settings.formula)
        m_seenRows.insert(settings.formula->seenRows.begin(), settings.formula->seenRows.end());
    for (std::size_t i = 0; i < m_methods.size(); ++i) {
        m_table.methods.push_back({.id = m_methods[i]->id, .title = m_methods[i]->title});
        m_gridErrors[i].resize(m_methods[i]->candidates.size());
    }
}

std::size_t RunningComparison::repeats() const
{
    return m_settings.testRows.empty() ? m_settings.repeats : m_settings.testRows.size();
}

Result<bool> RunningComparison::run(std::size_t begin, std::size_t end,
                                    const std::function<void(const Comparison&)>& onResult, const RunContext& context)
{
    std::vector<RepeatRows> rows;
    for (std::size_t repeat = begin; repeat < end; ++repeat) {
        Result<RepeatRows> drawn = rowsOf(repeat, context);
        if (context.stopRequested())
            return false;
        if (!drawn)
            return drawn.error();
        rows.push_back(*std::move(drawn));
    }
    const bool searches = begin < m_settings.tunedRepeats;
    constexpr double SearchShare = 0.8; // of a repeat's time, roughly
    const ChosenCandidates chosen =
        searches ? searchGrids(rows.front(), stageContext(context, begin, 0.0, SearchShare)) : winners(m_gridErrors);
    if (context.stopRequested())
        return false;
    const double from = searches ? SearchShare : 0.0;
    const auto fits = fitRepeats(rows, chosen, stageContext(context, begin, from, static_cast<double>(end - begin)));
    bool finished = true;
    for (std::size_t i = 0; i < rows.size() && finished; ++i) {
        finished = append(rows[i], fits[i]);
        if (finished && onResult && !context.stopRequested()) {
            summariseSoFar();
            onResult(m_table);
        }
    }
    if (!onResult || context.stopRequested())
        summariseSoFar();
    return finished;
}

Comparison RunningComparison::table() &&
{
    m_table.stopped = m_table.repeats < repeats();
    return std::move(m_table);
}

Result<RepeatRows> RunningComparison::rowsOf(std::size_t repeat, const RunContext& context) const
{
    const auto seed = static_cast<std::uint32_t>(m_settings.seed + repeat);
    const auto rows = static_cast<std::size_t>(m_data.rows());
    const Split split = m_settings.testRows.empty() ? splitBy(m_settings.split, m_data.groups, rows, seed)
                                                    : splitWithTestRows(rows, m_settings.testRows[repeat], seed);
    RepeatRows drawn{repeat, selectRows(m_data, split.train), selectRows(m_data, split.validation),
                     selectRows(m_data, split.test), seed};
    if (m_settings.selection.by == FeatureSelection::By::None)
        return drawn;
    const RunContext quiet{context.stop, {}, context.threads};
    const Result<std::vector<std::size_t>> features = featuresOfSplit(m_settings.selection, drawn.train, quiet);
    if (!features)
        return features.error();
    for (RegressionData* part : {&drawn.train, &drawn.validation, &drawn.test})
        *part = withFeatures(*part, *features);
    return drawn;
}

/// The context of a stage that covers [from, to) repeats after `repeat`: its progress becomes that of the whole.
RunContext RunningComparison::stageContext(const RunContext& context, std::size_t repeat, double from, double to) const
{
    RunContext stage = context;
    if (context.onProgress) {
        const auto all = static_cast<double>(repeats());
        const auto done = static_cast<double>(repeat);
        const std::string place = fmt::format("repeat {} of {}", repeat + 1, repeats());
        stage.onProgress = [=, onProgress = context.onProgress](const Progress& progress) {
            onProgress({(done + from + (to - from) * progress.fraction) / all, progress.what + ", " + place});
        };
    }
    return stage;
}

/// The winners on one split; the errors also count for the winners of the repeats that search no grid.
ChosenCandidates RunningComparison::searchGrids(const RepeatRows& rows, const RunContext& context)
{
    std::vector<std::size_t> places;
    std::vector<const Method*> methods;
    for (std::size_t i = 0; i < m_methods.size(); ++i) {
        if (!m_isOut[i]) {
            places.push_back(i);
            methods.push_back(m_methods[i]);
        }
    }
    const std::vector<Tuning> tunings =
        tune(methods, {rows.train, rows.validation, rows.seed},
             {m_settings.folds, rows.seed, m_table.fixedTestRows ? SplitRule() : m_settings.split}, context);
    if (context.stopRequested())
        return {};
    std::vector<std::vector<double>> errors(m_methods.size());
    for (std::size_t t = 0; t < tunings.size(); ++t) {
        const Tuning& tuning = tunings[t];
        const std::size_t i = places[t];
        m_table.methods[i].tuningSeconds += tuning.seconds;
        errors[i] = tuning.meanSquaredErrors;
        // A split in which every candidate failed says nothing about which is the best.
        for (std::size_t c = 0; c < errors[i].size() && bestCandidate(errors[i]); ++c)
            m_gridErrors[i][c] += errors[i][c];
    }
    return winners(errors);
}

ChosenCandidates RunningComparison::winners(const std::vector<std::vector<double>>& errors) const
{
    ChosenCandidates chosen(m_methods.size(), nullptr);
    for (std::size_t i = 0; i < m_methods.size(); ++i) {
        // Where each candidate failed in some split no error is finite: the first one then shows why.
        if (!m_isOut[i])
            chosen[i] = &m_methods[i]->candidates[bestCandidate(errors[i]).value_or(0)];
    }
    return chosen;
}

/// Takes a repeat into the table; false where it was not finished.
bool RunningComparison::append(const RepeatRows& rows, const std::vector<std::optional<Result<RepeatFit>>>& fits)
{
    const bool unfinished = std::any_of(fits.begin(), fits.end(), [](const auto& fit) {
        return fit && !fit->hasValue() && fit->error().kind == ErrorKind::Canceled;
    });
    if (unfinished)
        return false;
    for (std::size_t method = 0; method < fits.size(); ++method) {
        if (fits[method] && !m_isOut[method])
            appendFit(method, rows.repeat, *fits[method]);
        else
            ++m_table.methods[method].failedRepeats;
    }
    if (m_table.repeats++ == 0) {
        m_table.trainRows = static_cast<std::size_t>(rows.train.rows());
        m_table.validationRows = static_cast<std::size_t>(rows.validation.rows());
        m_table.testRows = static_cast<std::size_t>(rows.test.rows());
    }
    m_table.tunedRepeats = std::min(m_table.repeats, m_settings.tunedRepeats);
    countFeatures(rows);
    m_testToTrain += static_cast<double>(rows.test.rows()) / static_cast<double>(rows.train.rows());
    m_table.testToTrain = m_testToTrain / static_cast<double>(m_table.repeats);
    return true;
}

/// Makes the figures of the table those of the repeats that it has taken: a pass over all of them.
void RunningComparison::summariseSoFar()
{
    for (MethodResult& line : m_table.methods) {
        if (line.id == FixedFormulaId)
            countSeen(line, m_seenRows);
    }
    summarise(m_table);
}

void RunningComparison::appendFit(std::size_t method, std::size_t repeat, const Result<RepeatFit>& fit)
{
    MethodResult& line = m_table.methods[method];
    take(line, fit);
    m_isOut[method] = repeat == 0 && !fit && fit.error().kind == ErrorKind::Data;
}

void RunningComparison::countFeatures(const RepeatRows& rows)
{
    for (FeatureUse& use : m_table.features) {
        const auto& taken = rows.train.featureNames;
        use.splits += std::ranges::find(taken, use.name) == taken.end() ? 0 : 1;
    }
}

} // namespace wattline
