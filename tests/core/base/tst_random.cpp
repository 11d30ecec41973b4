// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <QTest>
#include <cmath>

using namespace wattline;

class RandomTest : public QObject {
    Q_OBJECT

private slots:
    // Figures of numpy 1.24.2, RandomState(42).
    void givesTheWordsOfNumpy()
    {
        NumpyRandom random(42);
        for (std::uint32_t word : {1608637542U, 3421126067U, 4083286876U, 787846414U, 3143890026U, 3348747335U})
            QCOMPARE(random.next(), word);
    }

    void givesTheUniformsOfNumpy()
    {
        NumpyRandom random(42);
        for (double value : {0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366})
            QVERIFY(random.uniform() == value);
    }

    void givesTheNormalsOfNumpy()
    {
        NumpyRandom random(42);
        for (double value : {0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254})
            QVERIFY(random.normal() == value);
    }

    void givesThePermutationOfNumpy()
    {
        const std::vector<std::size_t> expected = {10, 9, 0, 8, 5, 2, 1, 11, 4, 7, 3, 6};
        QVERIFY(NumpyRandom(42).permutation(12) == expected);
    }

    void keepsStreamsApart()
    {
        RandomStream a(42, 1);
        RandomStream b(42, 2);
        RandomStream again(42, 1);
        const std::uint64_t first = a.next();
        QVERIFY(first != b.next());
        QCOMPARE(again.next(), first);
    }

    void drawsEachSmallNumberEquallyOften()
    {
        RandomStream random(7);
        std::array<int, 6> counts{};
        for (int i = 0; i < 60000; ++i)
            ++counts[random.below(6)];
        for (int count : counts)
            QVERIFY(std::abs(count - 10000) < 500); // five standard deviations are 456
    }

    void drawsNormalsOfUnitVariance()
    {
        RandomStream random(7);
        double sum = 0.0;
        double squares = 0.0;
        constexpr int Count = 100000;
        for (int i = 0; i < Count; ++i) {
            const double value = random.normal();
            sum += value;
            squares += value * value;
        }
        QVERIFY(std::abs(sum / Count) < 0.016);
        QVERIFY(std::abs(squares / Count - 1.0) < 0.023);
    }
};

QTEST_GUILESS_MAIN(RandomTest)
#include "tst_random.moc"
