// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/margin_counts.h"
#include "core/features/neighbours.h"
#include "tests/support/instruction_sets.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

using namespace wattline;

namespace {

using Values = std::vector<double>;

struct Points {
    Values x;
    Values y;
};

/// How the i-th point comes about.
using Law = std::function<std::pair<double, double>(RandomStream&, std::size_t i)>;

const std::map<std::string, Law>& laws()
{
    constexpr double Noise = 1e-10; // as scikit-learn adds it
    const auto level = [](RandomStream& r, std::uint64_t levels) { return static_cast<double>(r.below(levels)); };
    const auto spread = [](RandomStream& r) {
        return (r.uniform() - 0.5) * std::pow(10.0, 600.0 * r.uniform() - 300.0);
    };
    static const std::map<std::string, Law> all = {
        {"normal", [](RandomStream& r, std::size_t) { return std::pair(r.normal(), r.normal()); }},
        {"few values", [=](RandomStream& r, std::size_t) { return std::pair(level(r, 4), level(r, 7)); }},
        {"upright lines",
         [=](RandomStream& r, std::size_t) { return std::pair(level(r, 4) + Noise * r.normal(), r.normal()); }},
        {"level lines",
         [=](RandomStream& r, std::size_t) { return std::pair(r.normal(), level(r, 3) + Noise * r.normal()); }},
        {"mostly on one level line",
         [=](RandomStream& r, std::size_t) { return std::pair(r.normal(), std::max(0.0, r.normal() - 0.5)); }},
        {"a curve",
         [=](RandomStream& r, std::size_t) {
             const double x = r.normal();
             return std::pair(x, x * x + Noise * r.normal());
         }},
        {"all equal", [](RandomStream&, std::size_t) { return std::pair(2.5, -1.0); }},
        {"each four times",
         [](RandomStream&, std::size_t i) {
             RandomStream same(3, i / 4);
             return std::pair(same.normal(), same.normal());
         }},
        {"clusters",
         [=](RandomStream& r, std::size_t) {
             return std::pair(level(r, 3) + 1e-6 * r.normal(), level(r, 3) + 1e-3 * r.normal());
         }},
        {"few far away",
         [](RandomStream& r, std::size_t i) {
             return std::pair(r.normal(), i % 50 == 7 ? 1e6 * r.normal() : r.normal());
         }},
        {"1e-300 to 1e300", [=](RandomStream& r, std::size_t) { return std::pair(spread(r), spread(r)); }},
        {"differences beyond a double",
         [](RandomStream& r, std::size_t) {
             return std::pair(1e307 * r.normal(), r.uniform() < 0.5 ? -1e308 : 1e308);
         }},
    };
    return all;
}

Points pointsOf(const std::string& law, std::size_t count)
{
    RandomStream random(1, count);
    Points points;
    for (std::size_t i = 0; i < count; ++i) {
        const auto [x, y] = laws().at(law)(random, i);
        points.x.push_back(x);
        points.y.push_back(y);
    }
    return points;
}

/// Each distance compared with all: of every k the distance of the k-th neighbour, by point.
std::map<std::size_t, Values> plainDistances(const Points& points, const std::vector<std::size_t>& ks)
{
    std::map<std::size_t, Values> found;
    const std::size_t count = points.x.size();
    for (std::size_t i = 0; i < count; ++i) {
        Values away;
        for (std::size_t j = 0; j < count; ++j) {
            if (j != i)
                away.push_back(std::max(std::abs(points.x[i] - points.x[j]), std::abs(points.y[i] - points.y[j])));
        }
        const std::size_t most = *std::max_element(ks.begin(), ks.end());
        std::partial_sort(away.begin(), away.begin() + static_cast<std::ptrdiff_t>(most), away.end());
        for (const std::size_t k : ks)
            found[k].push_back(away[k - 1]);
    }
    return found;
}

std::vector<std::size_t> plainCounts(const Values& ascending, const Values& radii)
{
    std::vector<std::size_t> counts;
    for (std::size_t i = 0; i < ascending.size(); ++i)
        counts.push_back(static_cast<std::size_t>(std::count_if(ascending.begin(), ascending.end(), [&](double value) {
            return std::abs(value - ascending[i]) <= radii[i];
        })));
    return counts;
}

/// Radii that end just at, just before and just behind other values, none, and all.
Values hardRadii(const Values& ascending)
{
    RandomStream random(2);
    Values radii;
    for (const double value : ascending) {
        const double away =
            std::min(std::abs(value - ascending[random.below(ascending.size())]), std::numeric_limits<double>::max());
        const double hard[] = {away, std::nextafter(away, 0.0), std::nextafter(away, 1.0), 0.0,
                               std::numeric_limits<double>::max()};
        radii.push_back(hard[random.below(std::size(hard))]);
    }
    return radii;
}

RunContext stopped()
{
    std::stop_source source;
    source.request_stop();
    return {source.get_token(), {}, 0};
}

void addLaws()
{
    QTest::addColumn<std::string>("law");
    for (const auto& [law, point] : laws())
        QTest::newRow(law.c_str()) << law;
}

} // namespace

