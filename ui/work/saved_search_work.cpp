// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/text.h"
#include "ui/work/search_shelf.h"
#include "ui/work/search_stretch.h"
#include "ui/work/search_words.h"
#include "ui/work/search_work.h"

namespace wattline::ui {

namespace {

/// A search as it was saved, at rest.
Result<SearchState> restored(const SavedSearch& saved)
{
    SearchState search;
    search.split = saved.split;
    search.data = std::make_shared<const RegressionData>(saved.data);
    search.train = std::make_shared<const RegressionData>(saved.train());
    search.validation = std::make_shared<const RegressionData>(saved.validation());
    search.test = std::make_shared<const RegressionData>(saved.test());
    Result<std::unique_ptr<Search>> engine = restoreSearch(saved.state, *search.train, *search.validation);
    if (!engine)
        return engine.error();
    search.engine = std::move(*engine);
    search.run = search.engine->isFinished() ? SearchRun::Finished : SearchRun::Paused;
    search.settings = search.engine->settings();
    search.generations = search.settings.generations();
    search.history = search.engine->history();
    search.started = QDateTime::fromSecsSinceEpoch(saved.startedUnixSeconds);
    search.events.push_back({QDateTime::currentDateTime(), search.history.size(), QObject::tr("Opened")});
    return search;
}

struct Opened {
    SearchState search;
    std::shared_ptr<const StudiedFormula> studied; ///< null before the first generation
};

Result<Opened> openedFor(const SavedSearch& saved, SavedUse use)
{
    Result<SearchState> search = restored(saved);
    if (!search)
        return search.error();
    if (search->history.empty())
        return Opened{*std::move(search), nullptr};
    if (use == SavedUse::LookAt || search->run == SearchRun::Finished) {
        const Result<SearchOutcome> outcome = outcomeOf(*search, *search->engine);
        if (!outcome)
            return outcome.error();
        search->result = outcome->result;
        if (search->run == SearchRun::Paused)
            search->run = SearchRun::Stopped;
        return Opened{*std::move(search), outcome->studied};
    }
    const auto studied = offeredFormula(*search, *search->engine);
    return Opened{*std::move(search), studied};
}

void put(Session& session, Opened opened, SavedUse use)
{
    const auto learning = session.learningData();
    if (learning && sameRows(*learning, *opened.search.data))
        opened.search.data = learning; // the same rows: what is chosen there has not changed
    WorkSettings work = session.settings();
    work.search = opened.search.settings;
    session.setSettings(std::move(work));
    session.setSearch(opened.search);
    session.setStudied(opened.studied);
    if (use == SavedUse::Resume && opened.search.run == SearchRun::Paused)
        resumeSearch(session, opened.search.settings);
}

void removeFile(const std::filesystem::path& file)
{
    std::error_code error;
    std::filesystem::remove(file, error);
}

void moveFile(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code error;
    std::filesystem::rename(from, to, error);
}

void openLeft(Session& session, const std::filesystem::path& file, SavedUse use)
{
    const auto compute = [file](const RunContext& context) { return readCheckpoint(file, context); };
    const auto deliver = [&session, file, use](Result<SavedSearch> saved) {
        if (!saved && saved.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(saved.error().message));
        if (!saved)
            return;
        if (use == SavedUse::Resume && !session.isRunning(Job::Search))
            moveFile(file, session.shelf()->runningFile()); // it is this window's now
        takeSavedSearch(session, *std::move(saved), use);
    };
    session.start(QObject::tr("Reading a search"), workOf<SavedSearch>(compute, deliver));
}

void tellLeft(Session& session, const SearchShelf::Left& left, const SavedSearch& saved)
{
    const QString began = momentText(QDateTime::fromSecsSinceEpoch(saved.startedUnixSeconds));
    const QString text = left.endedUnexpectedly ? QObject::tr("The search of %1 ended unexpectedly at generation %2.")
                                                : QObject::tr("The search of %1 was kept at generation %2.");
    const auto file = left.file;
    session.post(left.endedUnexpectedly ? Severity::Problem : Severity::Note, text.arg(began).arg(saved.generations),
                 {{QObject::tr("Resume"), [&session, file] { openLeft(session, file, SavedUse::Resume); }},
                  {QObject::tr("View Results"), [&session, file] { openLeft(session, file, SavedUse::LookAt); }},
                  {QObject::tr("Discard"), [file] { removeFile(file); }}});
}

} // namespace

void takeSavedSearch(Session& session, SavedSearch saved, SavedUse use)
{
    if (session.isRunning(Job::Search))
        return session.post(Severity::Warning, QObject::tr("A search is running; stop it to open another one."));
    const auto compute = [saved = std::move(saved), use](const RunContext&) { return openedFor(saved, use); };
    const auto deliver = [&session, use](Result<Opened> opened) {
        if (opened)
            put(session, *std::move(opened), use);
        else
            session.post(Severity::Problem, shown(opened.error().message));
    };
    session.start(QObject::tr("Opening a search"), workOf<Opened>(compute, deliver), Job::Search);
}

void saveSearch(Session& session, const std::filesystem::path& file)
{
    const SearchState& search = session.search();
    if (session.isRunning(Job::Search)) {
        if (search.orders)
            search.orders->writeTo(file);
        return;
    }
    if (!search.isAtRest())
        return;
    SearchState saving = search;
    const std::shared_ptr<Search> engine = std::exchange(saving.engine, nullptr);
    session.setSearch(saving); // the engine is this task's
    const auto compute = [saving, engine, file](const RunContext&) -> Result<bool> {
        const Result<void> written = writeCheckpoint(file, {.data = *saving.data,
                                                            .split = saving.split,
                                                            .state = engine->checkpoint(),
                                                            .generations = engine->history().size(),
                                                            .startedUnixSeconds = saving.started.toSecsSinceEpoch()});
        return written ? Result<bool>(true) : Result<bool>(written.error());
    };
    const auto deliver = [&session, saving, engine, file](const Result<bool>& written) {
        if (session.search().train == saving.train) {
            SearchState saved = session.search();
            saved.engine = engine;
            session.setSearch(std::move(saved));
        }
        if (written)
            session.post(Severity::Note, QObject::tr("Wrote %1").arg(shown(file.string())));
        else
            session.post(Severity::Problem, shown(written.error().message));
    };
    session.start(QObject::tr("Writing %1").arg(fileName(file)), workOf<bool>(compute, deliver), Job::Search);
}

void tellLeftSearches(Session& session)
{
    if (!session.shelf())
        return;
    for (const SearchShelf::Left& left : session.shelf()->takeLeft()) {
        const auto compute = [left](const RunContext& context) { return readCheckpoint(left.file, context); };
        const auto deliver = [&session, left](const Result<SavedSearch>& saved) {
            if (saved)
                tellLeft(session, left, *saved);
            else if (saved.error().kind != ErrorKind::Canceled)
                session.post(Severity::Warning, shown(saved.error().message),
                             {{QObject::tr("Discard"), [file = left.file] { removeFile(file); }}});
        };
        session.start(QObject::tr("Reading a search"), workOf<SavedSearch>(compute, deliver));
    }
}

} // namespace wattline::ui
