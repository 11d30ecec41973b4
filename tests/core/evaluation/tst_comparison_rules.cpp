// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/join_formula.h"
#include "core/expression/parse.h"
#include "tests/support/made_up_methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <atomic>
#include <cmath>
#include <set>

using namespace wattline;

namespace {

/// Eight groups of ten rows, each with a level of its own, and a feature that says nothing.
RegressionData groupedLine()
{
    RandomStream noise(5);
    RegressionData rows =
        rowsWithLaw(80, 3, [&noise](const auto& x) { return 50.0 + 4.0 * x[0] + x[1] * x[1] + noise.normal(); });
    for (std::size_t row = 0; row < 80; ++row)
        rows.groups.push_back("model" + std::to_string(row % 8));
    return rows;
}

ComparisonSettings repeatsOf(std::size_t repeats, std::vector<std::string> methods = {})
{
    ComparisonSettings settings;
    settings.methods = std::move(methods);
    settings.repeats = repeats;
    settings.tunedRepeats = 2;
    return settings;
}

std::vector<Method> meanAnd(FitFunction other)
{
    return {{"linear", "Mean", {{"", meanPlus(0.0)}}}, {"other", "Other", {{"", std::move(other)}}}};
}

/// Fails with a numeric error in the splits of these seeds.
FitFunction failingAt(std::set<std::uint64_t> seeds)
{
    return [seeds](const FitInput& input, const RunContext& context) -> Result<std::shared_ptr<const Model>> {
        if (seeds.contains(input.seed))
            return Error{ErrorKind::Numeric, "Not this split."};
        return meanPlus(1.0)(input, context);
    };
}

} // namespace

class ComparisonRulesTest : public QObject {
    Q_OBJECT

private slots:
    void testsOnWholeGroupsThatNoMethodHasSeen()
    {
        const RegressionData rows = groupedLine();
        ComparisonSettings settings = repeatsOf(5, {"linear"});
        settings.split = {SplitRule::Kind::Grouped, "model"};
        std::set<std::string> trained;
        const FitFunction looking = [&trained, &rows](const FitInput& input, const RunContext& context) {
            trained.clear();
            trained.insert(input.train.groups.begin(), input.train.groups.end());
            return meanPlus(0.0)(input, context);
        };
        const auto comparison =
            compareMethods({{"linear", "Mean", {{"", looking}}}}, rows, settings,
                           [&](const Comparison& table) {
                               for (const TestPrediction& prediction : table.methods[0].predictions) {
                                   if (prediction.repeat + 1 == table.repeats)
                                       QVERIFY(!trained.contains(rows.groups[prediction.datasetRow]));
                               }
                           },
                           {.threads = 1});
        QVERIFY(comparison.hasValue());
        QCOMPARE(comparison->repeats, std::size_t{5});
        QCOMPARE(comparison->testRows, std::size_t{10});
    }

    void foldsOfTheTuningKeepGroupsWholeToo()
    {
        const RegressionData rows = groupedLine();
        ComparisonSettings settings = repeatsOf(1, {"linear"});
        settings.split = {SplitRule::Kind::Grouped, "model"};
        settings.tunedRepeats = 1;
        std::atomic<int> smallest = 99;
        const FitFunction counting = [&smallest](const FitInput& input, const RunContext& context) {
            const std::set<std::string> groups(input.train.groups.begin(), input.train.groups.end());
            if (input.train.rows() % 10 == 0)
                smallest = std::min(smallest.load(), static_cast<int>(groups.size()));
            else
                smallest = -1; // a group was parted
            return meanPlus(0.0)(input, context);
        };
        const auto comparison =
            compareMethods({{"linear", "Mean", {{"a", counting}, {"b", counting}}}}, rows, settings);
        QVERIFY(comparison.hasValue());
        QVERIFY(smallest.load() >= 4 && smallest.load() <= 5); // of six training groups, one or two held back
    }

