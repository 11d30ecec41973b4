// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/text.h"
#include "ui/work/search_shelf.h"
#include "ui/work/search_stretch.h"
#include "ui/work/search_words.h"
#include "ui/work/search_work.h"

namespace wattline::ui {

namespace {

/// The rows without the places that they had in a data set which is not open.
std::shared_ptr<const RegressionData> withoutPlaces(RegressionData rows)
{
    rows.datasetRows.clear();
    return std::make_shared<const RegressionData>(std::move(rows));
}

/// A search as it was saved, at rest; `learning`: the rows chosen now, null for none.
Result<SearchState> restored(const SavedSearch& saved, const RegressionData* learning)
{
    SearchState search;
    search.split = saved.split;
    search.data = std::make_shared<const RegressionData>(saved.data);
    search.train = std::make_shared<const RegressionData>(saved.train());
    search.validation = std::make_shared<const RegressionData>(saved.validation());
    search.test = std::make_shared<const RegressionData>(saved.test());
    if (!learning || !sameRows(*learning, saved.data)) {
        for (auto* part : {&search.train, &search.validation, &search.test})
            *part = withoutPlaces(**part);
    }
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
    std::filesystem::path file;                    ///< what becomes this window's checkpoint of it; empty for none
};

/// A file with a search, and what shall become of it.
struct Opening {
    SavedUse use = SavedUse::Pause;
    std::filesystem::path file; ///< to be taken over where the search waits or goes on; empty: it is written to `copy`
    std::filesystem::path copy; ///< empty where there is no shelf
    std::shared_ptr<const RegressionData> learning; ///< the rows chosen now
};

Result<Opened> openedFor(const SavedSearch& saved, SavedUse use, const RegressionData* learning)
{
    Result<SearchState> search = restored(saved, learning);
    if (!search)
        return search.error();
    if (search->history.empty())
        return Opened{*std::move(search), nullptr, {}};
    if (use == SavedUse::LookAt || search->run == SearchRun::Finished) {
        const Result<SearchOutcome> outcome = outcomeOf(*search, *search->engine);
        if (!outcome)
            return outcome.error();
        search->result = outcome->result;
        if (search->run == SearchRun::Paused)
            search->run = SearchRun::Stopped;
        return Opened{*std::move(search), outcome->studied, {}};
    }
    const auto studied = offeredFormula(*search, *search->engine);
    return Opened{*std::move(search), studied, {}};
}

Result<Opened> opened(const SavedSearch& saved, const Opening& opening)
{
    Result<Opened> opened = openedFor(saved, opening.use, opening.learning.get());
    if (!opened || opened->search.run != SearchRun::Paused)
        return opened;
    opened->file = opening.file;
    if (opening.file.empty() && !opening.copy.empty() && writeCheckpoint(opening.copy, saved))
        opened->file = opening.copy;
    return opened;
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

/// Puts the search in the place of the present one, once that is out of harm's way.
void take(Session& session, Opened opened, SavedUse use)
{
    if (!setSearchAside(session))
        return;
    if (session.shelf() && opened.file.empty())
        session.shelf()->discard(); // it is of the search before
    if (session.shelf() && !opened.file.empty()) {
        if (const Result<void> adopted = session.shelf()->adopt(opened.file); !adopted)
            session.post(Severity::Warning, shown(adopted.error().message));
    }
    put(session, std::move(opened), use);
}

void openSaved(Session& session, SavedSearch saved, Opening opening)
{
    if (session.isRunning(Job::Search))
        return session.post(Severity::Warning, QObject::tr("A search is running; stop it to open another one."));
    if (session.shelf())
        opening.copy = session.shelf()->nextFile();
    opening.learning = session.learningData();
    const auto compute = [saved = std::move(saved), opening](const RunContext&) { return opened(saved, opening); };
    const auto deliver = [&session, use = opening.use](Result<Opened> opened) {
        if (opened)
            take(session, *std::move(opened), use);
        else
            session.post(Severity::Problem, shown(opened.error().message));
    };
    session.start(QObject::tr("Opening a search"), workOf<Opened>(compute, deliver), Job::Search);
}

void openLeft(Session& session, const std::filesystem::path& file, SavedUse use)
{
    const auto compute = [file](const RunContext& context) { return readCheckpoint(file, context); };
    const auto deliver = [&session, file, use](Result<SavedSearch> saved) {
        if (!saved && saved.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(saved.error().message));
        if (saved)
            openSaved(session, *std::move(saved), {.use = use, .file = file});
    };
    session.start(QObject::tr("Reading a search"), workOf<SavedSearch>(compute, deliver));
}

void tellLeft(Session& session, const SearchShelf::Left& left, const QDateTime& started, std::size_t generations)
{
    const QString began = momentText(started);
    const QString text = left.endedUnexpectedly ? QObject::tr("The search of %1 ended unexpectedly at generation %2.")
                                                : QObject::tr("The search of %1 was kept at generation %2.");
    const auto file = left.file;
    session.post(left.endedUnexpectedly ? Severity::Problem : Severity::Note, text.arg(began).arg(generations),
                 {{QObject::tr("Resume"), [&session, file] { openLeft(session, file, SavedUse::Resume); }},
                  {QObject::tr("View Results"), [&session, file] { openLeft(session, file, SavedUse::LookAt); }},
                  {QObject::tr("Discard"), [file] { removeFile(file); }}});
}

} // namespace

void takeSavedSearch(Session& session, SavedSearch saved, SavedUse use)
{
    openSaved(session, std::move(saved), {.use = use});
}

bool setSearchAside(Session& session)
{
    const SearchState& search = session.search();
    const bool goesOn = search.run == SearchRun::Running || search.run == SearchRun::Paused;
    if (!goesOn || search.history.empty())
        return true;
    if (!session.shelf()) {
        session.post(Severity::Warning, QObject::tr("A search is not over; stop it first, or it would be lost."));
        return false;
    }
    const Result<std::filesystem::path> kept = session.shelf()->keep();
    if (kept)
        tellLeft(session, {.file = *kept}, search.started, search.history.size());
    else
        session.post(Severity::Problem, shown(kept.error().message));
    return kept.hasValue();
}

void saveSearch(Session& session, const std::filesystem::path& file)
{
    const SearchState& search = session.search();
    if (!session.isRunning(Job::Search))
        saveSearchAtRest(session, file);
    else if (search.orders)
        search.orders->writeTo(file);
}

void saveSearchAtRest(Session& session, const std::filesystem::path& file)
{
    const SearchState& search = session.search();
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
            session.post(Severity::Note, wroteText(file));
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
                tellLeft(session, left, QDateTime::fromSecsSinceEpoch(saved->startedUnixSeconds), saved->generations);
            else if (saved.error().kind != ErrorKind::Canceled)
                session.post(Severity::Warning, shown(saved.error().message),
                             {{QObject::tr("Discard"), [file = left.file] { removeFile(file); }}});
        };
        session.start(QObject::tr("Reading a search"), workOf<SavedSearch>(compute, deliver));
    }
}

} // namespace wattline::ui
