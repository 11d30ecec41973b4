// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/evolution/checkpoint.h"
#include "core/evolution/checkpoint_parts.h"
#include "tests/support/recordings.h"
#include "tests/support/searches.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

const RegressionData& train()
{
    static const RegressionData rows = bumpyRows(120, 1);
    return rows;
}

const RegressionData& validation()
{
    static const RegressionData rows = bumpyRows(30, 2);
    return rows;
}

std::unique_ptr<Search> started(const SearchSettings& settings)
{
    return std::move(*makeSearch(train(), validation(), settings));
}

void advance(Search& search, std::size_t generations, unsigned threads = 0)
{
    RunContext context;
    context.threads = threads;
    for (std::size_t i = 0; i < generations; ++i)
        QVERIFY(search.advance(context).has_value());
}

EvolutionResult unbroken(const SearchSettings& settings)
{
    return *runSearch(*started(settings));
}

/// A saved search of all rows, after a generation.
SavedSearch saved()
{
    SavedSearch search;
    search.data = bumpyRows(20, 3);
    search.data.tdpWatts = Eigen::VectorXd::Constant(20, std::nan(""));
    search.data.datasetRows = {0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    search.data.rowsBeforeFilter = 21;
    search.data.emptyRows = 1;
    search.split = holdOutSplit(20, 1);
    auto engine = *makeSearch(search.train(), search.validation(), smallSearch(SearchMode::Strict));
    advance(*engine, 1);
    search.state = engine->checkpoint();
    search.generations = 1;
    search.startedUnixSeconds = 1795435200;
    return search;
}

void addModes()
{
    QTest::addColumn<SearchMode>("mode");
    QTest::newRow("strict") << SearchMode::Strict;
    QTest::newRow("modern") << SearchMode::Modern;
}

} // namespace

Q_DECLARE_METATYPE(wattline::SearchMode)

class CheckpointTest : public QObject {
    Q_OBJECT

private slots:
    void aResumedSearchEndsAsAnUnbrokenOne_data() { addModes(); }
    void aResumedSearchEndsAsAnUnbrokenOne()
    {
        QFETCH(SearchMode, mode);
        const SearchSettings settings = smallSearch(mode);
        const EvolutionResult whole = unbroken(settings);
        for (std::size_t generation = 0; generation <= settings.generations(); ++generation) {
            const unsigned threads = 1 + static_cast<unsigned>(generation) % 3;
            auto first = started(settings);
            advance(*first, generation, threads);
            auto second = restoreSearch(first->checkpoint(), train(), validation());
            QVERIFY2(second.hasValue(), second ? "" : second.error().message.c_str());
            RunContext context;
            context.threads = 1 + (threads + 1) % 3;
            QVERIFY2(sameResult(*runSearch(**second, {}, context), whole), std::to_string(generation).c_str());
        }
    }

    void aSearchMayBeInterruptedAgainAndAgain_data() { addModes(); }
    void aSearchMayBeInterruptedAgainAndAgain()
    {
        QFETCH(SearchMode, mode);
        const SearchSettings settings = smallSearch(mode, 8);
        auto search = started(settings);
        while (!search->isFinished()) {
            advance(*search, 1);
            search = *restoreSearch(search->checkpoint(), train(), validation());
        }
        QVERIFY(sameResult(*search->result(), unbroken(settings)));
    }

    void aCheckpointOfAResumedSearchIsTheSame_data() { addModes(); }
    void aCheckpointOfAResumedSearchIsTheSame()
    {
        QFETCH(SearchMode, mode);
        auto search = started(smallSearch(mode));
        advance(*search, 3);
        const std::string checkpoint = search->checkpoint();
        QVERIFY((*restoreSearch(checkpoint, train(), validation()))->checkpoint() == checkpoint);
    }

