// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evolve_checkpoint.h"

#include "app/cli/evolve_output.h"
#include "core/evolution/checkpoint_file.h"

#include <fmt/format.h>

namespace wattline::cli {

namespace {

SearchSettings withLimitsOf(SearchSettings settings, const SearchSettings& limits)
{
    settings.strict.generations = limits.strict.generations;
    settings.strict.stoppingFitness = limits.strict.stoppingFitness;
    settings.modern.generations = limits.modern.generations;
    settings.modern.evaluations = limits.modern.evaluations;
    settings.modern.timeLimitSeconds = limits.modern.timeLimitSeconds;
    settings.modern.stoppingError = limits.modern.stoppingError;
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

struct Begun {
    std::unique_ptr<Search> search;
    std::int64_t startedUnixSeconds = 0; ///< 0: now
};

Result<Begun> begin(const SearchTask& task)
{
    Result<std::unique_ptr<Search>> search = makeSearch(selectRows(task.data, task.split.train),
                                                        selectRows(task.data, task.split.validation), task.settings);
    if (!search)
        return search.error();
    return Begun{*std::move(search)};
}

Result<Begun> resume(const std::filesystem::path& file, const SearchTask& task, const RunContext& context)
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
    return Begun{*std::move(search), saved->startedUnixSeconds};
}

std::string generationsOf(const Search& search)
{
    const std::size_t generations = search.history().size();
    return generations == 1 ? "1 generation" : fmt::format("{} generations", generations);
}

} // namespace

Result<EvolutionResult> runWithCheckpoint(const SearchTask& task, const std::filesystem::path& file,
                                          std::vector<std::string>& messages, const RunContext& context)
{
    const bool resumes = std::filesystem::exists(file);
    const Result<Begun> begun = resumes ? resume(file, task, context) : begin(task);
    if (!begun)
        return begun.error();
    Search& search = *begun->search;
    if (resumes)
        messages.push_back(
            fmt::format("went on after {} with the search of {}.", generationsOf(search), file.string()));
    CheckpointFile keeper(file,
                          {.data = task.data, .split = task.split, .startedUnixSeconds = begun->startedUnixSeconds});
    if (Result<void> written = keeper.write(search); !written) // now rather than after hours
        return written.error();
    const auto keep = [&](const GenerationStats&) {
        if (keeper.isDue())
            (void)keeper.write(search); // a disk that is full for a while must not end the search; the last one tells
    };
    Result<EvolutionResult> result = runSearch(search, keep, context);
    if (Result<void> written = keeper.write(search); !written) {
        if (!search.isFinished())
            return written.error();
        messages.push_back(written.error().message); // what was found must not be lost with the file
        return result;
    }
    if (context.stopRequested() && !search.isFinished())
        return Error{ErrorKind::Canceled,
                     fmt::format("interrupted after {}; {} holds the search, and the same command goes on with it.",
                                 generationsOf(search), file.string())};
    messages.push_back(fmt::format("{} holds the search after {}.", file.string(), generationsOf(search)));
    return result;
}

} // namespace wattline::cli
