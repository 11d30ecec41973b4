// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/program_graph.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"

#include <QTest>
#include <array>

using namespace wattline;

namespace {

const std::vector<Op> All = {AllFunctions.begin(), AllFunctions.end()};

Expression formula(const std::string& text)
{
    const Result<Expression> parsed = parseExpression(text, {"X0", "X1", "X2"});
    return parsed ? *parsed : Expression();
}

std::string text(const ProgramGraph& graph, ProgramGraph::Id program)
{
    return toPrefix(graph.expressionOf(program), {});
}

} // namespace

class ProgramGraphTest : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatWasInserted()
    {
        RandomStream random(2);
        ProgramGraph graph;
        for (int i = 0; i < 5000; ++i) {
            const Expression expression = test::randomExpression(random, All, 3);
            const ProgramGraph::Id id = graph.insert(expression);
            QVERIFY(graph.expressionOf(id) == expression);
            QCOMPARE(static_cast<std::size_t>(graph.at(id).length), expression.length());
        }
    }

    void holdsEqualSubtreesOnceWhereCompacted()
    {
        ProgramGraph graph;
        std::vector<ProgramGraph::Id> programs = {graph.insert(formula("sin(X0) + cos(sin(X0))")),
                                                  graph.insert(formula("cos(sin(X0))")),
                                                  graph.insert(formula("sin(X0) + cos(sin(X0))"))};
        const ProgramGraph compact = *graph.compacted(programs);
        QCOMPARE(compact.size(), std::size_t{4}); // X0, sin, cos, +
        QCOMPARE(programs[0], programs[2]);
        QCOMPARE(text(compact, programs[0]), std::string("add(sin(X0), cos(sin(X0)))"));
        QCOMPARE(text(compact, programs[1]), std::string("cos(sin(X0))"));
    }

    // One argument that thousands of functions share is where a table that looks nearby is crowded.
    void holdsManyUsersOfOneArgumentOnceEach()
    {
        ProgramGraph graph;
        std::vector<ProgramGraph::Id> programs;
        for (int i = 0; i < 6000; ++i) {
            const double constant = i % 3000;
            programs.push_back(graph.insert({{{Op::Constant, 0, constant}, {Op::Variable, 0}, {Op::Add}}}));
            programs.push_back(graph.insert({{{Op::Variable, 0}, {Op::Constant, 0, constant}, {Op::Mul}}}));
        }
        const ProgramGraph compact = *graph.compacted(programs);
        QCOMPARE(compact.size(), std::size_t{1 + 3 * 3000});
        for (std::size_t i = 0; i < 6000; ++i)
            QCOMPARE(programs[i], programs[6000 + i]);
    }

    void tellsConstantsApartByTheirBits()
    {
        ProgramGraph graph;
        std::vector<ProgramGraph::Id> programs = {graph.insert({{{Op::Constant, 0, 0.0}}}),
                                                  graph.insert({{{Op::Constant, 0, -0.0}}}),
                                                  graph.insert({{{Op::Variable, 0}}})};
        QCOMPARE(graph.compacted(programs)->size(), std::size_t{3});
    }

    void replacesTheSubtreeAtAPlace_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<QString>("result");
        QTest::newRow("root") << 0 << "X2";
        QTest::newRow("first argument") << 1 << "add(X2, mul(X1, 0.5))";
        QTest::newRow("inside the first") << 2 << "add(sin(X2), mul(X1, 0.5))";
        QTest::newRow("second argument") << 3 << "add(sin(X0), X2)";
        QTest::newRow("last leaf") << 5 << "add(sin(X0), mul(X1, X2))";
    }

    void replacesTheSubtreeAtAPlace()
    {
        QFETCH(int, place);
        QFETCH(QString, result);
        ProgramGraph graph;
        const ProgramGraph::Id program = graph.insert(formula("sin(X0) + X1 * 0.5"));
        const ProgramGraph::Id graft = graph.insert(formula("X2"));
        const auto where = static_cast<std::uint32_t>(place);
        QCOMPARE(QString::fromStdString(text(graph, graph.replaced(program, where, graft))), result);
        // Putting back what was there gives the program met before.
        QCOMPARE(graph.replaced(program, where, graph.subtreeAt(program, where)), program);
    }

    void findsEachFunctionAndEachTerminalOnce()
    {
        RandomStream random(6);
        ProgramGraph graph;
        for (int i = 0; i < 500; ++i) {
            const ProgramGraph::Id program = graph.insert(test::randomExpression(random, All, 3));
            const ProgramGraph::Entry root = graph.at(program);
            std::vector<int> met(root.length, 0);
            for (std::uint32_t n = 0; n < root.functions; ++n) {
                const std::uint32_t place = graph.functionOf(program, n).place;
                QVERIFY(graph.at(graph.subtreeAt(program, place)).functions > 0);
                ++met[place];
            }
            for (std::uint32_t n = 0; n < root.length - root.functions; ++n) {
                const std::uint32_t place = graph.terminalOf(program, n).place;
                QVERIFY(graph.at(graph.subtreeAt(program, place)).functions == 0);
                ++met[place];
            }
            QVERIFY(met == std::vector<int>(root.length, 1));
        }
    }

    void replacesNodesAtAnyPositions()
    {
        RandomStream random(9);
        ProgramGraph graph;
        for (int i = 0; i < 2000; ++i) {
            Expression expression = test::randomExpression(random, All, 3);
            const ProgramGraph::Id program = graph.insert(expression);
            std::vector<ProgramGraph::Edit> edits;
            for (std::uint32_t position = 0; position < expression.length(); ++position) {
                Node& node = expression.nodes[position];
                QVERIFY(graph.at(graph.nodeAtPosition(program, position)).op == node.op);
                if (random.below(5) != 0)
                    continue;
                const std::array replacements = {Node{Op::Constant, 0, random.normal()}, Node{Op::Cos}, Node{Op::Sub}};
                node = replacements[static_cast<std::size_t>(arityOf(node.op))];
                edits.push_back({position, node});
            }
            QVERIFY(graph.expressionOf(graph.edited(program, edits)) == expression);
        }
    }

    void sharesWhatAnEditLeaves()
    {
        ProgramGraph graph;
        const ProgramGraph::Id program = graph.insert(formula("sin(X0 * X1) + cos(X2)"));
        const std::size_t before = graph.size();
        const std::array edits = {ProgramGraph::Edit{5, {Op::Tan}}};
        QCOMPARE(text(graph, graph.edited(program, edits)), std::string("add(sin(mul(X0, X1)), tan(X2))"));
        QCOMPARE(graph.size(), before + 2);
    }

    void compactsNothingAfterAStop()
    {
        ProgramGraph graph;
        std::vector<ProgramGraph::Id> programs = {graph.insert(formula("sin(X0)"))};
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        QVERIFY(!graph.compacted(programs, context).has_value());
    }

    void forgetsWhatNoProgramUses()
    {
        RandomStream random(7);
        ProgramGraph graph;
        std::vector<ProgramGraph::Id> programs;
        std::vector<Expression> expressions;
        for (int i = 0; i < 2000; ++i) {
            const Expression expression = test::randomExpression(random, All, 3);
            const ProgramGraph::Id id = graph.insert(expression);
            if (i % 10 == 0) {
                programs.push_back(id);
                expressions.push_back(expression);
            }
        }
        const ProgramGraph compact = *graph.compacted(programs);
        QVERIFY(compact.size() < graph.size() / 3);
        for (std::size_t i = 0; i < programs.size(); ++i)
            QVERIFY(compact.expressionOf(programs[i]) == expressions[i]);
    }
};

QTEST_GUILESS_MAIN(ProgramGraphTest)
#include "tst_program_graph.moc"