    void aStoppedGenerationIsMadeAnew_data() { addModes(); }
    void aStoppedGenerationIsMadeAnew()
    {
        QFETCH(SearchMode, mode);
        const SearchSettings settings = smallSearch(mode);
        auto search = started(settings);
        std::stop_source stop;
        stop.request_stop();
        RunContext stopped;
        stopped.stop = stop.get_token();
        while (!search->isFinished()) {
            QVERIFY(!search->advance(stopped));
            advance(*search, 1);
        }
        QVERIFY(sameResult(*search->result(), unbroken(settings)));
    }

    void otherSettingsActFromTheNextGenerationOn()
    {
        const SearchSettings settings = smallSearch(SearchMode::Strict);
        const EvolutionResult whole = unbroken(settings);
        SearchSettings heavier = settings;
        heavier.strict.parsimony = 10.0;
        heavier.strict.population = 150;
        heavier.strict.generations = 7;
        auto search = started(settings);
        advance(*search, 3);
        QVERIFY(search->change(heavier).hasValue());
        auto resumed = *restoreSearch(search->checkpoint(), train(), validation());
        QVERIFY(resumed->settings() == heavier);
        const EvolutionResult changed = *runSearch(*search);
        QCOMPARE(changed.history.size(), std::size_t{7});
        QVERIFY(std::equal(whole.history.begin(), whole.history.begin() + 3, changed.history.begin(), sameGeneration));
        QVERIFY(!sameGeneration(whole.history[3], changed.history[3]));
        QVERIFY(sameResult(*runSearch(*resumed), changed));
    }

    void aSearchKeepsItsMode()
    {
        auto search = started(smallSearch(SearchMode::Strict));
        const Result<void> changed = search->change(smallSearch(SearchMode::Modern));
        QVERIFY(!changed);
        QCOMPARE(changed.error().kind, ErrorKind::Data);
    }

    void refusesOtherRows()
    {
        const auto search = started(smallSearch(SearchMode::Strict));
        RegressionData others = train();
        others.target[7] += 1e-9;
        const auto restored = restoreSearch(search->checkpoint(), others, validation());
        QVERIFY(!restored);
        QCOMPARE(restored.error().kind, ErrorKind::Data);
        QVERIFY(restored.error().message.find("other values") != std::string::npos);
        const auto fewer = restoreSearch(search->checkpoint(), bumpyRows(12, 1), validation());
        QVERIFY2(fewer.error().message.find("120 training") != std::string::npos, fewer.error().message.c_str());
    }

