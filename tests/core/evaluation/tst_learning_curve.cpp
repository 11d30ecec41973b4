// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/learning_curve.h"

#include "core/evaluation/learning_shares.h"
#include "tests/support/made_up_methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <mutex>
#include <set>

using namespace wattline;

namespace {

RegressionData noisyRows(Eigen::Index rows)
{
    RegressionData data = rowsWithLaw(rows, 3, [](const auto& x) { return 50.0 + 4.0 * x[0] - 3.0 * x[1] + x[2]; });
    RandomStream random(9);
    for (double& value : data.target)
        value += random.normal();
    return data;
}

LearningCurveSettings settingsOf(const std::vector<double>& shares, std::size_t repeats)
{
    LearningCurveSettings settings;
    settings.methods = {"m"};
    settings.shares = shares;
    settings.repeats = repeats;
    return settings;
}

/// 120 rows of eight groups, the first of which has 50 and the others 10 each.
RegressionData groupedRows()
{
    RegressionData data = noisyRows(120);
    for (std::size_t row = 0; row < 120; ++row)
        data.groups.push_back(row < 50 ? "large" : "model" + std::to_string(row % 7));
    return data;
}

LearningCurveSettings ruledBy(SplitRule::Kind kind, const std::vector<double>& shares, std::size_t repeats)
{
    LearningCurveSettings settings = settingsOf(shares, repeats);
    settings.split = {kind, "model"};
    return settings;
}

/// The training rows of every fit, by seed: a repeat has one.
struct SeenRows {
    std::mutex mutex;
    std::map<std::uint64_t, std::vector<std::vector<std::size_t>>> train;
    std::map<std::uint64_t, std::set<std::size_t>> validationCounts;

    Method method()
    {
        const FitFunction fit = [this](const FitInput& input, const RunContext& context) {
            const std::lock_guard lock(mutex);
            train[input.seed].push_back(input.train.datasetRows);
            validationCounts[input.seed].insert(input.validation.datasetRows.size());
            return meanPlus(0.0)(input, context);
        };
        return {"m", "M", {{"", fit}}, {}};
    }
};

bool isWithin(std::vector<std::size_t> few, std::vector<std::size_t> many)
{
    std::sort(few.begin(), few.end());
    std::sort(many.begin(), many.end());
    return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

} // namespace

class LearningCurveTest : public QObject {
    Q_OBJECT

private slots:
    void learnsFromNestedPartsOfTheTrainingRows()
    {
        SeenRows seen;
        const auto curve = learningCurve({seen.method()}, noisyRows(100), settingsOf({0.1, 0.5, 0.7, 1.0}, 3));
        QVERIFY(curve.hasValue());
        QCOMPARE(seen.train.size(), std::size_t{3});
        for (auto& [seed, parts] : seen.train) {
            std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
            QCOMPARE(parts.size(), std::size_t{4});
            for (std::size_t i = 0; i < 4; ++i)
                QCOMPARE(parts[i].size(), (std::vector<std::size_t>{8, 40, 56, 80})[i]);
            for (std::size_t i = 1; i < 4; ++i)
                QVERIFY(isWithin(parts[i - 1], parts[i]));
            std::vector<std::size_t> all = holdOutSplit(100, static_cast<std::uint32_t>(seed)).train;
            QVERIFY(isWithin(all, parts[3]));
            QCOMPARE(seen.validationCounts[seed], (std::set<std::size_t>{1, 5, 7, 10}));
        }
        QVERIFY(seen.train[42][0] != seen.train[43][0]);
    }

    void fallsWhereRowsTeach()
    {
        LearningCurveSettings settings = settingsOf({0.05, 0.2, 1.0}, 8);
        settings.methods = {"linear"};
        const auto curve = learningCurve(noisyRows(200), settings);
        QVERIFY(curve.hasValue());
        QCOMPARE(curve->allTrainRows, std::size_t{160});
        QCOMPARE(curve->testRows, std::size_t{20});
        const std::vector<LearningPoint>& points = curve->methods.at(0).points;
        QCOMPARE(points.size(), std::size_t{3});
        QCOMPARE(points[0].trainRows, std::size_t{8});
        QVERIFY(points[0].mse.mean > points[1].mse.mean);
        QVERIFY(points[1].mse.mean > points[2].mse.mean);
        QVERIFY(points[2].mse.std > 0.0);
        QVERIFY(points[2].mre.has_value());
    }

