// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/expression/parse.h"
#include "tests/support/qt_warnings.h"
#include "ui/plots/expression_shading.h"
#include "ui/plots/expression_view.h"

#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace wattline;
using namespace wattline::ui;

namespace {

/// A sum of so many terms, each in brackets with the ones before: as deep as it is long.
Expression longSum(std::size_t terms)
{
    Expression sum{{{Op::Variable}}};
    for (std::size_t i = 1; i < terms; ++i) {
        sum.nodes.push_back({Op::Variable});
        sum.nodes.push_back({Op::Log});
        sum.nodes.push_back({Op::Add});
    }
    return sum;
}

/// A tree in which every function has two arguments and all leaves the same depth.
Expression fullTree(int depth)
{
    if (depth == 0)
        return {{{Op::Variable}}};
    Expression tree = fullTree(depth - 1);
    const Expression again = tree;
    tree.nodes.insert(tree.nodes.end(), again.nodes.begin(), again.nodes.end());
    tree.nodes.push_back({Op::Mul});
    return tree;
}

std::size_t seenNodes(const ExpressionScene& scene)
{
    std::size_t seen = 0;
    for (std::size_t i = 0; i < scene.shown().expression.nodes.size(); ++i)
        seen += scene.isVisible(i) ? 1 : 0;
    return seen;
}

FormulaContributions contributionsOfRoot(double change, ErrorMeasure measure = ErrorMeasure::MeanRelative)
{
    return {measure, 0.031, {{1.0, 0.1}, {2.0, -0.02}, {3.0, change}}};
}

} // namespace

class ExpressionTreeTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void aSmallTreeIsSeenWhole()
    {
        ExpressionScene scene;
        scene.setTree({fullTree(4), {"a"}}, {});
        QCOMPARE(seenNodes(scene), std::size_t{31});
    }

    void ofALargeTreeTheSmallerPartsAreCollapsed()
    {
        for (const Expression& large : {fullTree(8), longSum(170)}) {
            ExpressionScene scene;
            scene.setTree({large, {"a"}}, {});
            QVERIFY(large.length() > 500);
            QVERIFY(seenNodes(scene) > 30 && seenNodes(scene) < 90);
            scene.expandAll();
            QCOMPARE(seenNodes(scene), large.length());
            scene.collapseToReadable();
            QVERIFY(seenNodes(scene) < 90);
        }
    }

    void theSpaceBarCollapsesTheChosenNodeAndOpensItAgain()
    {
        ExpressionView view;
        view.setTree({fullTree(3), {"a"}});
        view.show();
        view.setFocus();
        view.tree()->setChosenNode(6); // the left half
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(view.tree()->isCollapsed(6));
        QVERIFY(!view.tree()->isVisible(0) && view.tree()->isVisible(13));
        QTest::keyClick(&view, Qt::Key_Down); // nothing to go down to
        QCOMPARE(view.tree()->chosenNode(), std::optional<std::size_t>(6));
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(view.tree()->isVisible(0));
    }

    void aDoubleClickCollapses()
    {
        ExpressionView view;
        view.resize(600, 400);
        view.setTree({fullTree(2), {"a"}});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QPoint place = view.mapFromScene(view.tree()->rectOf(2).center());
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, place);
        QVERIFY(view.tree()->isCollapsed(2));
    }

    void collapsingChoosesWhatStandsForTheChosenNode()
    {
        ExpressionScene scene;
        scene.setTree({fullTree(2), {"a"}}, {});
        scene.setChosenNode(0);
        QSignalSpy chosen(&scene, &ExpressionScene::nodeChosen);
        scene.setCollapsedNodes({2});
        QCOMPARE(scene.chosenNode(), std::optional<std::size_t>(2));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(scene.rectOf(0), scene.rectOf(2));
    }

    void choosingAHiddenNodeOpensWhatHidesIt()
    {
        ExpressionScene scene;
        scene.setTree({fullTree(8), {"a"}}, {});
        QVERIFY(!scene.isVisible(0));
        scene.setChosenNode(0);
        QVERIFY(scene.isVisible(0));
        QCOMPARE(scene.chosenNode(), std::optional<std::size_t>(0));
    }

    void noTwoSeenNodesOverlap()
    {
        ExpressionScene scene;
        scene.setTree({longSum(170), {"a_long_name"}}, {});
        for (std::size_t i = 0; i < scene.shown().expression.nodes.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!scene.isVisible(i) || !scene.isVisible(j) || !scene.rectOf(i).intersects(scene.rectOf(j)));
        }
    }

    void measuredNodesKeepWhatIsChosenAndCollapsed()
    {
        ExpressionScene scene;
        scene.setTree({*parseExpression("a * a", {"a"}), {"a"}}, {});
        scene.setCollapsedNodes({2});
        scene.setChosenNode(2);
        scene.setContributions(contributionsOfRoot(0.5));
        QVERIFY(scene.isCollapsed(2));
        QCOMPARE(scene.chosenNode(), std::optional<std::size_t>(2));
    }

    void aContributionHasASignANumberAndAUnit()
    {
        const ContributionScale relative(contributionsOfRoot(0.5), "W");
        QCOMPARE(relative.text(0.1234), QStringLiteral("+12.3"));
        QCOMPARE(relative.text(-0.02), QStringLiteral("\u22122"));
        QCOMPARE(relative.text(1e-6), QStringLiteral("0"));
        QCOMPARE(relative.text(NAN), QStringLiteral("–"));
        QCOMPARE(relative.textWithUnit(0.1), QStringLiteral("+10 percentage points"));
        QCOMPARE(relative.errorText(), QStringLiteral("3.1 %"));
        const ContributionScale absolute(contributionsOfRoot(50.0, ErrorMeasure::MeanAbsolute), "W");
        QCOMPARE(absolute.textWithUnit(12.5), QStringLiteral("+12.5 W"));
        QCOMPARE(absolute.measure(), QStringLiteral("MAE"));
    }

    void theColourIsStrongestWhereANodeCountsAsMuchAsTheFormula()
    {
        const ContributionScale scale(contributionsOfRoot(0.5), {});
        QCOMPARE(scale.strength(0.5), 1.0);
        QCOMPARE(scale.strength(7.0), 1.0);
        QCOMPARE(scale.strength(-0.125), -0.5);
        QCOMPARE(scale.strength(0.0), 0.0);
        QCOMPARE(scale.strength(NAN), 0.0);
        const ContributionScale useless(contributionsOfRoot(-0.1), {}); // the median alone would be better
        QCOMPARE(useless.strongest(), 0.1);
    }

    void writingCanBeReadOnEveryColour()
    {
        for (const QColor& window : {QColor(Qt::white), QColor(0x31, 0x34, 0x39)}) {
            QPalette palette(window);
            palette.setColor(QPalette::Base, window.lightness() < 128 ? QColor(0x1f, 0x22, 0x26) : QColor(Qt::white));
            for (const double strength : {-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0}) {
                const QColor ground = contributionColour(strength, palette);
                const auto luminance = [](const QColor& c) {
                    const auto linear = [](double v) {
                        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
                    };
                    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
                };
                const double a = luminance(ground) + 0.05;
                const double b = luminance(inkOn(ground)) + 0.05;
                QVERIFY(std::max(a, b) / std::min(a, b) >= 4.5);
            }
        }
    }
};

QTEST_MAIN(ExpressionTreeTest)
#include "tst_expression_tree.moc"