    void refusesWhatIsNoCheckpoint_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const std::string good = started(smallSearch(SearchMode::Strict))->checkpoint();
        const auto bytes = [](const std::string& text) { return QByteArray::fromStdString(text); };
        std::string newer = good;
        newer.replace(newer.find("1\n"), 1, "2");
        std::string changed = good;
        changed[good.size() / 2] = static_cast<char>(changed[good.size() / 2] ^ 4);
        QTest::newRow("nothing") << QByteArray() << "no checkpoint";
        QTest::newRow("text") << QByteArray("a,b\n1,2\n") << "no checkpoint";
        QTest::newRow("zeros") << QByteArray(4096, '\0') << "no checkpoint";
        QTest::newRow("newer") << bytes(newer) << "version";
        QTest::newRow("first line alone") << bytes(good.substr(0, good.find('\n') + 1)) << "damaged";
        QTest::newRow("first line without its end") << bytes(good.substr(0, good.find('\n'))) << "damaged";
        QTest::newRow("first half") << bytes(good.substr(0, good.size() / 2)) << "damaged";
        QTest::newRow("a byte short") << bytes(good.substr(0, good.size() - 1)) << "damaged";
        QTest::newRow("a bit changed") << bytes(changed) << "damaged";
    }

    void refusesWhatIsNoCheckpoint()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const auto restored = restoreSearch(bytes.toStdString(), train(), validation());
        QVERIFY(!restored);
        QCOMPARE(restored.error().kind, ErrorKind::Format);
        QVERIFY2(QString::fromStdString(restored.error().message).contains(says), restored.error().message.c_str());
    }

    // Bytes changed behind the seal's back: refused with a sentence, or a search that can go on.
    void hostileBytesAreHarmless_data() { addModes(); }
    void hostileBytesAreHarmless()
    {
        QFETCH(SearchMode, mode);
        SearchSettings settings = smallSearch(mode);
        settings.strict.population = 30;
        settings.modern.population = 20;
        auto search = started(settings);
        advance(*search, 2);
        const std::string good = search->checkpoint();
        const std::size_t begin = good.find('\n') + 9;
        RandomStream random(5);
        std::size_t refused = 0;
        for (int i = 0; i < 2000; ++i) {
            std::string body = good.substr(begin);
            for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes)
                body[random.below(body.size())] = static_cast<char>(random.below(256));
            if (random.below(8) == 0)
                body.resize(random.below(body.size()));
            ByteWriter seal;
            seal.real(std::bit_cast<double>(fingerprintOf(body)));
            const auto restored = restoreSearch(good.substr(0, begin - 8) + seal.bytes() + body, train(), validation());
            if (!restored) {
                QVERIFY(restored.error().message.ends_with('.'));
                ++refused;
            } else if ((*restored)->settings().strict.population < 100 &&
                       (*restored)->settings().modern.population < 100) {
                (void)(*restored)->advance({});
                (void)(*restored)->result();
            }
        }
        QVERIFY(refused > 100);
    }

    void aFileBringsBackTheSearchAndItsRows()
    {
        const TestFolder folder;
        const SavedSearch before = saved();
        QVERIFY(writeCheckpoint(folder.path("s"), before).hasValue());
        const Result<SavedSearch> after = readCheckpoint(folder.path("s"));
        QVERIFY2(after.hasValue(), after ? "" : after.error().message.c_str());
        QVERIFY(sameRows(after->data, before.data));
        QVERIFY(after->data.datasetRows == before.data.datasetRows);
        QCOMPARE(after->data.rowsBeforeFilter, std::size_t{21});
        QVERIFY(after->split.test == before.split.test);
        QCOMPARE(after->generations, std::size_t{1});
        QCOMPARE(after->startedUnixSeconds, before.startedUnixSeconds);
        const auto search = restoreSearch(after->state, after->train(), after->validation());
        QVERIFY2(search.hasValue(), search ? "" : search.error().message.c_str());
        QVERIFY((*search)->checkpoint() == before.state);
    }

    void aFileThatIsNoneIsRefusedByName()
    {
        const TestFolder folder;
        QCOMPARE(readCheckpoint(folder.path("none")).error().kind, ErrorKind::Io);
        const auto file = folder.write("power.csv", "a,b\n1,2\n");
        const Result<SavedSearch> read = readCheckpoint(file);
        QCOMPARE(read.error().kind, ErrorKind::Format);
        QVERIFY(read.error().message.starts_with(file.string()));
    }

    void hostileFilesAreHarmless()
    {
        const std::string good = checkpointBytes(saved());
        const std::size_t begin = good.find('\n') + 9;
        RandomStream random(6);
        for (int i = 0; i < 3000; ++i) {
            std::string body = good.substr(begin, 600 + random.below(400));
            body += good.substr(begin + body.size());
            for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes)
                body[random.below(std::min<std::size_t>(body.size(), 800))] = static_cast<char>(random.below(256));
            ByteWriter seal;
            seal.real(std::bit_cast<double>(fingerprintOf(body)));
            const auto read = parseCheckpoint(good.substr(0, begin - 8) + seal.bytes() + body, "odd");
            if (read)
                (void)restoreSearch(read->state, read->train(), read->validation());
            else
                QVERIFY(read.error().message.starts_with("odd: "));
        }
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "tst_checkpoint.moc"
