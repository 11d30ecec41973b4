// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/evolution/evolution_result.h"
#include "core/evolution/modern_settings.h"
#include "core/evolution/strict.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

class ByteReader;

/// Whose rules a search follows.
enum class SearchMode { Strict, Modern };

/// Everything that a search is started with; the settings of the other mode are carried along unused.
struct SearchSettings {
    SearchMode mode = SearchMode::Modern;
    StrictSettings strict;
    ModernSettings modern;

    std::size_t generations() const { return mode == SearchMode::Strict ? strict.generations : modern.generations; }
    std::uint64_t seed() const { return mode == SearchMode::Strict ? strict.seed : modern.seed; }
    bool operator==(const SearchSettings&) const = default;
};

/// Ready choices of settings.
enum class SearchPreset {
    Paper,  ///< strict mode as published: population 15,000, 50 generations
    Modern, ///< modern mode: small formulas that predict well
    Quick   ///< strict mode, population 3000, 30 generations: a second or two on a laptop
};

SearchSettings settingsOf(SearchPreset preset);

/// The same settings but for their seed, in both modes.
SearchSettings withSeed(SearchSettings settings, std::uint64_t seed);
/// The settings with those of a preset in the place of the ones of its mode, the seed kept.
SearchSettings withPreset(SearchSettings settings, SearchPreset preset);
/// The preset that the settings of the present mode are, whatever their seed.
std::optional<SearchPreset> presetOf(const SearchSettings& settings);

/// Error Data where no search can run with the settings, saying why.
Result<void> checkSettings(const SearchSettings& settings);

/// A search that goes on one generation at a time, so that it can pause, be looked at, changed and
/// resumed. The same settings and rows give the same generations for any number of threads, however often it was
/// interrupted (a time limit excepted). One thread at a time may use it.
class Search {
public:
    virtual ~Search() = default;

    /// Makes the next generation. Nothing where a stop came first (within 0.2 s): the generation before then stands,
    /// and the next call makes the same one anew. Nothing either where no program is left to breed from.
    virtual std::optional<GenerationStats> advance(const RunContext& context) = 0;
    /// The generations made so far.
    virtual const std::vector<GenerationStats>& history() const = 0;
    /// Whether a limit of the settings is reached or the stopping error met, or no program is left to breed from.
    virtual bool isFinished() const = 0;
    virtual const SearchSettings& settings() const = 0;
    /// Other settings for the generations to come. Error Data where they are out of range or cannot change within a
    /// run (the mode, the error measure), saying which.
    virtual Result<void> change(const SearchSettings& settings) = 0;
    /// The formula that result() would choose by now; nothing where it would fail.
    virtual std::optional<FormulaCandidate> chosen() const = 0;
    /// What was found so far; needs one generation. Error Numeric where no program has a finite error.
    virtual Result<EvolutionResult> result() const = 0;
    /// Everything that the next generation depends on but the rows, as bytes that restoreSearch() reads: a few million
    /// for 15,000 programs.
    virtual std::string checkpoint() const = 0;
};

/// A search on the training rows, before its first generation. Error Data for fewer than 3 rows, values that are not
/// finite, or settings out of range.
Result<std::unique_ptr<Search>> makeSearch(const RegressionData& train, const RegressionData& validation,
                                           const SearchSettings& settings);

/// The search whose checkpoint() this is, on the same rows: it goes on as if it had never been interrupted. Error
/// Format where it is no checkpoint of a version that can be read, or damaged; Error Data where it speaks of other
/// rows.
Result<std::unique_ptr<Search>> restoreSearch(std::string_view checkpoint, const RegressionData& train,
                                              const RegressionData& validation);

/// makeSearch() and restoreSearch() of each mode; the reader stands behind settings and rows.
Result<std::unique_ptr<Search>> makeStrictSearch(const RegressionData& train, const RegressionData& validation,
                                                 const SearchSettings& settings);
Result<std::unique_ptr<Search>> restoreStrictSearch(const RegressionData& train, const RegressionData& validation,
                                                    const SearchSettings& settings, ByteReader& reader);
Result<std::unique_ptr<Search>> makeModernSearch(const RegressionData& train, const RegressionData& validation,
                                                 const SearchSettings& settings);
Result<std::unique_ptr<Search>> restoreModernSearch(const RegressionData& train, const RegressionData& validation,
                                                    const SearchSettings& settings, ByteReader& reader);

/// Lets a search go on to its end, telling the observer of each generation on the calling thread. A stop ends it early:
/// what was found so far comes back with `stopped` set, or Error Canceled before the first generation.
Result<EvolutionResult> runSearch(Search& search, const std::function<void(const GenerationStats&)>& observer = {},
                                  const RunContext& context = {});

} // namespace wattline
