// SPDX-License-Identifier: GPL-3.0-or-later
// How often the intervals of formula_uncertainty.h hold the truth, on made-up tables of known laws: prints the table of
// docs/methods.md.
//
//     uncertainty_coverage [REPEATS]            formulas whose form is known, their constants fitted
//     uncertainty_coverage searched [REPEATS]   formulas that were searched for on the same rows
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/split.h"
#include "core/evaluation/prediction_bounds.h"
#include "core/evolution/coefficients.h"
#include "core/evolution/search.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"

#include <cmath>
#include <fmt/format.h>
#include <string_view>

using namespace wattline;

namespace {

struct Noise {
    const char* title;
    double share;  ///< of the law's mean value, the same for all rows
    double factor; ///< of each row's own value
};
constexpr Noise Same = {"same for all", 0.03, 0.0};
constexpr Noise Relative = {"3 % of the value", 0.0, 0.03};
constexpr const char* Line = "40 + 3 * x";
constexpr const char* PowerLaw = "5 * x ^ 0.7 * z ^ -0.3";
constexpr const char* Bend = "60 + 40 * log(x) + 5 * sqrt(z)";

struct Case {
    const char* law;
    Noise noise;
    ErrorMeasure measure;
    const char* measureName;
};

RegressionData rowsOf(const Expression& law, const Noise& noise, int count, RandomStream& random)
{
    RegressionData data;
    data.featureNames = {"x", "z"};
    data.targetName = "y";
    data.features.resize(count, 2);
    for (Eigen::Index row = 0; row < count; ++row)
        data.features.row(row) << 1.0 + 9.0 * random.uniform(), std::exp(3.0 * random.uniform());
    data.target = evaluate(law, data.features);
    const double mean = data.target.mean();
    for (double& y : data.target)
        y += random.normal() * (noise.share * mean + noise.factor * y);
    return data;
}

struct Share {
    double hits = 0.0;
    double count = 0.0;

    void add(bool isHit)
    {
        hits += isHit ? 1.0 : 0.0;
        ++count;
    }
    double percent() const { return 100.0 * hits / count; }
};

/// The shares of coefficients and of new observations that lie in their intervals.
std::pair<Share, Share> coverageOf(const Case& made, int rows, double confidence, int repeats)
{
    const Expression law = *parseExpression(made.law, {"x", "z"});
    RandomStream random(7, static_cast<std::uint64_t>(rows));
    std::pair<Share, Share> shares;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const RegressionData data = rowsOf(law, made.noise, rows, random);
        const RegressionData fresh = rowsOf(law, made.noise, 10, random);
        const Result<FitRows> fitRows = fitRowsOf(data, made.measure);
        if (!fitRows)
            continue;
        Expression fitted = law;
        fitCoefficients(fitted, *fitRows, 50);
        const Result<FormulaUncertainty> found = uncertaintyOf(fitted, data, {confidence, made.measure});
        if (!found)
            continue;
        for (const CoefficientInterval& coefficient : found->coefficients)
            shares.first.add(coefficient.interval.contains(law.nodes[coefficient.node].constant));
        const std::vector<Interval> intervals = predictionIntervals(*found, fresh.features);
        for (std::size_t i = 0; i < intervals.size(); ++i)
            shares.second.add(intervals[i].contains(fresh.target[static_cast<Eigen::Index>(i)]));
    }
    return shares;
}

/// Coverage at 90 and 95 % by the training rows, each as if left out, and by the validation rows.
struct SearchedShares {
    Share train90, train95, held90, held95;
};

