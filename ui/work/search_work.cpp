// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/search_work.h"

#include "core/data/split.h"
#include "ui/style/text.h"
#include "ui/tasks/mailbox.h"

namespace wattline::ui {

namespace {

constexpr Eigen::Index FewestRows = 5; // what an 8:1:1 split needs

SearchState splitFor(const RegressionData& data, std::uint64_t seed)
{
    const Split split = holdOutSplit(static_cast<std::size_t>(data.rows()), static_cast<std::uint32_t>(seed));
    SearchState state;
    state.train = std::make_shared<const RegressionData>(selectRows(data, split.train));
    state.validation = std::make_shared<const RegressionData>(selectRows(data, split.validation));
    state.test = std::make_shared<const RegressionData>(selectRows(data, split.test));
    return state;
}

std::optional<Metrics> errorsOn(const RegressionData& rows, const EvolutionResult& result)
{
    if (rows.rows() == 0)
        return {};
    return metricsOf(rows.target, result.predict(rows.features));
}

/// The search itself, on the worker: the state with result and errors.
Result<SearchState> searched(SearchState state, const StrictSettings& settings,
                             const std::function<void(const GenerationStats&)>& observer, const RunContext& context)
{
    Result<EvolutionResult> result = evolveStrict(*state.train, *state.validation, settings, observer, context);
    if (!result)
        return result.error();
    state.trainMetrics = errorsOn(*state.train, *result);
    state.validationMetrics = errorsOn(*state.validation, *result);
    state.testMetrics = errorsOn(*state.test, *result);
    state.history = result->history;
    state.result = std::make_shared<const EvolutionResult>(*std::move(result));
    return state;
}

} // namespace

void startSearch(Session& session, const StrictSettings& settings)
{
    if (session.isRunning(Job::Search))
        return;
    const auto data = session.learningData();
    if (!data)
        return session.post(Severity::Warning, QObject::tr("Choose a target to search for."));
    if (data->rows() < FewestRows)
        return session.post(Severity::Warning, QObject::tr("A search needs at least 5 rows; %1 have the target and "
                                                           "every feature.")
                                                   .arg(data->rows()));
    SearchState split = splitFor(*data, settings.seed);
    split.data = data;
    split.generations = settings.generations;
    session.setSearch(split);
    // A new data set has dropped the state that this search was started for: what still comes belongs to nothing.
    const auto isCurrent = [&session, train = split.train] { return session.search().train == train; };
    const Mailbox<GenerationStats> mailbox(&session, [&session, isCurrent](std::vector<GenerationStats> generations) {
        if (isCurrent())
            session.appendGenerations(generations);
    });
    const auto compute = [split, settings, mailbox](const RunContext& context) {
        return searched(
            split, settings, [&mailbox](const GenerationStats& stats) { mailbox.post(stats); }, context);
    };
    const auto deliver = [&session, isCurrent](Result<SearchState> state) {
        if (!isCurrent())
            return;
        if (state)
            session.setSearch(*std::move(state));
        else if (state.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(state.error().message));
    };
    session.start(QObject::tr("Searching a formula"), workOf<SearchState>(compute, deliver), Job::Search);
}

void stopSearch(Session& session)
{
    session.stop(Job::Search);
}

} // namespace wattline::ui
