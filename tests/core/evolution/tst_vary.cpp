// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/vary.h"
#include "core/expression/parse.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <map>

using namespace wattline;

namespace {

constexpr std::size_t Variables = 3;

Expression formula(const std::string& text)
{
    const Result<Expression> parsed = parseExpression(text, {"X0", "X1", "X2"});
    return parsed ? *parsed : Expression();
}

/// A graph of random programs, the fitness of each its number in the population.
struct Scene {
    explicit Scene(const StrictSettings& settings) : rules(settings, Variables)
    {
        for (std::size_t i = 0; i < 200; ++i) {
            RandomStream random(1, i);
            parents.programs.push_back(graph.insert(randomProgram(rules, random)));
            parents.penalisedFitness.push_back(static_cast<double>(i));
        }
    }

    VariationRules rules;
    ProgramGraph graph;
    Parents parents;
};

/// Only the named kind of variation; none of the four is reproduction.
StrictSettings onlyBy(const QString& kind)
{
    StrictSettings settings;
    settings.crossover = kind == "crossover" ? 1.0 : 0.0;
    settings.subtreeMutation = kind == "subtree mutation" ? 1.0 : 0.0;
    settings.hoistMutation = kind == "hoist mutation" ? 1.0 : 0.0;
    settings.pointMutation = kind == "point mutation" ? 1.0 : 0.0;
    return settings;
}

} // namespace

class VaryTest : public QObject {
    Q_OBJECT

private slots:
    // A full program of depth d has all leaves at depth d at most; gplearn counts open functions, so a unary function
    // deepens like any other.
    void growsInitialProgramsOfDepthTwoToSix()
    {
        const VariationRules rules({}, Variables);
        std::map<std::size_t, int> depths;
        for (std::size_t i = 0; i < 5000; ++i) {
            RandomStream random(3, i);
            const Expression program = randomProgram(rules, random);
            QVERIFY(isWellFormed(program));
            QVERIFY(arityOf(program.nodes.back().op) > 0);
            ++depths[depthOf(program)];
        }
        QVERIFY(depths.begin()->first >= 1);
        QCOMPARE(depths.rbegin()->first, std::size_t{6});
        for (std::size_t depth = 2; depth <= 6; ++depth)
            QVERIFY2(depths[depth] > 500, std::to_string(depths[depth]).c_str()); // of 2500 full ones a fifth each
    }

    // Half of the programs are full, and all leaves of those lie at one of the depths 2 to 6.
    void makesHalfOfTheInitialProgramsFull()
    {
        StrictSettings settings;
        settings.functions = {Op::Add}; // with one function a full program of depth d has 2^(d+1) - 1 nodes
        settings.depthMin = 4;
        settings.depthMax = 4;
        const VariationRules rules(settings, 30); // 30 variables: growing stops early
        int full = 0;
        for (std::size_t i = 0; i < 4000; ++i) {
            RandomStream random(5, i);
            full += randomProgram(rules, random).length() == 31 ? 1 : 0;
        }
        QVERIFY2(std::abs(full - 2000) < 160, std::to_string(full).c_str()); // five standard deviations
    }

    void drawsConstantsFromTheirRangeAsOneMoreVariable()
    {
        StrictSettings settings;
        settings.constantMin = 2.0;
        settings.constantMax = 3.0;
        const VariationRules rules(settings, Variables);
        int constants = 0;
        int terminals = 0;
        for (std::size_t i = 0; i < 2000; ++i) {
            RandomStream random(9, i);
            for (const Node& node : randomProgram(rules, random).nodes) {
                terminals += arityOf(node.op) == 0 ? 1 : 0;
                if (node.op != Op::Constant)
                    continue;
                ++constants;
                QVERIFY(node.constant >= 2.0 && node.constant < 3.0);
            }
        }
        QVERIFY(std::abs(static_cast<double>(constants) / terminals - 0.25) < 0.02);
    }

    // The chance that the best of n parents wins a tournament of k is 1 - (1 - 1/n)^k.
    void pressesAsATournamentDoes()
    {
        std::vector<double> fitness;
        for (int i = 0; i < 100; ++i)
            fitness.push_back(static_cast<double>((i + 37) % 100));
        RandomStream random(4);
        constexpr int Draws = 20000;
        int best = 0;
        for (int i = 0; i < Draws; ++i)
            best += fitness[tournamentWinner(fitness, 20, random)] == 0.0 ? 1 : 0;
        const double expected = 1.0 - std::pow(0.99, 20);
        QVERIFY(std::abs(static_cast<double>(best) / Draws - expected) < 0.014);
    }

