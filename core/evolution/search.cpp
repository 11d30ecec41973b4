// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/search.h"

#include "core/evolution/strict_settings.h"
#include "core/expression/evaluate.h"

namespace wattline {

Eigen::VectorXd EvolutionResult::predict(const Eigen::MatrixXd& features) const
{
    return evaluate(rawFormula, features);
}

SearchSettings settingsOf(SearchPreset preset)
{
    SearchSettings settings;
    settings.mode = preset == SearchPreset::Modern ? SearchMode::Modern : SearchMode::Strict;
    if (preset == SearchPreset::Quick)
        settings.strict = quickSettings();
    return settings;
}

SearchSettings withSeed(SearchSettings settings, std::uint64_t seed)
{
    settings.strict.seed = seed;
    settings.modern.seed = seed;
    return settings;
}

SearchSettings withPreset(SearchSettings settings, SearchPreset preset)
{
    const std::uint64_t seed = settings.seed();
    const SearchSettings chosen = settingsOf(preset);
    settings.mode = chosen.mode;
    if (chosen.mode == SearchMode::Strict)
        settings.strict = chosen.strict;
    else
        settings.modern = chosen.modern;
    return withSeed(settings, seed);
}

std::optional<SearchPreset> presetOf(const SearchSettings& settings)
{
    for (SearchPreset preset : {SearchPreset::Paper, SearchPreset::Modern, SearchPreset::Quick}) {
        if (withPreset(settings, preset) == withSeed(settings, settings.seed()))
            return preset;
    }
    return {};
}

Result<void> checkSettings(const SearchSettings& settings)
{
    return settings.mode == SearchMode::Strict ? checkStrictSettings(settings.strict)
                                               : checkModernSettings(settings.modern);
}

Result<std::unique_ptr<Search>> makeSearch(const RegressionData& train, const RegressionData& validation,
                                           const SearchSettings& settings)
{
    return settings.mode == SearchMode::Strict ? makeStrictSearch(train, validation, settings)
                                               : makeModernSearch(train, validation, settings);
}

Result<EvolutionResult> runSearch(Search& search, const std::function<void(const GenerationStats&)>& observer,
                                  const RunContext& context)
{
    while (!search.isFinished()) {
        const std::optional<GenerationStats> stats = search.advance(context);
        if (!stats)
            break;
        if (observer)
            observer(*stats);
        const std::size_t done = stats->generation + 1;
        const std::size_t all = search.settings().generations();
        context.report(static_cast<double>(done) / static_cast<double>(all),
                       "Generation " + std::to_string(done) + " of " + std::to_string(all));
    }
    return search.result();
}

Result<EvolutionResult> evolveStrict(const RegressionData& train, const RegressionData& validation,
                                     const StrictSettings& settings,
                                     const std::function<void(const GenerationStats&)>& observer,
                                     const RunContext& context)
{
    const Result<std::unique_ptr<Search>> search =
        makeSearch(train, validation, {.mode = SearchMode::Strict, .strict = settings});
    return search ? runSearch(**search, observer, context) : Result<EvolutionResult>(search.error());
}

} // namespace wattline
