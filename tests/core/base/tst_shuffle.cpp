// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shuffle.h"

#include <Eigen/Core>
#include <QTest>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace wattline;

class ShuffleTest : public QObject {
    Q_OBJECT

private slots:
    void bringsEveryOrderEquallyOften()
    {
        RandomStream random(5);
        std::map<std::string, int> orders;
        for (int i = 0; i < 24000; ++i) {
            std::string word = "abcd";
            shuffle(word, random);
            ++orders[word];
        }
        QCOMPARE(orders.size(), std::size_t{24});
        for (const auto& [word, count] : orders)
            QVERIFY(std::abs(count - 1000) < 160); // five standard deviations are 155
    }

    void drawsOnceForEachPlaceButTheFirst()
    {
        RandomStream random(8, 3);
        std::vector<int> five = {0, 1, 2, 3, 4};
        shuffle(five, random);
        RandomStream drawn(8, 3);
        for (std::uint64_t left : {5U, 4U, 3U, 2U})
            (void)drawn.below(left);
        QCOMPARE(random.next(), drawn.next());
    }

    void isTheSameForVectorsOfEitherLibrary()
    {
        std::vector<double> ours(50);
        Eigen::VectorXd theirs(50);
        for (Eigen::Index i = 0; i < 50; ++i)
            theirs[i] = ours[static_cast<std::size_t>(i)] = static_cast<double>(i);
        RandomStream random(1);
        RandomStream same(1);
        shuffle(ours, random);
        shuffle(theirs, same);
        for (Eigen::Index i = 0; i < 50; ++i)
            QCOMPARE(theirs[i], ours[static_cast<std::size_t>(i)]);
    }

    void leavesNoneAndOneAlone()
    {
        RandomStream random(1);
        std::vector<int> none;
        std::vector<int> one = {7};
        shuffle(none, random);
        shuffle(one, random);
        QVERIFY(none.empty());
        QCOMPARE(one, std::vector<int>{7});
        QCOMPARE(random.next(), RandomStream(1).next());
    }
};

QTEST_GUILESS_MAIN(ShuffleTest)
#include "tst_shuffle.moc"
