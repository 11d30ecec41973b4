// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint_file.h"
#include "core/expression/parse.h"
#include "tests/support/known_law.h"
#include "tests/support/recordings.h"
#include "tests/support/searches.h"
#include "ui/dialogs/search_choice.h"
#include "ui/work/formula_work.h"
#include "ui/work/search_shelf.h"
#include "ui/work/search_work.h"
#include "ui/work/trace_work.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace wattline;
using namespace wattline::ui;
using test::smallSearch;

namespace {

/// One that goes on until somebody ends it.
SearchSettings endless(SearchMode mode = SearchMode::Strict)
{
    SearchSettings settings = smallSearch(mode, 100'000);
    settings.strict.stoppingFitness = 0.0;
    settings.modern.stoppingError = -1.0; // modern mode finds the law exactly
    return settings;
}

struct Bench {
    Session session;

    Bench() { session.setDataset(knownLaw(60)); }

    const SearchState& search() const { return session.search(); }
    bool rests() const { return !session.isRunning(Job::Search); }

    void choose(const SearchSettings& settings)
    {
        WorkSettings work = session.settings();
        work.search = settings;
        session.setSettings(work);
    }

    void pauseAfter(std::size_t generations)
    {
        QTRY_VERIFY(search().history.size() >= generations);
        pauseSearch(session);
        QTRY_VERIFY(rests());
    }
};

bool says(const Session& session, const QString& part)
{
    return std::any_of(session.messages().begin(), session.messages().end(),
                       [&](const Message& message) { return message.text.contains(part); });
}

void press(const Message& message, const QString& title)
{
    for (const MessageAction& action : message.actions) {
        if (action.title == title)
            return action.run();
    }
    QFAIL("The message has no such button.");
}

/// A search after a generation.
SavedSearch savedSearch()
{
    SavedSearch saved{.data = test::bumpyRows(60, 1), .split = holdOutSplit(60, 42)};
    const auto engine = *makeSearch(saved.train(), saved.validation(), endless());
    engine->advance({});
    saved.state = engine->checkpoint();
    saved.generations = 1;
    return saved;
}

/// The same, as another window has left it.
void leaveSearchIn(const SearchShelf& shelf)
{
    QVERIFY(writeCheckpoint(shelf.runningFile(), savedSearch()).hasValue());
}

} // namespace

class SearchRunsTest : public QObject {
    Q_OBJECT

private slots:
    void openingAnotherSearchSetsThePausedOneAside()
    {
        const test::TestFolder folder;
        const auto file = folder.path("s.wattline-search");
        {
            const auto other = savedSearch();
            QVERIFY(writeCheckpoint(file, other).hasValue());
        }
        Bench bench;
        bench.session.setShelf(std::make_shared<SearchShelf>(folder.path("shelf")));
        startSearch(bench.session, endless());
        bench.pauseAfter(4);
        const std::size_t generations = bench.search().history.size();
        openFiles(bench.session, std::vector{file});
        QTRY_VERIFY(bench.rests() && bench.search().history.size() == 1);
        QVERIFY(says(bench.session, QStringLiteral("was kept at generation %1.").arg(generations)));
        const auto& running = bench.session.shelf()->runningFile();
        QCOMPARE(readCheckpoint(running)->generations, std::size_t{1}); // the one that is open now
        press(bench.session.messages().back(), "Resume");
        QTRY_VERIFY(bench.search().history.size() > generations);
        bench.pauseAfter(generations + 1);
        QCOMPARE(readCheckpoint(running)->generations, bench.search().history.size());
        QVERIFY(says(bench.session, "was kept at generation 1.")); // the other one
    }

    void aPausedSearchThatCannotBeKeptStays()
    {
        const test::TestFolder folder;
        const auto file = folder.path("s.wattline-search");
        QVERIFY(writeCheckpoint(file, savedSearch()).hasValue());
        Bench bench;
        startSearch(bench.session, endless());
        bench.pauseAfter(4);
        const std::size_t generations = bench.search().history.size();
        openFiles(bench.session, std::vector{file});
        QTRY_VERIFY(says(bench.session, "stop it first"));
        QTRY_VERIFY(bench.rests());
        QCOMPARE(bench.search().history.size(), generations);
    }

