// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/repeat_fits.h"

#include "core/base/parallel.h"
#include "core/evaluation/predictions.h"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace wattline {

Result<RepeatFit> fitRepeat(const RepeatRows& rows, const Candidate& candidate, const RunContext& context)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto model = candidate.fit({rows.train, rows.validation, rows.seed}, context);
    const std::chrono::duration<double> fitting = std::chrono::steady_clock::now() - begin;
    if (!model)
        return model.error();
    const Result<Eigen::VectorXd> predicted = finitePredictions(**model, rows.test, context);
    if (!predicted)
        return predicted.error();
    const Metrics metrics = metricsOf(rows.test.target, *predicted);
    if (!isFinite(metrics))
        return Error{ErrorKind::Numeric, "The predictions are so far out that their error is not a number."};
    RepeatFit fit;
    fit.result = {rows.repeat, metrics, fitting.count(), (*model)->size(), candidate.settings};
    fit.description = (*model)->description();
    for (Eigen::Index i = 0; i < predicted->size(); ++i)
        fit.predictions.push_back(
            {rows.repeat, rows.test.datasetRows[static_cast<std::size_t>(i)], rows.test.target[i], (*predicted)[i]});
    return fit;
}

void take(MethodResult& line, const Result<RepeatFit>& fit)
{
    if (!fit) {
        ++line.failedRepeats;
        if (line.failure.empty())
            line.failure = fit.error().message;
        return;
    }
    if (line.repeats.empty())
        line.description = fit->description;
    line.repeats.push_back(fit->result);
    line.predictions.insert(line.predictions.end(), fit->predictions.begin(), fit->predictions.end());
}

void countSeen(MethodResult& line, const std::unordered_set<std::size_t>& seenRows)
{
    line.seenShare.reset();
    if (seenRows.empty() || line.predictions.empty())
        return;
    const auto seen = std::ranges::count_if(
        line.predictions, [&seenRows](const TestPrediction& p) { return seenRows.contains(p.datasetRow); });
    line.seenShare = static_cast<double>(seen) / static_cast<double>(line.predictions.size());
}

std::vector<std::vector<std::optional<Result<RepeatFit>>>>
fitRepeats(const std::vector<RepeatRows>& repeats, const ChosenCandidates& chosen, const RunContext& context)
{
    std::vector<std::vector<std::optional<Result<RepeatFit>>>> fits(repeats.size());
    for (auto& row : fits) {
        row.resize(chosen.size());
        for (std::size_t method = 0; method < chosen.size(); ++method) {
            if (chosen[method] != nullptr)
                row[method] = canceledError(); // until the fit has ended
        }
    }
    const RunContext within{context.stop, {}, 1}; // the fits already use every thread
    const std::size_t count = repeats.size() * chosen.size();
    std::atomic<std::size_t> done{0};
    parallelFor(count, context, [&](std::size_t i) {
        const std::size_t repeat = i / chosen.size();
        const std::size_t method = i % chosen.size();
        if (chosen[method] != nullptr)
            fits[repeat][method] = fitRepeat(repeats[repeat], *chosen[method], within);
        context.report(static_cast<double>(++done) / static_cast<double>(count), "Fitting");
    });
    return fits;
}

} // namespace wattline