class NeighboursTest : public QObject {
    Q_OBJECT

private slots:
    void sortsAColumnWithItsRows_data() { addLaws(); }
    void sortsAColumnWithItsRows()
    {
        QFETCH(std::string, law);
        Values values = pointsOf(law, 1000).x;
        values.insert(values.end(), {-0.0, 0.0, 5e-324, -5e-324, 1.0, -1.0});
        const OrderedColumn column = ordered(values, {});
        QCOMPARE(column.values, values);
        std::vector<std::size_t> rows = column.order;
        std::sort(rows.begin(), rows.end());
        for (std::size_t i = 0; i < values.size(); ++i) {
            QCOMPARE(rows[i], i);
            QCOMPARE(column.ascending[i], values[column.order[i]]);
        }
        std::sort(values.begin(), values.end());
        QCOMPARE(column.ascending, values);
    }

    void findsTheDistancesThatComparingAllPairsFinds_data() { addLaws(); }
    void findsTheDistancesThatComparingAllPairsFinds()
    {
        QFETCH(std::string, law);
        const std::vector<std::pair<std::size_t, std::vector<std::size_t>>> tables = {
            {3, {1}},      {5, {1, 3}},          {8, {3, 5}},          {9, {1, 7}},
            {22, {3, 20}}, {130, {1, 3, 5, 20}}, {1500, {1, 3, 5, 20}}};
        for (const auto& [count, ks] : tables) {
            const Points points = pointsOf(law, count);
            const OrderedColumn x = ordered(points.x, {});
            const OrderedColumn y = ordered(points.y, {});
            for (const auto& [k, expected] : plainDistances(points, ks)) {
                for (const std::int64_t target : test::instructionSets()) {
                    const test::OnlyInstructionSet only(target);
                    QVERIFY2(
                        kthNeighbourDistances(x, y, k, {}) == expected,
                        qPrintable(QString("%1, %2 points, k = %3").arg(hwy::TargetName(target)).arg(count).arg(k)));
                }
            }
        }
    }

    void countsWhatComparingWithAllValuesCounts_data() { addLaws(); }
    void countsWhatComparingWithAllValuesCounts()
    {
        QFETCH(std::string, law);
        for (const std::size_t count : {1, 7, 8, 9, 63, 64, 65, 511, 513, 2000}) {
            const Values ascending = ordered(pointsOf(law, count).x, {}).ascending;
            const Values radii = hardRadii(ascending);
            const std::vector<std::size_t> expected = plainCounts(ascending, radii);
            for (const std::int64_t target : test::instructionSets()) {
                const test::OnlyInstructionSet only(target);
                QVERIFY2(countsWithin(ascending, radii, {}) == expected,
                         qPrintable(QString("%1, %2 values").arg(hwy::TargetName(target)).arg(count)));
            }
        }
    }

    void answersNothingWhenStopped()
    {
        const Points points = pointsOf("normal", 100);
        const OrderedColumn x = ordered(points.x, {});
        const OrderedColumn y = ordered(points.y, {});
        QVERIFY(ordered(points.x, stopped()).order.empty());
        QVERIFY(kthNeighbourDistances(x, y, 3, stopped()).empty());
        QVERIFY(countsWithin(x.ascending, Values(100, 1.0), stopped()).empty());
    }
};

QTEST_GUILESS_MAIN(NeighboursTest)
#include "tst_neighbours.moc"