    void refusesARuleThatTheGroupsDoNotAllow()
    {
        RegressionData rows = groupedLine();
        ComparisonSettings settings = repeatsOf(2, {"linear"});
        settings.split = {SplitRule::Kind::Grouped, "model"};
        for (std::string& group : rows.groups)
            group = group < "model4" ? "a" : "b";
        const auto few = compareMethods(rows, settings);
        QVERIFY(!few && few.error().message.find("there are 2: a, b") != std::string::npos);
        settings.testRows = {{1, 2, 3}};
        QVERIFY(!compareMethods(groupedLine(), settings));
    }

    void selectsFeaturesOnTheTrainingRowsOfEachSplitAndCountsThem()
    {
        ComparisonSettings settings = repeatsOf(6, {"linear"});
        settings.selection.by = FeatureSelection::By::Pearson;
        settings.selection.settings.threshold = 0.5;
        std::atomic<int> wide = 0;
        const FitFunction looking = [&wide](const FitInput& input, const RunContext& context) {
            wide += input.train.featureNames == std::vector<std::string>{"x0"} ? 0 : 1;
            return meanPlus(0.0)(input, context);
        };
        const auto comparison = compareMethods({{"linear", "Mean", {{"", looking}}}}, groupedLine(), settings);
        QVERIFY(comparison.hasValue());
        QCOMPARE(wide.load(), 0);
        QCOMPARE(comparison->features.size(), std::size_t{3});
        QCOMPARE(comparison->features[0].splits, std::size_t{6});
        QCOMPARE(comparison->features[2].splits, std::size_t{0});
    }

    void keepsTheFiguresOfAMethodThatFailsInSomeRepeats()
    {
        const auto comparison = compareMethods(meanAnd(failingAt({43, 45})), groupedLine(), repeatsOf(5));
        QVERIFY(comparison.hasValue());
        const MethodResult& other = comparison->methods[1];
        QCOMPARE(other.repeats.size(), std::size_t{3});
        QCOMPARE(other.repeats[1].repeat, std::size_t{2});
        QCOMPARE(failureText(other, comparison->repeats), std::string("Failed in 2 of 5 repeats: Not this split."));
        QVERIFY(!other.pValue && other.verdict == Verdict::None);
        QCOMPARE(ranking(*comparison).back(), std::size_t{1});
    }

    void triesAgainAMethodThatFailedInTheFirstRepeat()
    {
        const auto comparison = compareMethods(meanAnd(failingAt({42})), groupedLine(), repeatsOf(4));
        QCOMPARE(comparison->methods[1].repeats.size(), std::size_t{3});
        QCOMPARE(comparison->methods[1].failedRepeats, std::size_t{1});
    }

    void judgesByTheNegligibleBand()
    {
        ComparisonSettings settings = repeatsOf(10);
        const auto worse = compareMethods(meanAnd(meanPlus(30.0)), groupedLine(), settings);
        QVERIFY(worse->methods[1].verdict == Verdict::Worse);
        QVERIFY(worse->methods[0].verdict == Verdict::None);
        QVERIFY(worse->methods[1].differenceInterval->low > *worse->negligibleMse);
        QCOMPARE(*worse->negligibleMse, 0.01 * worse->methods[0].mse.mean);
        QVERIFY(worse->methods[1].wilcoxonP.has_value());
        const auto same = compareMethods(meanAnd(meanPlus(0.001)), groupedLine(), settings);
        QVERIFY(same->methods[1].verdict == Verdict::Negligible);
        settings.negligibleShare = 0.0;
        const auto strict = compareMethods(meanAnd(meanPlus(0.001)), groupedLine(), settings);
        QVERIFY(strict->methods[1].verdict == Verdict::Undecided);
    }

