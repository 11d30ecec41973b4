// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/search_work.h"

#include "ui/style/text.h"
#include "ui/work/formula_work.h"
#include "ui/work/search_shelf.h"
#include "ui/work/search_stretch.h"
#include "ui/work/search_words.h"

namespace wattline::ui {

namespace {

constexpr Eigen::Index FewestRows = 5; // what an 8:1:1 split needs
constexpr std::chrono::milliseconds BetweenSnapshots(100);

void note(SearchState& search, const QString& text)
{
    search.events.push_back({QDateTime::currentDateTime(), search.history.size(), text});
}

/// A new data set has dropped the state that a search was started for: what still comes belongs to nothing.
bool isCurrent(const Session& session, const SearchState& search)
{
    return session.search().train == search.train;
}

bool followsSearch(const Session& session)
{
    return !session.studied() || session.studied()->followsSearch;
}

/// Whether that formula with its errors is on show already: an equal one in its place would end what others compute.
bool isShown(const Session& session, const StudiedFormula& offered)
{
    const auto studied = session.studied();
    return studied && isSameFormula(*studied, offered) &&
           studied->test.errors.has_value() == offered.test.errors.has_value();
}

void receive(Session& session, const std::vector<SearchNote>& notes)
{
    std::vector<GenerationStats> generations;
    std::vector<SearchEvent> events;
    std::shared_ptr<const StudiedFormula> offered;
    for (const SearchNote& each : notes) {
        if (each.stats)
            generations.push_back(*each.stats);
        events.insert(events.end(), each.events.begin(), each.events.end());
        offered = each.offered ? each.offered : offered;
        if (!each.problem.isEmpty())
            session.post(Severity::Warning, each.problem);
        if (!each.done.isEmpty())
            session.post(Severity::Note, each.done);
    }
    session.appendGenerations(generations, events);
    const bool hasResult = session.search().result != nullptr; // and with it a formula that knows all its errors
    if (offered && !hasResult && followsSearch(session) && !isShown(session, *offered))
        session.setStudied(offered);
}

/// What was asked for when no task took it any more.
void saveAsOrdered(Session& session)
{
    const std::shared_ptr<SearchOrders> orders = session.search().orders;
    if (!orders)
        return;
    if (const auto file = orders->takeFile())
        saveSearchAtRest(session, *file);
}

/// The search has ended: its result is worked out and put in its place.
void finish(Session& session, SearchState search, SearchRun end)
{
    const std::shared_ptr<Search> engine = std::exchange(search.engine, nullptr);
    search.run = SearchRun::Running;
    if (!search.orders)
        search.orders = std::make_shared<SearchOrders>(); // it may be saved meanwhile
    session.setSearch(search);
    const auto compute = [search, engine](const RunContext&) { return outcomeOf(search, *engine); };
    const auto deliver = [&session, search, engine, end](const Result<SearchOutcome>& outcome) {
        if (!isCurrent(session, search))
            return;
        SearchState ended = search;
        ended.events = session.search().events; // some may have come meanwhile
        ended.engine = engine;
        ended.run = end;
        if (outcome)
            ended.result = outcome->result;
        note(ended, end == SearchRun::Finished ? QObject::tr("Finished") : QObject::tr("Stopped"));
        session.setSearch(ended);
        if (outcome && followsSearch(session))
            session.setStudied(outcome->studied);
        if (!outcome && outcome.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(outcome.error().message));
        saveAsOrdered(session);
    };
    session.start(QObject::tr("Measuring the formula"), workOf<SearchOutcome>(compute, deliver), Job::Search);
}

/// The task has given the engine back.
void endStretch(Session& session, const SearchState& before, const Result<std::shared_ptr<Search>>& engine)
{
    if (!isCurrent(session, before))
        return;
    SearchState search = session.search();
    search.pauses = false;
    if (!engine) {
        search.engine = before.engine;
        search.run = search.engine ? SearchRun::Paused : SearchRun::Finished;
        session.setSearch(search);
        return session.post(Severity::Problem, shown(engine.error().message));
    }
    search.engine = *engine;
    search.history = (*engine)->history();
    if ((*engine)->isFinished())
        return finish(session, search, SearchRun::Finished);
    if (!session.search().pauses)
        return finish(session, search, SearchRun::Stopped);
    search.run = SearchRun::Paused;
    note(search, QObject::tr("Paused"));
    session.setSearch(search);
    saveAsOrdered(session);
}

void run(Session& session, SearchState search, const SearchSettings& settings)
{
    search.run = SearchRun::Running;
    search.pauses = false;
    search.result = nullptr;
    search.settings = settings;
    search.generations = settings.generations();
    search.orders = std::make_shared<SearchOrders>();
    const std::shared_ptr<Search> engine = std::exchange(search.engine, nullptr);
    session.setSearch(search);
    SearchStretch stretch{.state = search,
                          .settings = settings,
                          .autosave = session.shelf() ? session.shelf()->runningFile() : std::filesystem::path(),
                          .orders = search.orders,
                          .mailbox = Mailbox<SearchNote>(
                              &session,
                              [&session, search](const std::vector<SearchNote>& notes) {
                                  if (isCurrent(session, search))
                                      receive(session, notes);
                              },
                              BetweenSnapshots)};
    stretch.state.engine = engine;
    const SearchState before = stretch.state;
    const auto compute = [stretch](const RunContext& context) { return runStretch(stretch, context); };
    const auto deliver = [&session, before](const Result<std::shared_ptr<Search>>& result) {
        endStretch(session, before, result);
    };
    session.start(QObject::tr("Searching a formula"), workOf<std::shared_ptr<Search>>(compute, deliver), Job::Search);
}

} // namespace

std::optional<SearchState> newSearch(const std::shared_ptr<const RegressionData>& data, const SearchSettings& settings)
{
    if (!data || data->rows() < FewestRows)
        return std::nullopt;
    SearchState search;
    search.data = data;
    search.split = holdOutSplit(static_cast<std::size_t>(data->rows()), static_cast<std::uint32_t>(settings.seed()));
    search.train = std::make_shared<const RegressionData>(selectRows(*data, search.split.train));
    search.validation = std::make_shared<const RegressionData>(selectRows(*data, search.split.validation));
    search.test = std::make_shared<const RegressionData>(selectRows(*data, search.split.test));
    search.settings = settings;
    return search;
}

void startSearch(Session& session, const SearchSettings& settings)
{
    if (session.isRunning(Job::Search))
        return;
    const auto data = session.learningData();
    if (!data)
        return session.post(Severity::Warning, QObject::tr("Choose a target to search for."));
    std::optional<SearchState> search = newSearch(data, settings);
    if (!search)
        return session.post(Severity::Warning, QObject::tr("A search needs at least 5 rows; %1 have the target and "
                                                           "every feature.")
                                                   .arg(data->rows()));
    search->started = QDateTime::currentDateTime();
    note(*search, QObject::tr("Started in %1 mode").arg(modeName(settings.mode)));
    session.setStudied(nullptr);
    run(session, *std::move(search), settings);
}

void pauseSearch(Session& session)
{
    if (!session.isRunning(Job::Search) || !session.search().isRunning())
        return;
    SearchState search = session.search();
    search.pauses = true;
    session.setSearch(std::move(search));
    session.stop(Job::Search);
}

void resumeSearch(Session& session, const SearchSettings& settings)
{
    if (!session.search().isAtRest())
        return;
    SearchState search = session.search();
    const QStringList changes = settingChanges(search.settings, settings);
    note(search, changes.isEmpty() ? QObject::tr("Resumed")
                                   : QObject::tr("Resumed with other settings: %1").arg(changes.join(", ")));
    run(session, std::move(search), settings);
}

void stopSearch(Session& session)
{
    SearchState search = session.search();
    if (search.run == SearchRun::Paused && search.isAtRest() && !session.isRunning(Job::Search))
        return finish(session, std::move(search), SearchRun::Stopped);
    if (search.pauses) {
        search.pauses = false;
        session.setSearch(std::move(search));
    }
    session.stop(Job::Search);
}

bool mayGoOn(const SearchState& search, const SearchSettings& settings)
{
    if (!search.isAtRest())
        return false;
    const bool sameMode = settings.mode == search.settings.mode;
    if (search.run != SearchRun::Finished)
        return true;
    return sameMode && settings != search.settings && settings.generations() > search.history.size();
}

} // namespace wattline::ui