    void endsWhereTheComparisonOfTheSameSplitsIs()
    {
        const RegressionData data = noisyRows(90);
        LearningCurveSettings settings = settingsOf({0.5, 1.0}, 4);
        settings.methods = {"linear"};
        const auto curve = learningCurve(data, settings);
        ComparisonSettings same;
        same.methods = {"linear"};
        same.repeats = 4;
        const auto comparison = compareMethods(data, same);
        QVERIFY(curve.hasValue() && comparison.hasValue());
        // The same rows in another order: equal up to rounding.
        const double ours = curve->methods[0].points[1].mse.mean;
        const double theirs = comparison->methods[0].mse.mean;
        QVERIFY2(std::abs(ours - theirs) < 1e-9 * theirs, qPrintable(QString("%1 %2").arg(ours).arg(theirs)));
    }

    void searchesTheGridAnewWithinEachShare()
    {
        // The offset that is best depends on the number of rows to learn from.
        const auto onFew = [](const FitInput& input, const RunContext& context) {
            return meanPlus(input.train.rows() < 30 ? 0.0 : 50.0)(input, context);
        };
        const auto onMany = [](const FitInput& input, const RunContext& context) {
            return meanPlus(input.train.rows() < 30 ? 50.0 : 0.0)(input, context);
        };
        const Method method{"m", "M", {{"few", onFew}, {"many", onMany}}, {}};
        const auto curve = learningCurve({method}, noisyRows(100), settingsOf({0.2, 0.9}, 2));
        QVERIFY(curve.hasValue());
        QCOMPARE(curve->methods[0].points[0].settings, std::string("few"));
        QCOMPARE(curve->methods[0].points[1].settings, std::string("many"));
    }

    void saysWhyAPointHasNoFigures()
    {
        const auto needsMany = [](const FitInput& input, const RunContext& context) {
            return input.train.rows() < 30 ? failing("Too few rows.")(input, context) : meanPlus(0.0)(input, context);
        };
        const auto curve =
            learningCurve({{"m", "M", {{"", needsMany}}, {}}}, noisyRows(100), settingsOf({0.2, 0.9}, 2));
        QVERIFY(curve.hasValue());
        QCOMPARE(curve->methods[0].points[0].failure, std::string("In repeat 1: Too few rows."));
        QVERIFY(curve->methods[0].points[1].failure.empty());
    }

    void computesSharesOfTheSameRowsOnce()
    {
        const auto curve = learningCurve({{"m", "M", {{"", meanPlus(0.0)}}, {}}}, noisyRows(20),
                                         settingsOf({1.0, 0.5, 0.51, 0.5, 0.99999}, 1));
        QVERIFY(curve.hasValue());
        QCOMPARE(curve->methods[0].points.size(), std::size_t{3}); // 8, 9 and 16 of 16 rows
        QCOMPARE(curve->methods[0].points.back().trainRows, std::size_t{16});
    }

    void isTheSameOnAnyNumberOfThreads()
    {
        LearningCurveSettings settings = settingsOf({0.3, 1.0}, 3);
        settings.methods = {"boosting"};
        const auto one = learningCurve(noisyRows(60), settings, {}, {{}, {}, 1});
        const auto three = learningCurve(noisyRows(60), settings, {}, {{}, {}, 3});
        QVERIFY(one.hasValue() && three.hasValue());
        for (std::size_t i = 0; i < 2; ++i)
            QCOMPARE(one->methods[0].points[i].mse.mean, three->methods[0].points[i].mse.mean);
    }

    void tellsProgressThatOnlyRises()
    {
        double last = 0.0;
        bool rises = true;
        const auto onProgress = [&](const Progress& progress) {
            rises = rises && progress.fraction >= last && progress.fraction <= 1.0 + 1e-9;
            last = progress.fraction;
        };
        const Method method{"m", "M", {{"a", meanPlus(0.0)}, {"b", meanPlus(1.0)}}, {}};
        QVERIFY(
            learningCurve({method}, noisyRows(60), settingsOf({0.2, 0.6, 1.0}, 2), {}, {{}, onProgress, 1}).hasValue());
        QVERIFY(rises);
        QVERIFY(std::abs(last - 1.0) < 1e-9);
    }

