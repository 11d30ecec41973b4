// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/search.h"
#include "core/models/methods.h"
#include "core/models/symbolic_model.h"

namespace wattline {

namespace {

/// Relative errors, as tables rank by them; root mean squares where a target is 0 somewhere.
ErrorMeasure measureFor(const FitInput& input)
{
    const bool hasZero = (input.train.target.array() == 0.0).any() || (input.validation.target.array() == 0.0).any();
    return hasZero ? ErrorMeasure::RootMeanSquare : ErrorMeasure::MeanRelative;
}

Result<std::shared_ptr<const Model>> fitModern(const FitInput& input, ModernSettings settings,
                                               const RunContext& context)
{
    settings.seed = input.seed;
    settings.error = measureFor(input);
    const Result<std::unique_ptr<Search>> search =
        makeSearch(input.train, input.validation, {.mode = SearchMode::Modern, .modern = settings});
    if (!search)
        return search.error();
    return symbolicModel(runSearch(**search, {}, context));
}

} // namespace

Method modernSymbolicMethod(Effort effort)
{
    const ModernSettings settings = effort == Effort::Paper ? ModernSettings() : quickModernSettings();
    return {"symbolic-modern",
            "Symbolic regression, modern",
            {{"population " + std::to_string(settings.population) + ", " + std::to_string(settings.generations) +
                  " generations, at most " + std::to_string(settings.maxLength) + " nodes",
              [settings](const FitInput& input, const RunContext& context) {
                  return fitModern(input, settings, context);
              }}}};
}

} // namespace wattline
