// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/tuned_fit.h"

#include <chrono>

namespace wattline {

Result<Method> methodNamed(const std::string& id, Effort effort)
{
    const std::vector<Method> methods = allMethods(effort);
    const Result<std::vector<const Method*>> named = methodsNamed(methods, {id});
    if (!named)
        return named.error();
    return *named->front();
}

Result<TunedModel> tunedFit(const Method& method, const FitInput& input, std::optional<std::size_t> candidate,
                            const RunContext& context)
{
    const auto begin = std::chrono::steady_clock::now();
    TunedModel tuned;
    tuned.candidate = candidate.value_or(0);
    if (!candidate && method.candidates.size() > 1) {
        TuningSettings settings;
        settings.seed = static_cast<std::uint32_t>(input.seed);
        const std::vector<Tuning> search = tune({&method}, input, settings, context);
        if (context.stopRequested())
            return canceledError();
        if (!search.front().failure.empty())
            return Error{ErrorKind::Numeric, search.front().failure};
        tuned.candidate = bestCandidate(search.front().meanSquaredErrors).value_or(0);
    }
    const Candidate& chosen = method.candidates.at(tuned.candidate);
    Result<std::shared_ptr<const Model>> model = chosen.fit(input, context);
    if (!model)
        return model.error();
    tuned.model = *std::move(model);
    tuned.settings = chosen.settings;
    tuned.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return tuned;
}

} // namespace wattline
