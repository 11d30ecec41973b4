// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows_by_value.h"
#include "core/data/split_rule.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace wattline;

namespace {

using Kind = SplitRule::Kind;

/// So many rows of each group, dealt out in turn.
std::vector<std::string> groupsOf(const std::map<std::string, std::size_t>& sizes)
{
    std::vector<std::string> groups;
    for (const auto& [name, size] : sizes)
        groups.insert(groups.end(), size, name);
    for (std::size_t i = 0; i < groups.size(); ++i)
        std::swap(groups[i], groups[(i * 7919) % groups.size()]);
    return groups;
}

std::size_t countOf(const std::vector<std::string>& groups, const std::vector<std::size_t>& rows,
                    const std::string& group)
{
    return static_cast<std::size_t>(std::ranges::count_if(rows, [&](std::size_t row) { return groups[row] == group; }));
}

/// Whether the parts hold each of the rows once.
bool isWhole(const Split& split, std::size_t rows)
{
    std::vector<std::size_t> all = split.train;
    all.insert(all.end(), split.validation.begin(), split.validation.end());
    all.insert(all.end(), split.test.begin(), split.test.end());
    std::ranges::sort(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] != i)
            return false;
    }
    return all.size() == rows;
}

std::set<std::string> groupsIn(const std::vector<std::string>& groups, const std::vector<std::size_t>& rows)
{
    std::set<std::string> names;
    for (const std::size_t row : rows)
        names.insert(groups[row]);
    return names;
}

bool areApart(const std::set<std::string>& a, const std::set<std::string>& b)
{
    return std::ranges::none_of(a, [&b](const std::string& name) { return b.contains(name); });
}

} // namespace

class SplitRuleTest : public QObject {
    Q_OBJECT

private slots:
    void randomIsTheHoldOutSplitAndItsFolds()
    {
        const Split split = splitBy({}, {}, 459, 42);
        QCOMPARE(split.train, holdOutSplit(459, 42).train);
        QCOMPARE(split.test, holdOutSplit(459, 42).test);
        QCOMPARE(split.test.size(), std::size_t{46});
        QCOMPARE(foldsBy({}, {}, 367, 5, 42)[3].held, kFolds(367, 5, 42)[3].held);
    }

    void everyStratumHasItsShareOfEachPartWithinOneRow()
    {
        const std::map<std::string, std::size_t> sizes = {{"a", 200}, {"b", 97}, {"c", 33}, {"d", 8}, {"e", 2}};
        const std::vector<std::string> groups = groupsOf(sizes);
        for (std::uint32_t seed = 0; seed < 30; ++seed) {
            const Split split = splitBy({Kind::Stratified, "model"}, groups, groups.size(), seed);
            QVERIFY(isWhole(split, groups.size()));
            QCOMPARE(split.test.size() + split.validation.size(), std::size_t{68}); // ceil(0.2 x 340)
            QCOMPARE(split.test.size(), std::size_t{34});
            for (const auto& [name, size] : sizes) {
                const auto share = [&](const std::vector<std::size_t>& rows, double part) {
                    return std::abs(static_cast<double>(countOf(groups, rows, name)) -
                                    part * static_cast<double>(size));
                };
                QVERIFY(share(split.test, 0.1) <= 1.0 && share(split.validation, 0.1) <= 1.0);
                QVERIFY(share(split.train, 0.8) <= 1.0);
            }
        }
    }

    void aStratumOfOneRowTrains()
    {
        std::vector<std::string> groups(30, "many");
        groups[13] = "once";
        for (std::uint32_t seed = 0; seed < 50; ++seed) {
            const Split split = splitBy({Kind::Stratified, "model"}, groups, groups.size(), seed);
            QVERIFY(std::ranges::find(split.train, std::size_t{13}) != split.train.end());
        }
    }

    void otherSeedsDrawOtherRowsAndTheSameSeedTheSame()
    {
        const std::vector<std::string> groups = groupsOf({{"a", 50}, {"b", 50}, {"c", 40}, {"d", 60}, {"e", 45}});
        for (const Kind kind : {Kind::Stratified, Kind::Grouped}) {
            const SplitRule rule{kind, "model"};
            QCOMPARE(splitBy(rule, groups, groups.size(), 3).test, splitBy(rule, groups, groups.size(), 3).test);
            std::set<std::vector<std::size_t>> tests;
            for (std::uint32_t seed = 0; seed < 20; ++seed) {
                std::vector<std::size_t> rows = splitBy(rule, groups, groups.size(), seed).test;
                std::ranges::sort(rows);
                tests.insert(rows);
            }
            QVERIFY2(tests.size() >= 3, "the repeats test on the same rows");
        }
    }