    void neverLetsAnInfiniteFitnessWinOverAFiniteOne()
    {
        std::vector<double> fitness(50, std::numeric_limits<double>::infinity());
        fitness[7] = 1e300;
        RandomStream random(4);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(tournamentWinner(fitness, 1000, random), std::size_t{7});
    }

    // sin(X0) + X1: two functions and two terminals, so a function is drawn with 1.8 / 2.0.
    void drawsFunctionsNineTimesAsOften()
    {
        ProgramGraph graph;
        const ProgramGraph::Id program = graph.insert(formula("sin(X0) + X1"));
        RandomStream random(8);
        std::array<int, 4> drawn{};
        for (int i = 0; i < 40000; ++i)
            ++drawn[randomSpot(graph, program, random).place];
        QVERIFY(std::abs(drawn[0] - 18000) < 500);
        QVERIFY(std::abs(drawn[1] - 18000) < 500);
        QVERIFY(std::abs(drawn[2] - 2000) < 220);
        QVERIFY(std::abs(drawn[3] - 2000) < 220);
    }

    void makesWellFormedOffspring_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"crossover", "subtree mutation", "hoist mutation", "point mutation", "reproduction"})
            QTest::newRow(kind) << kind;
    }

    void makesWellFormedOffspring()
    {
        QFETCH(QString, kind);
        Scene scene(onlyBy(kind));
        int changed = 0;
        for (std::size_t i = 0; i < 2000; ++i) {
            RandomStream random(2, i);
            const Offspring offspring = randomOffspring(scene.graph, scene.parents, scene.rules, random);
            const ProgramGraph::Id child = insertOffspring(scene.graph, offspring);
            const Expression program = scene.graph.expressionOf(child);
            QVERIFY(isWellFormed(program));
            for (const Node& node : program.nodes)
                QVERIFY(node.op != Op::Variable || node.variable < Variables);
            const bool isNew = !(program == scene.graph.expressionOf(*offspring.base));
            changed += isNew ? 1 : 0;
            if (kind == "hoist mutation")
                QVERIFY(program.length() <= scene.graph.at(*offspring.base).length);
            if (kind == "reproduction")
                QVERIFY(!isNew);
        }
        QVERIFY(kind == "reproduction" || changed > 500); // a hoisted root leaves all as it was
    }

    void keepsTheShapeInPointMutation()
    {
        StrictSettings settings;
        settings.pointReplace = 1.0;
        const VariationRules rules(settings, Variables);
        const Expression program = formula("sin(X0) * (X1 - 0.25)");
        ProgramGraph graph;
        const ProgramGraph::Id parent = graph.insert(program);
        int sameRoot = 0;
        for (std::size_t i = 0; i < 4000; ++i) {
            RandomStream random(2, i);
            const auto edits = pointMutation(graph, parent, rules, random);
            const Expression mutant = graph.expressionOf(graph.edited(parent, edits));
            QCOMPARE(mutant.length(), program.length());
            for (std::size_t n = 0; n < program.length(); ++n)
                QCOMPARE(arityOf(mutant.nodes[n].op), arityOf(program.nodes[n].op));
            sameRoot += mutant.nodes.back().op == program.nodes.back().op ? 1 : 0;
        }
        QVERIFY(std::abs(sameRoot - 1000) < 140); // a function may draw itself: one of four
    }

    void replacesOneNodeInTwentyByDefault()
    {
        const VariationRules rules({}, Variables);
        ProgramGraph graph;
        const ProgramGraph::Id parent = graph.insert(formula("X0 + X1"));
        std::array<int, 3> replaced{};
        for (std::size_t i = 0; i < 20000; ++i) {
            RandomStream random(2, i);
            for (const ProgramGraph::Edit& edit : pointMutation(graph, parent, rules, random))
                ++replaced[edit.position];
        }
        for (int count : replaced)
            QVERIFY2(std::abs(count - 1000) < 130, std::to_string(count).c_str());
    }

    void keepsTheParentWhereTheChildWouldBeTooLong()
    {
        ProgramGraph graph;
        Expression longest{{{Op::Variable, 0}}};
        longest.nodes.resize(LongestProgram, {Op::Neg});
        const ProgramGraph::Id parent = graph.insert(longest);
        const ProgramGraph::Id graft = graph.insert(formula("X0 + X1"));
        const auto leaf = static_cast<std::uint32_t>(LongestProgram - 1);
        QCOMPARE(insertOffspring(graph, {parent, {leaf, graph.subtreeAt(parent, leaf)}, graft, {}, {}}), parent);
        QVERIFY(insertOffspring(graph, {parent, {leaf - 2, graph.subtreeAt(parent, leaf - 2)}, graft, {}, {}}) !=
                parent);
    }
};

QTEST_GUILESS_MAIN(VaryTest)
#include "tst_vary.moc"
