// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/choose_formula.h"
#include "core/evolution/lexicase.h"
#include "core/evolution/nsga2.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <set>

using namespace wattline;

namespace {

std::vector<std::size_t> ranksOf(const std::vector<Objectives>& objectives)
{
    std::vector<std::size_t> ranks;
    for (const Standing& standing : standingsOf(objectives))
        ranks.push_back(standing.rank);
    return ranks;
}

using Ranks = std::vector<std::size_t>;

bool dominates(const Objectives& a, const Objectives& b)
{
    return a.length <= b.length && a.error <= b.error && (a.length < b.length || a.error < b.error);
}

std::set<std::size_t> chosenBy(const std::vector<std::vector<float>>& errors)
{
    std::vector<const std::vector<float>*> pointers;
    for (const std::vector<float>& individual : errors)
        pointers.push_back(&individual);
    const Lexicase lexicase(pointers);
    RandomStream random(1);
    std::set<std::size_t> chosen;
    for (int i = 0; i < 200; ++i)
        chosen.insert(lexicase.select(random));
    return chosen;
}

/// A formula of the given length and errors.
FormulaCandidate candidate(std::size_t length, double trainError,
                           double validationError = std::numeric_limits<double>::quiet_NaN())
{
    return {{std::vector<Node>(length)}, {}, trainError, validationError};
}

} // namespace

class SelectionTest : public QObject {
    Q_OBJECT

private slots:
    void ranksShortAndGoodFormulasFirst()
    {
        QCOMPARE(ranksOf({{1.0, 5}, {2.0, 3}, {3.0, 5}, {4.0, 7}, {2.0, 4}}), (Ranks{0, 0, 2, 3, 1}));
    }

    void prefersTheShorterOfTwoThatAreNearlyAsGood() { QCOMPARE(ranksOf({{1.0, 5}, {1.00000001, 3}}), (Ranks{1, 0})); }

    void givesRankZeroToExactlyWhatNothingDominates()
    {
        RandomStream random(2);
        std::vector<Objectives> objectives;
        for (int i = 0; i < 300; ++i)
            objectives.push_back({std::exp(0.1 * static_cast<double>(random.below(60))), 1 + random.below(30)});
        const std::vector<Standing> standings = standingsOf(objectives);
        std::set<std::pair<double, std::size_t>> met; // of equal ones only the first is without rival
        for (std::size_t i = 0; i < objectives.size(); ++i) {
            bool isFree = met.insert({objectives[i].error, objectives[i].length}).second;
            for (const Objectives& other : objectives)
                isFree = isFree && !dominates(other, objectives[i]);
            QCOMPARE(standings[i].rank == 0, isFree);
        }
    }

    void keepsTheEndsOfTheFrontAndTheLonelyBeforeTheCrowded()
    {
        const std::vector<Standing> standings =
            standingsOf(std::vector<Objectives>{{10.0, 1}, {9.0, 2}, {8.9, 3}, {8.8, 4}, {3.0, 20}, {1.0, 30}});
        const std::vector<std::size_t> best = bestStanding(standings, 3);
        QCOMPARE(best, (std::vector<std::size_t>{0, 5, 4}));
    }

    void countsErrorsThatAreButRoundingAsEqual()
    {
        QCOMPARE(ranksOf({{1.0, 1}, {1e-15, 10}, {1e-16, 12}}), (Ranks{0, 0, 1}));
        QCOMPARE(chosenOf({candidate(1, 1.0), candidate(10, 1e-15), candidate(30, 1e-16)}, {100, 0}), std::size_t(1));
    }

    void answersWithWhatIsBestOnAllRows()
    {
        const Front front = {candidate(1, 1.0, 1.0), candidate(9, 0.11, 0.11), candidate(20, 0.10, 0.14)};
        QCOMPARE(chosenOf(front, {1000, 100}), std::size_t(1));
        QCOMPARE(chosenOf(front, {1000, 0}), std::size_t(2)); // by the training rows alone
    }

    void answersWithShorterFormulasWhereRowsAreFew()
    {
        const Front front = {candidate(1, 1.0), candidate(9, 0.11), candidate(25, 0.10)};
        QCOMPARE(chosenOf(front, {1000, 0}), std::size_t(2));
        QCOMPARE(chosenOf(front, {20, 0}), std::size_t(1));
    }

    void leavesOutWhatHasNoValueOnTheValidationRows()
    {
        QCOMPARE(chosenOf({candidate(1, 1.0, 1.0), candidate(9, 0.1)}, {100, 10}), std::size_t(0));
    }

    void choosesSpecialistsByLexicase()
    {
        // The last one is best on average and nowhere near the best.
        QCOMPARE(chosenBy({{0, 9, 9, 9}, {9, 0, 9, 9}, {9, 9, 0, 9}, {9, 9, 9, 0}, {5, 5, 5, 5}}),
                 (std::set<std::size_t>{0, 1, 2, 3}));
    }

    void letsPassWhoeverIsWithinTheMedianDeviation()
    {
        QCOMPARE(chosenBy({{1.0F}, {1.5F}, {2.0F}, {9.0F}, {10.0F}}), (std::set<std::size_t>{0, 1, 2}));
    }
};

QTEST_GUILESS_MAIN(SelectionTest)
#include "tst_selection.moc"
