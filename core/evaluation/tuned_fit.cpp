// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/tuned_fit.h"

#include "core/base/text.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <numeric>

namespace wattline {

namespace {

constexpr Eigen::Index BlockRows = 1000;

/// `change` may alter each block, which begins at the given row, before the model sees it.
Result<Eigen::VectorXd> predictBlocks(const Model& model, const RegressionData& rows,
                                      const std::function<void(RegressionData&, Eigen::Index)>& change,
                                      const RunContext& context)
{
    Eigen::VectorXd predicted(rows.rows());
    for (Eigen::Index begin = 0; begin < rows.rows(); begin += BlockRows) {
        if (context.stopRequested())
            return canceledError();
        const Eigen::Index count = std::min(BlockRows, rows.rows() - begin);
        std::vector<std::size_t> places(static_cast<std::size_t>(count));
        std::iota(places.begin(), places.end(), static_cast<std::size_t>(begin));
        RegressionData block = selectRows(rows, places);
        change(block, begin);
        predicted.segment(begin, count) = model.predict(block);
    }
    return predicted;
}

} // namespace

Result<Method> methodNamed(const std::string& id, Effort effort)
{
    std::string known;
    for (Method& method : allMethods(effort)) {
        if (method.id == id)
            return std::move(method);
        known += (known.empty() ? "" : ", ") + method.id;
    }
    return Error{ErrorKind::Data, fmt::format("There is no method {}; choose among {}.", quotedForMessage(id), known)};
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

Result<Eigen::VectorXd> predictInBlocks(const Model& model, const RegressionData& rows, const RunContext& context)
{
    return predictBlocks(
        model, rows, [](RegressionData&, Eigen::Index) {}, context);
}

Result<Eigen::VectorXd> predictWith(const Model& model, const RegressionData& rows, Eigen::Index feature,
                                    const Eigen::VectorXd& values, const RunContext& context)
{
    const auto change = [&](RegressionData& block, Eigen::Index begin) {
        block.features.col(feature) = values.segment(begin, block.rows());
    };
    return predictBlocks(model, rows, change, context);
}

} // namespace wattline