    void tunesEverySplitOnRequest()
    {
        std::atomic<int> fits = 0;
        const FitFunction counting = [&fits](const FitInput& input, const RunContext& context) {
            ++fits;
            return meanPlus(0.0)(input, context);
        };
        ComparisonSettings settings = repeatsOf(4);
        settings.tunedRepeats = ComparisonSettings::TuneEverySplit;
        const auto comparison =
            compareMethods({{"linear", "Mean", {{"a", counting}, {"b", counting}}}}, groupedLine(), settings);
        QVERIFY(comparison.hasValue());
        QCOMPARE(fits.load(), 4 * (2 * 5 + 1));
        QCOMPARE(comparison->tunedRepeats, std::size_t{4});
    }

    void aFixedFormulaJoinsAndSaysWhatItHasSeen()
    {
        const RegressionData rows = groupedLine();
        ComparisonSettings settings = repeatsOf(4, {"linear"});
        const auto formula = parseExpression("50 + 4 * x0 + x1 * x1", rows.featureNames);
        QVERIFY(formula.hasValue());
        settings.formula = FixedFormula{"Own formula", *formula, rows.featureNames, rows.datasetRows};
        settings.selection.by = FeatureSelection::By::Pearson; // takes x1 from the others, not from the formula
        const auto comparison = compareMethods(rows, settings);
        QVERIFY2(comparison.hasValue(), comparison ? "" : comparison.error().message.c_str());
        const MethodResult& line = comparison->methods.back();
        QCOMPARE(line.id, std::string(FixedFormulaId));
        QCOMPARE(line.seenShare, std::optional(1.0));
        QVERIFY(line.mse.mean < 2.0);
        const TestPrediction& first = line.predictions.front();
        const Eigen::RowVectorXd x = rows.features.row(static_cast<Eigen::Index>(first.datasetRow));
        QVERIFY(std::abs(first.predicted - (50.0 + 4.0 * x[0] + x[1] * x[1])) < 1e-12);
        const auto alone = compareMethods(rows, repeatsOf(4, {"linear"}));
        const auto joined = withFormula(*withFormula(*alone, rows, *settings.formula), rows, *settings.formula);
        QVERIFY(joined.hasValue());
        QCOMPARE(joined->methods.size(), std::size_t{2});
        QCOMPARE(joined->methods[1].mse.mean, line.mse.mean);
        QVERIFY(joined->methods[1].pValue.has_value());
        QCOMPARE(withoutFormula(*joined)->methods.size(), std::size_t{1});
        settings.formula->seenRows = {1'000'000}; // known, and none of these
        QCOMPARE(compareMethods(rows, settings)->methods.back().seenShare, std::optional(0.0));
        settings.formula->seenRows.clear();
        QVERIFY(!compareMethods(rows, settings)->methods.back().seenShare);
        settings.formula->featureNames[0] = "flops";
        const auto unknown = compareMethods(rows, settings);
        QVERIFY(!unknown && unknown.error().message.find("\"flops\"") != std::string::npos);
    }

    void aFormulaJoinsAndLeavesNoTableAfterAStop()
    {
        const RegressionData rows = groupedLine();
        const auto alone = compareMethods(rows, repeatsOf(3, {"linear"}));
        const FixedFormula formula{
            "Formula", *parseExpression("50 + 4 * x0", rows.featureNames), rows.featureNames, {}};
        std::stop_source stop;
        std::size_t reports = 0;
        const RunContext stopped{stop.get_token(), [&](const Progress& progress) {
                                     QVERIFY(progress.fraction >= 0.0 && progress.fraction < 1.0);
                                     if (++reports == 2)
                                         stop.request_stop();
                                 }};
        const auto joined = withFormula(*alone, rows, formula, stopped);
        QVERIFY(!joined);
        QCOMPARE(joined.error().kind, ErrorKind::Canceled);
        QCOMPARE(reports, std::size_t{2});
        QCOMPARE(withoutFormula(*alone, stopped).error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(ComparisonRulesTest)
#include "tst_comparison_rules.moc"