    void refusesWhatMakesNoCurve_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QList<double>>("shares");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("repeats");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown method") << "abc" << QList<double>{1.0} << 50 << 1 << "\"abc\"";
        QTest::newRow("no method") << "" << QList<double>{1.0} << 50 << 1 << "one method";
        QTest::newRow("no share") << "m" << QList<double>{} << 50 << 1 << "one share";
        QTest::newRow("share of 0") << "m" << QList<double>{0.0, 1.0} << 50 << 1 << "0 does not";
        QTest::newRow("share above 1") << "m" << QList<double>{0.5, 1.5} << 50 << 1 << "1.5 does not";
        QTest::newRow("no number") << "m" << QList<double>{std::nan("")} << 50 << 1 << "nan";
        QTest::newRow("too small a share")
            << "m" << QList<double>{0.1} << 50 << 1 << "4 of 40 training rows; begin with 0.13";
        QTest::newRow("too few rows") << "m" << QList<double>{1.0} << 9 << 1 << "at least 10 rows";
        QTest::newRow("no repeat") << "m" << QList<double>{1.0} << 50 << 0 << "one repeat";
    }
    void refusesWhatMakesNoCurve()
    {
        QFETCH(QString, method);
        QFETCH(QList<double>, shares);
        QFETCH(int, rows);
        QFETCH(int, repeats);
        QFETCH(QString, named);
        LearningCurveSettings settings = settingsOf({shares.begin(), shares.end()}, static_cast<std::size_t>(repeats));
        settings.methods.clear();
        if (!method.isEmpty())
            settings.methods.push_back(method.toStdString());
        const auto curve = learningCurve({{"m", "M", {{"", meanPlus(0.0)}}, {}}}, noisyRows(rows), settings);
        QVERIFY(!curve);
        QCOMPARE(curve.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(curve.error().message).contains(named), curve.error().message.c_str());
    }

    void aStopBeforeTheFirstShareLeavesNothing()
    {
        std::stop_source stop;
        const auto stopping = [&stop](const FitInput& input, const RunContext& context) {
            stop.request_stop();
            return meanPlus(0.0)(input, context);
        };
        const auto curve = learningCurve({{"m", "M", {{"", stopping}}, {}}}, noisyRows(60), settingsOf({0.5, 1.0}, 3),
                                         {}, {stop.get_token()});
        QVERIFY(!curve);
        QCOMPARE(curve.error().kind, ErrorKind::Canceled);
    }

    void aStopAfterTheFirstShareKeepsIt()
    {
        std::stop_source stop;
        const auto stopping = [&stop](const FitInput& input, const RunContext& context) {
            if (input.train.rows() > 30)
                stop.request_stop();
            return meanPlus(0.0)(input, context);
        };
        const Method method{"m", "M", {{"", stopping}}, {}};
        const auto curve =
            learningCurve({method}, noisyRows(60), settingsOf({0.25, 0.5, 0.75, 1.0}, 3), {}, {stop.get_token()});
        QVERIFY(curve.hasValue());
        QVERIFY(curve->stopped);
        QCOMPARE(curve->finishedShares(), std::size_t{2});
        QCOMPARE(curve->sharesAsked, std::size_t{4});
        const auto whole = learningCurve({{"m", "M", {{"", meanPlus(0.0)}}, {}}}, noisyRows(60),
                                         settingsOf({0.25, 0.5, 0.75, 1.0}, 3));
        QVERIFY(!whole->stopped);
        QCOMPARE(whole->methods[0].points.size(), std::size_t{4});
        QCOMPARE(curve->methods[0].points[1].mse.mean, whole->methods[0].points[1].mse.mean);
    }

    void handsOutTheCurveAfterEachShare()
    {
        std::vector<std::size_t> finished;
        const auto onResult = [&finished](const LearningCurve& curve) { finished.push_back(curve.finishedShares()); };
        const Method method{"m", "M", {{"", meanPlus(0.0)}}, {}};
        QVERIFY(learningCurve({method}, noisyRows(60), settingsOf({0.2, 0.6, 1.0}, 2), onResult).hasValue());
        QCOMPARE(finished, (std::vector<std::size_t>{1, 2, 3}));
    }