    void groupsStayWhole_data()
    {
        QTest::addColumn<std::vector<std::size_t>>("sizes");
        QTest::newRow("four groups") << std::vector<std::size_t>{10, 10, 10, 10};
        QTest::newRow("one large") << std::vector<std::size_t>{97, 1, 1, 1};
        QTest::newRow("many") << std::vector<std::size_t>{40, 33, 21, 9, 8, 7, 7, 5, 3, 3, 2, 1, 1, 1};
        QTest::newRow("a group a row") << std::vector<std::size_t>(50, 1);
    }
    void groupsStayWhole()
    {
        QFETCH(std::vector<std::size_t>, sizes);
        std::map<std::string, std::size_t> named;
        for (std::size_t i = 0; i < sizes.size(); ++i)
            named[std::to_string(i)] = sizes[i];
        const std::vector<std::string> groups = groupsOf(named);
        const SplitRule rule{Kind::Grouped, "model"};
        QVERIFY(checkRule(rule, groups).hasValue());
        for (std::uint32_t seed = 0; seed < 30; ++seed) {
            const Split split = splitBy(rule, groups, groups.size(), seed);
            QVERIFY(isWhole(split, groups.size()));
            const auto train = groupsIn(groups, split.train);
            const auto validation = groupsIn(groups, split.validation);
            const auto test = groupsIn(groups, split.test);
            QVERIFY(train.size() >= 2 && !validation.empty() && !test.empty());
            QVERIFY(areApart(train, validation) && areApart(train, test) && areApart(validation, test));
        }
    }

    void groupedPartsComeNearToTheirRowsWhereTheGroupsAreSmall()
    {
        std::map<std::string, std::size_t> sizes;
        for (std::size_t i = 0; i < 60; ++i)
            sizes["group" + std::to_string(i)] = 3 + i % 5;
        const std::vector<std::string> groups = groupsOf(sizes);
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            const Split split = splitBy({Kind::Grouped, "model"}, groups, groups.size(), seed);
            const double wanted = 0.1 * static_cast<double>(groups.size());
            QVERIFY(std::abs(static_cast<double>(split.test.size()) - wanted) <= 3.5);
            QVERIFY(std::abs(static_cast<double>(split.validation.size()) - wanted) <= 3.5);
        }
    }

    void foldsKeepToTheRule()
    {
        const std::vector<std::string> groups =
            groupsOf({{"a", 41}, {"b", 23}, {"c", 12}, {"d", 9}, {"e", 8}, {"f", 7}});
        for (const Fold& fold : foldsBy({Kind::Grouped, "model"}, groups, groups.size(), 5, 1)) {
            QVERIFY(!fold.held.empty());
            QCOMPARE(fold.held.size() + fold.train.size(), groups.size());
            QVERIFY(areApart(groupsIn(groups, fold.held), groupsIn(groups, fold.train)));
        }
        for (const Fold& fold : foldsBy({Kind::Stratified, "model"}, groups, groups.size(), 5, 1)) {
            QCOMPARE(fold.held.size(), std::size_t{20});
            QVERIFY(countOf(groups, fold.held, "a") >= 8 && countOf(groups, fold.held, "a") <= 9);
            QVERIFY(countOf(groups, fold.held, "f") >= 1 && countOf(groups, fold.held, "f") <= 2);
        }
        QCOMPARE(foldsBy({Kind::Grouped, "model"}, {"a", "b", "a"}, 3, 5, 1).size(), std::size_t{2});
    }

    void saysWhyTheRowsCannotBeSplitSo_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<std::vector<std::string>>("groups");
        QTest::addColumn<QString>("named");
        const int grouped = static_cast<int>(Kind::Grouped);
        const int stratified = static_cast<int>(Kind::Stratified);
        QTest::newRow("no column") << grouped << std::vector<std::string>{} << "none is given";
        QTest::newRow("three groups") << grouped << std::vector<std::string>{"a", "b", "c", "a"}
                                      << "at least 4 groups (one to test, one to validate, two to train); there are 3: "
                                         "a, b, c";
        QTest::newRow("a row without a group")
            << grouped << std::vector<std::string>{"a", "b", "", "c", "d"} << "In 1 of 5 rows model is empty";
        QTest::newRow("only single rows") << stratified << std::vector<std::string>{"a", "b"} << "occurs once";
    }
    void saysWhyTheRowsCannotBeSplitSo()
    {
        QFETCH(int, kind);
        QFETCH(std::vector<std::string>, groups);
        QFETCH(QString, named);
        const Result<void> checked = checkRule({static_cast<Kind>(kind), "model"}, groups);
        QVERIFY(!checked);
        QCOMPARE(checked.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(checked.error().message).contains(named), checked.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(SplitRuleTest)
#include "tst_split_rule.moc"