    void closingGoesNotOnWhereTheCheckpointCannotBeKept()
    {
        const test::TestFolder folder;
        Bench bench;
        bench.session.setShelf(std::make_shared<SearchShelf>(folder.path("shelf")));
        startSearch(bench.session, endless());
        bench.pauseAfter(2);
        const auto keep = [] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question != nullptr);
            question->defaultButton()->click();
        };
        bench.session.shelf()->discard();
        QTimer::singleShot(0, keep);
        QVERIFY(!mayEndSearch(bench.session, nullptr));
        QCOMPARE(bench.search().run, SearchRun::Paused);
        resumeSearch(bench.session, endless());
        QTRY_VERIFY(std::filesystem::exists(bench.session.shelf()->runningFile()));
        QTimer::singleShot(0, keep);
        QVERIFY(mayEndSearch(bench.session, nullptr));
        const std::size_t generations = bench.search().history.size();
        bench.session.setShelf(nullptr);
        const auto left = SearchShelf(folder.path("shelf")).takeLeft();
        QCOMPARE(left.size(), std::size_t{1});
        QVERIFY(!left.front().endedUnexpectedly);
        QVERIFY(readCheckpoint(left.front().file)->generations >= generations); // as it ended
    }

    void aPausedSearchEndsAsAnUnbrokenOne()
    {
        const SearchSettings settings = smallSearch(SearchMode::Strict, 30);
        Bench unbroken;
        startSearch(unbroken.session, settings);
        QTRY_VERIFY(unbroken.rests());
        Bench paused;
        startSearch(paused.session, settings);
        pauseSearch(paused.session);
        QTRY_VERIFY(paused.rests());
        if (paused.search().run == SearchRun::Paused) // else it was faster
            resumeSearch(paused.session, settings);
        QTRY_VERIFY(paused.rests());
        QCOMPARE(paused.search().run, SearchRun::Finished);
        QVERIFY(test::sameResult(*paused.search().result, *unbroken.search().result));
        QCOMPARE(paused.search().history.size(), std::size_t{30});
    }

    void aPausedSearchHasNoResultUntilItIsStopped()
    {
        Bench bench;
        startSearch(bench.session, endless());
        bench.pauseAfter(2);
        QCOMPARE(bench.search().run, SearchRun::Paused);
        QVERIFY(!bench.search().result && bench.session.studied());
        QVERIFY(!bench.session.studied()->test.errors);
        stopSearch(bench.session);
        QTRY_VERIFY(bench.rests());
        QCOMPARE(bench.search().run, SearchRun::Stopped);
        QVERIFY(bench.search().result);
        QVERIFY(bench.session.studied()->test.errors);
    }

    void otherSettingsActWhenAPausedSearchIsResumed()
    {
        Bench bench;
        startSearch(bench.session, endless());
        bench.pauseAfter(2);
        SearchSettings fewer = endless();
        fewer.strict.generations = bench.search().history.size() + 3;
        fewer.strict.parsimony = 0.5;
        resumeSearch(bench.session, fewer);
        QTRY_VERIFY(bench.rests());
        QCOMPARE(bench.search().run, SearchRun::Finished);
        QCOMPARE(bench.search().history.size(), fewer.strict.generations);
        QVERIFY(std::any_of(bench.search().events.begin(), bench.search().events.end(),
                            [](const SearchEvent& event) { return event.text.contains("parsimony 0.001 → 0.5"); }));
    }

    void aSearchThatIsStoppedOrHasMoreToDoMayGoOn()
    {
        Bench bench;
        const SearchSettings settings = smallSearch(SearchMode::Strict, 3);
        QVERIFY(!mayGoOn(bench.search(), settings));
        startSearch(bench.session, settings);
        QTRY_VERIFY(bench.rests());
        QCOMPARE(bench.search().run, SearchRun::Finished);
        QVERIFY(!mayGoOn(bench.search(), settings));
        QVERIFY(!mayGoOn(bench.search(), smallSearch(SearchMode::Modern, 50)));
        const SearchSettings longer = smallSearch(SearchMode::Strict, 5);
        QVERIFY(mayGoOn(bench.search(), longer));
        resumeSearch(bench.session, longer);
        QTRY_VERIFY(bench.rests());
        QCOMPARE(bench.search().history.size(), std::size_t{5});
    }

    void theStudiedFormulaFollowsTheSearchUntilAnotherIsStudied()
    {
        Bench bench;
        startSearch(bench.session, endless());
        QTRY_VERIFY(bench.session.studied());
        QVERIFY(bench.session.studied()->followsSearch);
        StudiedFormula own = *bench.session.studied();
        own.followsSearch = false;
        const auto chosen = std::make_shared<const StudiedFormula>(own);
        bench.session.setStudied(chosen);
        const std::size_t before = bench.search().history.size();
        QTRY_VERIFY(bench.search().history.size() > before + 5);
        stopSearch(bench.session);
        QTRY_VERIFY(bench.rests());
        QCOMPARE(bench.session.studied(), chosen);
        startSearch(bench.session, smallSearch(SearchMode::Strict));
        QTRY_VERIFY(bench.rests());
        QVERIFY(bench.session.studied() != chosen); // a fresh search is followed again
    }

    void anEqualFormulaDoesNotTakeThePlaceOfTheStudiedOne()
    {
        Bench bench;
        std::shared_ptr<const StudiedFormula> last;
        int again = 0;
        connect(&bench.session, &Session::studiedChanged, &bench.session, [&] {
            const auto now = bench.session.studied();
            if (last && now && now->followsSearch && bench.search().result == nullptr)
                again += isSameFormula(*last, *now) ? 1 : 0;
            last = now;
        });
        startSearch(bench.session, endless(SearchMode::Modern)); // which soon finds the law and offers it on and on
        QTRY_VERIFY(bench.search().history.size() > 200);
        QCOMPARE(again, 0);
        stopSearch(bench.session);
        QTRY_VERIFY(bench.rests());
    }

    void undoLeavesTheFormulasOfALaterSearchAlone()
    {
        Bench bench;
        StudiedFormula own = *formulaToWrite(bench.session);
        own.formula = *parseExpression("a", {"a"});
        studyOwnFormula(bench.session, withErrors(std::move(own)));
        startSearch(bench.session, smallSearch(SearchMode::Strict));
        QTRY_VERIFY(bench.rests());
        const auto found = bench.session.studied();
        QVERIFY(found && found->followsSearch);
        bench.session.undoStack().undo();
        QCOMPARE(bench.session.studied(), found);
    }

    void modernModeIsSearchedInTheSameWay()
    {
        Bench bench;
        startSearch(bench.session, endless(SearchMode::Modern));
        bench.pauseAfter(2);
        QVERIFY(bench.session.studied());
        resumeSearch(bench.session, bench.search().settings);
        QTRY_VERIFY(!bench.search().history.empty());
        stopSearch(bench.session);
        QTRY_VERIFY(bench.rests());
        QVERIFY(bench.search().result->formula == bench.session.studied()->formula);
        QVERIFY(bench.session.studied()->measured() == bench.session.studied()->formula);
    }

    void aSavedSearchIsOpenedAtRest()
    {
        const test::TestFolder folder;
        const auto file = folder.path("s.wattline-search");
        Bench first;
        startSearch(first.session, endless());
        first.pauseAfter(2);
        saveSearch(first.session, file);
        QTRY_VERIFY(first.rests());
        QVERIFY(first.search().isAtRest());
        Session other; // no data set is open there
        openFiles(other, std::vector{file});
        QTRY_VERIFY(other.search().run == SearchRun::Paused);
        QCOMPARE(other.search().history.size(), first.search().history.size());
        QTRY_VERIFY(other.studied()->formula == first.session.studied()->formula);
        QVERIFY(other.settings().search == first.search().settings);
        resumeSearch(other, other.settings().search);
        QTRY_VERIFY(other.search().history.size() > first.search().history.size());
    }

    void aSearchOfTheRowsThatAreOpenSpeaksOfThem()
    {
        const test::TestFolder folder;
        const auto file = folder.path("s.wattline-search");
        Bench bench;
        startSearch(bench.session, smallSearch(SearchMode::Strict));
        QTRY_VERIFY(bench.rests());
        saveSearch(bench.session, file);
        QTRY_VERIFY(bench.rests());
        Bench same;
        openFiles(same.session, std::vector{file});
        QTRY_VERIFY(same.search().result);
        QCOMPARE(same.search().run, SearchRun::Finished);
        QCOMPARE(same.search().data, same.session.learningData());
        QVERIFY(!same.search().test->datasetRows.empty());
    }

    void aSearchOfOtherRowsNamesNoRowsOfTheDataSetThatIsOpen()
    {
        SavedSearch saved = savedSearch();
        for (std::size_t row = 0; row < 60; ++row)
            saved.data.datasetRows.push_back(row);
        Bench bench;
        takeSavedSearch(bench.session, saved, SavedUse::LookAt);
        QTRY_VERIFY(bench.search().result);
        for (const auto& part : {bench.search().train, bench.search().validation, bench.search().test})
            QVERIFY(part->rows() > 0 && part->datasetRows.empty());
    }

    void aRunningSearchIsWrittenWhereItIsAsked()
    {
        const test::TestFolder folder;
        Bench bench;
        startSearch(bench.session, endless());
        QTRY_VERIFY(!bench.search().history.empty());
        saveSearch(bench.session, folder.path("live"));
        QTRY_VERIFY(readCheckpoint(folder.path("live")).hasValue());
        QTRY_VERIFY(says(bench.session, "Wrote "));
        QVERIFY(!bench.rests());
    }

    void whatIsAskedForWhileASearchEndsIsWrittenAfterIt()
    {
        const test::TestFolder folder;
        Bench bench;
        startSearch(bench.session, endless());
        bench.pauseAfter(2);
        stopSearch(bench.session); // its formula is measured now
        QVERIFY(!bench.rests());
        saveSearch(bench.session, folder.path("late"));
        QTRY_VERIFY(says(bench.session, "Wrote "));
        QCOMPARE(readCheckpoint(folder.path("late"))->generations, bench.search().history.size());
        QTRY_VERIFY(bench.rests() && bench.search().isAtRest());
    }

    void aFileThatCannotBeWrittenIsTold()
    {
        const test::TestFolder folder;
        Bench bench;
        startSearch(bench.session, endless());
        QTRY_VERIFY(!bench.search().history.empty());
        saveSearch(bench.session, folder.path("none") / "live");
        pauseSearch(bench.session);
        QTRY_VERIFY(bench.rests());
        QTRY_VERIFY(says(bench.session, "none"));
        QVERIFY(!says(bench.session, "Wrote "));
    }

    void aFileThatIsNoSearchIsRefused()
    {
        const test::TestFolder folder;
        Session session;
        openFiles(session, std::vector{folder.write("odd", "Wattline saved search 9\n123")});
        QTRY_VERIFY(says(session, "version"));
        QCOMPARE(session.search().run, SearchRun::None);
    }

    void aSearchThatWasCutOffIsOfferedAtTheNextStart()
    {
        const test::TestFolder folder;
        {
            const SearchShelf lost(folder.path("shelf"));
            leaveSearchIn(lost);
            QVERIFY(SearchShelf(folder.path("shelf")).takeLeft().empty()); // its window lives
        }
        Session session;
        session.setShelf(std::make_shared<SearchShelf>(folder.path("shelf")));
        tellLeftSearches(session);
        QTRY_VERIFY(says(session, "ended unexpectedly at generation 1."));
        press(session.messages().back(), "Resume");
        QTRY_VERIFY(session.search().history.size() > 3);
        session.endTasks();
        session.shelf()->discard();
        QVERIFY(SearchShelf(folder.path("shelf")).takeLeft().empty());
    }

    void aSearchThatWasCutOffMayBeLookedAtOrDiscarded()
    {
        const test::TestFolder folder;
        {
            leaveSearchIn(SearchShelf(folder.path("shelf")));
        }
        Session session;
        session.setShelf(std::make_shared<SearchShelf>(folder.path("shelf")));
        tellLeftSearches(session);
        QTRY_VERIFY(!session.messages().empty());
        const Message message = session.messages().back();
        press(message, "View Results");
        QTRY_VERIFY(session.search().result);
        QCOMPARE(session.search().run, SearchRun::Stopped);
        press(message, "Discard");
        session.setShelf(nullptr);
        QVERIFY(SearchShelf(folder.path("shelf")).takeLeft().empty());
    }

    void whatIsKeptOnPurposeIsSaidToBe()
    {
        const test::TestFolder folder;
        {
            SearchShelf shelf(folder.path("shelf"));
            leaveSearchIn(shelf);
            QVERIFY(shelf.keep().hasValue());
            QVERIFY(SearchShelf(folder.path("shelf")).takeLeft().empty()); // its window offers it itself
        }
        SearchShelf next(folder.path("shelf"));
        const auto left = next.takeLeft();
        QCOMPARE(left.size(), std::size_t{1});
        QVERIFY(!left.front().endedUnexpectedly);
        QVERIFY(next.takeLeft().empty()); // told once
    }

    void aRunningSearchIsKeptOnTheShelf()
    {
        const test::TestFolder folder;
        Bench bench;
        bench.session.setShelf(std::make_shared<SearchShelf>(folder.path("shelf")));
        startSearch(bench.session, endless());
        QTRY_VERIFY(bench.search().history.size() > 1);
        bench.session.endTasks();
        const Result<SavedSearch> kept = readCheckpoint(bench.session.shelf()->runningFile());
        QVERIFY2(kept.hasValue(), kept ? "" : kept.error().message.c_str());
        QVERIFY(kept->generations >= bench.search().history.size());
    }
};

QTEST_MAIN(SearchRunsTest)
#include "tst_search_runs.moc"
