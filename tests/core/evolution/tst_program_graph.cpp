// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/program_graph.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"

#include <QTest>

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
            QCOMPARE(graph.insert(expression), id);
            QCOMPARE(static_cast<std::size_t>(graph.at(id).length), expression.length());
        }
    }

    void holdsEqualSubtreesOnce()
    {
        ProgramGraph graph;
        graph.insert(formula("sin(X0) + cos(sin(X0))"));
        QCOMPARE(graph.size(), std::size_t{4}); // X0, sin, cos, +
        graph.insert(formula("cos(sin(X0))"));
        QCOMPARE(graph.size(), std::size_t{4});
    }

    void tellsConstantsApartByTheirBits()
    {
        ProgramGraph graph;
        QVERIFY(graph.insert({{{Op::Constant, 0, 0.0}}}) != graph.insert({{{Op::Constant, 0, -0.0}}}));
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
                const std::uint32_t place = graph.placeOfFunction(program, n);
                QVERIFY(graph.at(graph.subtreeAt(program, place)).functions > 0);
                ++met[place];
            }
            for (std::uint32_t n = 0; n < root.length - root.functions; ++n) {
                const std::uint32_t place = graph.placeOfTerminal(program, n);
                QVERIFY(graph.at(graph.subtreeAt(program, place)).functions == 0);
                ++met[place];
            }
            QVERIFY(met == std::vector<int>(root.length, 1));
        }
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
        const std::size_t before = graph.size();
        const std::vector<ProgramGraph::Id> renumbered = graph.keepOnly(programs);
        QVERIFY(graph.size() < before / 3);
        for (std::size_t i = 0; i < programs.size(); ++i) {
            QVERIFY(graph.expressionOf(renumbered[programs[i]]) == expressions[i]);
            QCOMPARE(graph.insert(expressions[i]), renumbered[programs[i]]);
        }
    }
};

QTEST_GUILESS_MAIN(ProgramGraphTest)
#include "tst_program_graph.moc"
