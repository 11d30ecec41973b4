// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/search_stretch.h"

#include "core/evolution/checkpoint_file.h"
#include "core/evolution/search_watch.h"
#include "ui/style/text.h"
#include "ui/work/candidate_work.h"
#include "ui/work/formula_work.h"
#include "ui/work/search_words.h"

#include <chrono>

namespace wattline::ui {

namespace {

using Clock = std::chrono::steady_clock;

/// The window shows at most ten a second, so no more are worked out.
constexpr std::chrono::milliseconds BetweenOffers(100);

StudiedFormula offered(const SearchState& state, const FormulaCandidate& candidate)
{
    StudiedFormula studied = withErrors(studiedCandidate(state, candidate));
    studied.followsSearch = true;
    return studied;
}

/// How it went to write files.
struct Written {
    QStringList problems;
    QString done; ///< what was asked for; empty for nothing
};

/// Tells the window of the generations as they come.
class Reporter {
public:
    Reporter(const SearchStretch& stretch, const Search& engine) : m_stretch(stretch), m_engine(engine)
    {
        for (const GenerationStats& stats : engine.history())
            m_watch.take(stats);
    }

    void tell(const GenerationStats& stats)
    {
        SearchNote note{.stats = stats};
        if (const QString text = newsText(stats); !text.isEmpty())
            note.events.push_back({QDateTime::currentDateTime(), stats.generation + 1, text});
        m_pending = true;
        if (Clock::now() - m_lastOffer >= BetweenOffers)
            note.offered = offer();
        m_stretch.mailbox.post(std::move(note));
    }

    void tell(const Written& written)
    {
        for (const QString& problem : written.problems) {
            SearchNote note{.problem = problem};
            note.events.push_back({QDateTime::currentDateTime(), m_engine.history().size(), problem});
            m_stretch.mailbox.post(std::move(note));
        }
        if (!written.done.isEmpty())
            m_stretch.mailbox.post({.done = written.done});
    }

    /// What was left out for lack of time.
    void tellLast()
    {
        if (m_pending)
            m_stretch.mailbox.post({.offered = offer()});
    }

private:
    std::shared_ptr<const StudiedFormula> offer()
    {
        m_lastOffer = Clock::now();
        m_pending = false;
        return offeredFormula(m_stretch.state, m_engine);
    }

    QString newsText(const GenerationStats& stats)
    {
        switch (m_watch.take(stats)) {
        case SearchNews::Better:
            return QObject::tr("Better formula: %1, %2 nodes")
                .arg(errorText(m_stretch.state, stats.bestFitness))
                .arg(stats.bestLength);
        case SearchNews::Plateau:
            return plateauText(m_watch.lastBetter() + 1);
        case SearchNews::None:
            break;
        }
        return {};
    }

    const SearchStretch& m_stretch;
    const Search& m_engine;
    SearchWatch m_watch;
    Clock::time_point m_lastOffer;
    bool m_pending = false;
};

/// Writes the files that the search is kept in.
class Writer {
public:
    explicit Writer(const SearchStretch& stretch)
        : m_orders(stretch.orders),
          m_file(stretch.autosave, {.data = *stretch.state.data,
                                    .split = stretch.state.split,
                                    .startedUnixSeconds = stretch.state.started.toSecsSinceEpoch()})
    {
    }

    /// A disk that stays full is told of once.
    Written writeWhatIsDue(const Search& search)
    {
        Written written = m_file.isDue() ? autosave(search) : Written();
        if (const auto file = m_orders->takeFile()) {
            if (const Result<void> result = writeCheckpoint(*file, m_file.saved(search)))
                written.done = wroteText(*file);
            else
                written.problems << shown(result.error().message);
        }
        return written;
    }

    Written autosave(const Search& search)
    {
        if (m_file.file().empty())
            return {};
        const Result<void> written = m_file.write(search);
        if (written || m_hasFailed)
            return {};
        m_hasFailed = true;
        return {{QObject::tr("The search is not kept against a crash: %1").arg(shown(written.error().message))}, {}};
    }

private:
    std::shared_ptr<SearchOrders> m_orders;
    CheckpointFile m_file;
    bool m_hasFailed = false;
};

Result<std::shared_ptr<Search>> engineOf(const SearchStretch& stretch)
{
    std::shared_ptr<Search> engine = stretch.state.engine;
    if (!engine) {
        Result<std::unique_ptr<Search>> made =
            makeSearch(*stretch.state.train, *stretch.state.validation, stretch.settings);
        if (!made)
            return made.error();
        engine = std::move(*made);
    }
    if (engine->settings() != stretch.settings) {
        if (const Result<void> changed = engine->change(stretch.settings); !changed)
            return changed.error();
    }
    return engine;
}

} // namespace

void SearchOrders::writeTo(std::filesystem::path file)
{
    const std::lock_guard lock(m_mutex);
    m_file = std::move(file);
}

std::optional<std::filesystem::path> SearchOrders::takeFile()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_file, std::nullopt);
}

Result<std::shared_ptr<Search>> runStretch(const SearchStretch& stretch, const RunContext& context)
{
    const Result<std::shared_ptr<Search>> made = engineOf(stretch);
    if (!made)
        return made;
    Search& engine = **made;
    Reporter reporter(stretch, engine);
    Writer writer(stretch);
    reporter.tell(writer.autosave(engine));
    while (!engine.isFinished()) {
        const std::optional<GenerationStats> stats = engine.advance(context);
        if (!stats)
            break;
        reporter.tell(*stats);
        reporter.tell(writer.writeWhatIsDue(engine));
        const auto all = static_cast<double>(stretch.settings.generations());
        context.report(static_cast<double>(stats->generation + 1) / all, "Searching");
    }
    reporter.tellLast();
    reporter.tell(writer.autosave(engine));
    return made;
}

Result<SearchOutcome> outcomeOf(const SearchState& state, const Search& engine)
{
    Result<EvolutionResult> result = engine.result();
    if (!result)
        return result.error();
    StudiedFormula studied = offered(state, {result->formula, result->rawFormula});
    return SearchOutcome{std::make_shared<const EvolutionResult>(*std::move(result)),
                         std::make_shared<const StudiedFormula>(std::move(studied))};
}

std::shared_ptr<const StudiedFormula> offeredFormula(const SearchState& state, const Search& engine)
{
    const std::optional<FormulaCandidate> chosen = engine.chosen();
    if (!chosen)
        return nullptr;
    StudiedFormula studied = offered(state, *chosen);
    studied.test.errors.reset();
    return std::make_shared<const StudiedFormula>(std::move(studied));
}

} // namespace wattline::ui
