// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evolve_checkpoint.h"

#include "app/cli/evolve_output.h"

#include <chrono>
#include <fmt/format.h>

namespace wattline::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// What each generation may cost in writing: the file is written every few seconds, and of a search of many rows more
/// seldom.
constexpr double SecondsBetweenWrites = 3.0;
constexpr double SecondsPerSecondOfWriting = 20.0;

SearchSettings withLimitsOf(SearchSettings settings, const SearchSettings& limits)
{
    settings.strict.generations = limits.strict.generations;
    settings.strict.stoppingFitness = limits.strict.stoppingFitness;
    settings.modern.generations = limits.modern.generations;
    settings.modern.evaluations = limits.modern.evaluations;
    settings.modern.timeLimitSeconds = limits.modern.timeLimitSeconds;
    return settings;
}

/// The first setting in which the two differ, as a sentence says it; empty where they do not.
std::string difference(const SearchSettings& there, const SearchSettings& here)
{
    if (there.mode != here.mode)
        return fmt::format("its mode is {}", there.mode == SearchMode::Strict ? "strict" : "modern");
    const Json a = settingsJson(there);
    const Json b = settingsJson(here);
    for (const auto& [key, value] : a.items()) {
        if (value != b.at(key))
            return fmt::format("its {} is {}, not {}", key, value.dump(), b.at(key).dump());
    }
    return {};
}

Error inFile(const std::filesystem::path& file, const Error& error)
{
    return {error.kind, file.string() + ": " + error.message};
}

Result<std::unique_ptr<Search>> searchOf(const std::filesystem::path& file, const SearchTask& task,
                                         const RunContext& context)
{
    const Result<SavedSearch> saved = readCheckpoint(file, context);
    if (!saved)
        return saved.error();
    Result<std::unique_ptr<Search>> search = restoreSearch(saved->state, selectRows(task.data, task.split.train),
                                                           selectRows(task.data, task.split.validation));
    if (!search)
        return inFile(file, search.error());
    const SearchSettings wanted = withLimitsOf((*search)->settings(), task.settings);
    if (const std::string other = difference(wanted, task.settings); !other.empty())
        return Error{ErrorKind::Data, fmt::format("{}: the checkpoint is of a search with other settings: {}. Name "
                                                  "another file, or the same settings.",
                                                  file.string(), other)};
    if (const Result<void> changed = (*search)->change(wanted); !changed)
        return inFile(file, changed.error());
    return search;
}

/// Keeps the file up to date with its search.
class CheckpointFile {
public:
    CheckpointFile(std::filesystem::path file, const Search& search, const SearchTask& task)
        : m_file(std::move(file)), m_search(search)
    {
        m_saved.data = task.data;
        m_saved.split = task.split;
        m_saved.startedUnixSeconds =
            std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
                .count();
    }

    Result<void> write(std::size_t generations)
    {
        const Clock::time_point start = Clock::now();
        m_saved.state = m_search.checkpoint();
        m_saved.generations = generations;
        Result<void> written = writeCheckpoint(m_file, m_saved);
        m_last = Clock::now();
        m_writingSeconds = std::chrono::duration<double>(m_last - start).count();
        return written;
    }

    bool isDue() const
    {
        const double wait = std::max(SecondsBetweenWrites, SecondsPerSecondOfWriting * m_writingSeconds);
        return std::chrono::duration<double>(Clock::now() - m_last).count() >= wait;
    }

private:
    std::filesystem::path m_file;
    const Search& m_search;
    SavedSearch m_saved;
    Clock::time_point m_last;
    double m_writingSeconds = 0.0;
};

std::string generationsText(std::size_t generations)
{
    return generations == 1 ? "1 generation" : fmt::format("{} generations", generations);
}

} // namespace

Result<EvolutionResult> runWithCheckpoint(const SearchTask& task, const std::filesystem::path& file,
                                          std::vector<std::string>& messages, const RunContext& context)
{
    const bool resumes = std::filesystem::exists(file);
    Result<std::unique_ptr<Search>> search =
        resumes ? searchOf(file, task, context)
                : makeSearch(selectRows(task.data, task.split.train), selectRows(task.data, task.split.validation),
                             task.settings);
    if (!search)
        return search.error();
    std::size_t done = resumes ? (*search)->generation() : 0;
    if (resumes)
        messages.push_back(
            fmt::format("went on after {} with the search of {}.", generationsText(done), file.string()));
    CheckpointFile keeper(file, **search, task);
    if (Result<void> written = keeper.write(done); !written) // now rather than after hours
        return written.error();
    const auto keep = [&](const GenerationStats& stats) {
        done = stats.generation + 1;
        if (keeper.isDue())
            (void)keeper.write(done); // a disk that is full for a while must not end the search; the last write tells
    };
    Result<EvolutionResult> result = runSearch(**search, keep, context);
    if (Result<void> written = keeper.write(done); !written)
        return written.error();
    if (context.stopRequested() && !(*search)->isFinished())
        return Error{ErrorKind::Canceled,
                     fmt::format("interrupted after {}; {} holds the search, and the same command goes on with it.",
                                 generationsText(done), file.string())};
    messages.push_back(fmt::format("{} holds the search after {}.", file.string(), generationsText(done)));
    return result;
}

} // namespace wattline::cli