/// One search on the training rows of a table, and new observations held against the intervals of its formula.
void addSearched(SearchedShares& shares, const RegressionData& data, const RegressionData& fresh, std::uint32_t seed)
{
    const Split split = holdOutSplit(static_cast<std::size_t>(data.rows()), seed);
    const RegressionData train = selectRows(data, split.train);
    const RegressionData validation = selectRows(data, split.validation);
    SearchSettings settings;
    settings.modern = quickModernSettings();
    settings.modern.seed = seed;
    const auto search = makeSearch(train, validation, settings);
    if (!search)
        return;
    const Result<EvolutionResult> result = runSearch(**search);
    if (!result)
        return;
    const auto add = [&](Share& share, const RegressionData* held, double confidence) {
        const PredictionBounds bounds =
            predictionBounds(result->formula, result->scaler, {train, held}, {confidence, settings.modern.error});
        const std::vector<Interval> intervals = predictionIntervals(bounds, fresh.features);
        for (std::size_t i = 0; i < intervals.size(); ++i)
            share.add(intervals[i].contains(fresh.target[static_cast<Eigen::Index>(i)]));
    };
    add(shares.train90, nullptr, 0.90);
    add(shares.train95, nullptr, 0.95);
    add(shares.held90, &validation, 0.90);
    add(shares.held95, &validation, 0.95);
}

void printSearched(int repeats)
{
    fmt::print("| Law | Noise | Rows | Training rows 90 % | 95 % | Validation rows 90 % | 95 % |\n");
    fmt::print("|---|---|---|---|---|---|---|\n");
    for (const char* text : {PowerLaw, Bend}) {
        const Expression law = *parseExpression(text, {"x", "z"});
        for (const Noise& noise : {Same, Relative}) {
            for (const int rows : {200, 400}) {
                RandomStream random(8, static_cast<std::uint64_t>(rows));
                SearchedShares shares;
                for (int repeat = 0; repeat < repeats; ++repeat) {
                    const RegressionData data = rowsOf(law, noise, rows, random);
                    const RegressionData fresh = rowsOf(law, noise, 100, random);
                    addSearched(shares, data, fresh, static_cast<std::uint32_t>(repeat));
                }
                fmt::print("| `{}` | {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} |\n", text, noise.title, rows,
                           shares.train90.percent(), shares.train95.percent(), shares.held90.percent(),
                           shares.held95.percent());
                std::fflush(stdout);
            }
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    const bool isSearched = argc > 1 && std::string_view(argv[1]) == "searched";
    const char* const count = argc > (isSearched ? 2 : 1) ? argv[isSearched ? 2 : 1] : "";
    const int repeats = static_cast<int>(parseNumber(count).value_or(isSearched ? 100.0 : 1000.0));
    if (isSearched) {
        printSearched(repeats);
        return 0;
    }
    const auto root = ErrorMeasure::RootMeanSquare;
    const auto relative = ErrorMeasure::MeanRelative;
    const auto logarithmic = ErrorMeasure::RootMeanSquareLog;
    const Case cases[] = {{Line, Same, root, "squared"},
                          {PowerLaw, Same, root, "squared"},
                          {Bend, Same, root, "squared"},
                          {Line, Relative, root, "squared"},
                          {PowerLaw, Relative, root, "squared"},
                          {Line, Relative, logarithmic, "logarithmic"},
                          {PowerLaw, Relative, logarithmic, "logarithmic"},
                          {Bend, Relative, logarithmic, "logarithmic"},
                          {PowerLaw, Relative, relative, "relative"},
                          {Bend, Relative, relative, "relative"}};
    fmt::print("| Law | Noise | Fitted by | Rows | Coefficients 90 % | 95 % | Predictions 90 % | 95 % |\n");
    fmt::print("|---|---|---|---|---|---|---|---|\n");
    for (const Case& made : cases) {
        for (const int rows : {40, 300}) {
            const auto [coefficients90, predictions90] = coverageOf(made, rows, 0.90, repeats);
            const auto [coefficients95, predictions95] = coverageOf(made, rows, 0.95, repeats);
            fmt::print("| `{}` | {} | {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} |\n", made.law, made.noise.title,
                       made.measureName, rows, coefficients90.percent(), coefficients95.percent(),
                       predictions90.percent(), predictions95.percent());
        }
    }
    return 0;
}
