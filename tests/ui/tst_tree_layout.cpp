// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "ui/plots/tree_layout.h"

#include <QTest>
#include <algorithm>
#include <map>

using namespace wattline;
using namespace wattline::ui;

namespace {

constexpr double Gap = 10.0;
constexpr double Tolerance = 1e-9;

/// A tree of up to two children a node in postfix order, drawn by chance.
std::vector<TreeLayoutNode> randomTree(RandomStream& random, std::size_t leaves)
{
    std::vector<TreeLayoutNode> nodes;
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < leaves; ++i) {
        nodes.push_back({10.0 + static_cast<double>(random.next() % 60), {}});
        roots.push_back(nodes.size() - 1);
        while (roots.size() > 1 && (random.next() % 2 == 0 || i + 1 == leaves)) {
            const std::size_t right = roots.back();
            roots.pop_back();
            const std::size_t left = roots.back();
            nodes.push_back({20.0, {left, right}});
            roots.back() = nodes.size() - 1;
        }
        if (random.next() % 3 == 0) {
            nodes.push_back({35.0, {roots.back()}});
            roots.back() = nodes.size() - 1;
        }
    }
    return nodes;
}

} // namespace

class TreeLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void aTreeOfNothingHasNoPositions() { QVERIFY(tidyTree({}, Gap).empty()); }

    void aSingleNodeBeginsAtTheLeftEdge()
    {
        const auto positions = tidyTree({{40.0, {}}}, Gap);
        QCOMPARE(positions.at(0).x, 20.0);
        QCOMPARE(positions.at(0).level, std::size_t{0});
    }

    void siblingsStandAGapApart()
    {
        const auto positions = tidyTree({{40.0, {}}, {20.0, {}}, {10.0, {0, 1}}}, Gap);
        QCOMPARE(positions[1].x - positions[0].x, 40.0);
        QCOMPARE(positions[2].x, (positions[0].x + positions[1].x) / 2.0);
        QCOMPARE(positions[0].level, std::size_t{1});
    }

    void nodesOfALevelNeverOverlap()
    {
        RandomStream random(7);
        for (std::size_t trial = 0; trial < 300; ++trial) {
            const auto nodes = randomTree(random, 1 + random.next() % 80);
            const auto positions = tidyTree(nodes, Gap);
            std::map<std::size_t, std::vector<std::pair<double, double>>> extents;
            for (std::size_t i = 0; i < nodes.size(); ++i)
                extents[positions[i].level].emplace_back(positions[i].x - nodes[i].width / 2.0,
                                                         positions[i].x + nodes[i].width / 2.0);
            for (auto& [level, nodesThere] : extents) {
                std::sort(nodesThere.begin(), nodesThere.end());
                QVERIFY(nodesThere.front().first >= -Tolerance);
                for (std::size_t i = 1; i < nodesThere.size(); ++i)
                    QVERIFY2(nodesThere[i].first - nodesThere[i - 1].second >= Gap - Tolerance,
                             qPrintable(QStringLiteral("trial %1, level %2").arg(trial).arg(level)));
            }
        }
    }

    void parentsStandInTheMiddleOfTheirChildrenAndOneLevelAbove()
    {
        RandomStream random(11);
        for (std::size_t trial = 0; trial < 100; ++trial) {
            const auto nodes = randomTree(random, 1 + random.next() % 60);
            const auto positions = tidyTree(nodes, Gap);
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                const auto& children = nodes[i].children;
                if (children.empty())
                    continue;
                const double middle = (positions[children.front()].x + positions[children.back()].x) / 2.0;
                QVERIFY(std::abs(positions[i].x - middle) < Tolerance);
                for (std::size_t child : children)
                    QCOMPARE(positions[child].level, positions[i].level + 1);
            }
        }
    }

    void childrenKeepTheirOrder()
    {
        RandomStream random(3);
        const auto nodes = randomTree(random, 120);
        const auto positions = tidyTree(nodes, Gap);
        for (const TreeLayoutNode& node : nodes) {
            for (std::size_t i = 1; i < node.children.size(); ++i)
                QVERIFY(positions[node.children[i - 1]].x < positions[node.children[i]].x);
        }
    }

    void theMirroredTreeIsTheMirrorImage()
    {
        RandomStream random(5);
        const auto nodes = randomTree(random, 50);
        auto mirrored = nodes;
        for (TreeLayoutNode& node : mirrored)
            std::reverse(node.children.begin(), node.children.end());
        const auto positions = tidyTree(nodes, Gap);
        const auto images = tidyTree(mirrored, Gap);
        const double centre = positions.back().x + images.back().x;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            QVERIFY(std::abs(positions[i].x + images[i].x - centre) < 1e-6);
    }

    void theSubtreesBetweenTwoLargeOnesAreSpreadEvenly()
    {
        // Leaves between two wide subtrees: Walker's original bunches them to the left.
        std::vector<TreeLayoutNode> nodes;
        const auto wide = [&nodes] {
            const std::size_t first = nodes.size();
            for (int i = 0; i < 3; ++i)
                nodes.push_back({40.0, {}});
            nodes.push_back({10.0, {first, first + 1, first + 2}});
            return nodes.size() - 1;
        };
        const std::size_t left = wide();
        const std::size_t first = nodes.size();
        for (int i = 0; i < 2; ++i)
            nodes.push_back({10.0, {}});
        const std::size_t right = wide();
        nodes.push_back({10.0, {left, first, first + 1, right}});
        const auto positions = tidyTree(nodes, Gap);
        const double step = positions[first].x - positions[left].x;
        QVERIFY(std::abs(positions[first + 1].x - positions[first].x - step) < Tolerance);
        QVERIFY(std::abs(positions[right].x - positions[first + 1].x - step) < Tolerance);
    }

    void aChainOfManyThousandNodesIsDrawnStraight()
    {
        std::vector<TreeLayoutNode> nodes{{20.0, {}}};
        for (std::size_t i = 0; i < 100000; ++i)
            nodes.push_back({20.0, {i}});
        const auto positions = tidyTree(nodes, Gap);
        QCOMPARE(positions.front().level, std::size_t{100000});
        QVERIFY(std::all_of(positions.begin(), positions.end(), [](const auto& p) { return p.x == 10.0; }));
    }
};

QTEST_GUILESS_MAIN(TreeLayoutTest)
#include "tst_tree_layout.moc"