    void testsOnWholeGroupsThatNoShareHasRowsOf()
    {
        const RegressionData rows = groupedRows();
        const LearningCurveSettings settings = ruledBy(SplitRule::Kind::Grouped, {0.2, 1.0}, 4);
        std::map<std::uint64_t, std::set<std::string>> trained;
        std::mutex mutex;
        const auto looking = [&](const FitInput& input, const RunContext& context) {
            const std::lock_guard lock(mutex);
            trained[input.seed].insert(input.train.groups.begin(), input.train.groups.end());
            return meanPlus(0.0)(input, context);
        };
        const auto curve = learningCurve({{"m", "M", {{"", looking}}, {}}}, rows, settings);
        QVERIFY(curve.hasValue());
        QCOMPARE(curve->split.column, std::string("model"));
        for (const auto& [seed, groups] : trained) {
            const Split split = splitBy(settings.split, rows.groups, 120, static_cast<std::uint32_t>(seed));
            QVERIFY(!split.test.empty());
            for (const std::size_t row : split.test)
                QVERIFY2(!groups.contains(rows.groups[row]), rows.groups[row].c_str());
        }
    }

    void aGroupedShareHasRowsOfAllTrainingGroups()
    {
        SeenRows seen;
        const RegressionData rows = groupedRows();
        QVERIFY(learningCurve({seen.method()}, rows, ruledBy(SplitRule::Kind::Grouped, {0.5}, 1)).hasValue());
        std::set<std::string> groups;
        for (const std::size_t row : seen.train[42].at(0))
            groups.insert(rows.groups[row]);
        std::set<std::string> all;
        for (const std::size_t row : splitBy({SplitRule::Kind::Grouped, "model"}, rows.groups, 120, 42).train)
            all.insert(rows.groups[row]);
        QVERIFY(all.size() > 2);
        QCOMPARE(groups, all);
    }

    void searchesAtRandomWhereAShareIsOfOneGroup()
    {
        RegressionData rows = noisyRows(100);
        for (std::size_t row = 0; row < 100; ++row)
            rows.groups.push_back(row < 91 ? "large" : "small" + std::to_string(row % 3));
        const Method method{"m", "M", {{"far", meanPlus(50.0)}, {"near", meanPlus(0.0)}}, {}};
        const LearningCurveSettings settings = ruledBy(SplitRule::Kind::Grouped, {0.06, 1.0}, 1);
        const Split split = learningSplit(rows, settings.split, settings.seed, {});
        std::set<std::string> groups;
        for (const std::size_t row : firstOf(split.train, 0.06))
            groups.insert(rows.groups[row]);
        QCOMPARE(groups.size(), std::size_t{1});
        const auto curve = learningCurve({method}, rows, settings);
        QVERIFY2(curve.hasValue(), curve ? "" : curve.error().message.c_str());
        QCOMPARE(curve->methods[0].points[0].settings, std::string("near"));
        QVERIFY(curve->methods[0].points[0].failure.empty());
    }

    void stratifiedSharesHaveTheirPartOfEachValue()
    {
        SeenRows seen;
        const RegressionData rows = groupedRows();
        const std::vector<double> shares = {0.1, 0.35, 0.8};
        QVERIFY(learningCurve({seen.method()}, rows, ruledBy(SplitRule::Kind::Stratified, shares, 2)).hasValue());
        for (auto& [seed, parts] : seen.train) {
            std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
            const Split split =
                splitBy({SplitRule::Kind::Stratified, "model"}, rows.groups, 120, static_cast<std::uint32_t>(seed));
            std::map<std::string, double> all;
            for (const std::size_t row : split.train)
                ++all[rows.groups[row]];
            for (std::size_t i = 0; i < parts.size(); ++i) {
                std::map<std::string, double> taken;
                for (const std::size_t row : parts[i])
                    ++taken[rows.groups[row]];
                const double share = static_cast<double>(parts[i].size()) / static_cast<double>(split.train.size());
                for (const auto& [group, count] : all)
                    QVERIFY2(std::abs(taken[group] - share * count) <= 1.0, group.c_str());
            }
        }
    }

    void refusesARuleThatTheGroupsDoNotAllow()
    {
        const Method method{"m", "M", {{"", meanPlus(0.0)}}, {}};
        const auto none = learningCurve({method}, noisyRows(60), ruledBy(SplitRule::Kind::Grouped, {1.0}, 1));
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Data);
        QVERIFY(none.error().message.find("needs a column to split by") != std::string::npos);
        const auto tiny = checkedShares({1.0}, 4);
        QVERIFY(!tiny);
        QVERIFY(tiny.error().message.find("leaves 4 rows to train") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(LearningCurveTest)
#include "tst_learning_curve.moc"
