// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/population_scorer.h"
#include "core/expression/evaluate.h"
#include "tests/support/random_expression.h"

#include <QTest>
#include <cmath>
#include <set>

using namespace wattline;

namespace {

struct Scene {
    Eigen::MatrixXd features;
    Eigen::VectorXd target;
    ProgramGraph graph;
    std::vector<ProgramGraph::Id> programs; ///< all different, terminals and each other's subtrees among them
};

Scene sceneOf(Eigen::Index rows)
{
    RandomStream random(3);
    Scene scene{Eigen::MatrixXd(rows, 3), Eigen::VectorXd(rows), {}, {}};
    for (double& value : scene.features.reshaped())
        value = random.normal();
    for (double& value : scene.target)
        value = 100.0 + random.normal();
    std::set<ProgramGraph::Id> programs;
    for (int i = 0; i < 1000; ++i) {
        const Expression expression = test::randomExpression(random, {PaperFunctions.begin(), PaperFunctions.end()}, 3);
        programs.insert(scene.graph.insert(expression));
        programs.insert(scene.graph.insert(subtree(expression, random.below(expression.length()))));
    }
    scene.programs.assign(programs.begin(), programs.end());
    return scene;
}

RunContext onThreads(unsigned threads)
{
    RunContext context;
    context.threads = threads;
    return context;
}

} // namespace

class PopulationScorerTest : public QObject {
    Q_OBJECT

private slots:
    void givesTheErrorOfEachProgramByItself_data()
    {
        QTest::addColumn<int>("rows");
        for (int rows : {3, 64, 65, 367, 5000})
            QTest::addRow("%d rows", rows) << rows;
    }

    void givesTheErrorOfEachProgramByItself()
    {
        QFETCH(int, rows);
        const Scene scene = sceneOf(rows);
        PopulationScorer scorer(scene.features, scene.target);
        const auto errors = scorer.meanAbsoluteErrors(scene.graph, scene.programs, {});
        QVERIFY(errors.has_value());
        for (std::size_t i = 0; i < scene.programs.size(); ++i) {
            const Eigen::VectorXd values = evaluate(scene.graph.expressionOf(scene.programs[i]), scene.features);
            const double expected = (values - scene.target).cwiseAbs().mean();
            const double error = (*errors)[i];
            QVERIFY2(std::abs(error - expected) <= 1e-12 * expected || (std::isnan(error) && std::isnan(expected)) ||
                         error == expected,
                     qPrintable(QString("%1 instead of %2").arg(error).arg(expected)));
        }
    }

    void givesTheSameBitsOnAnyNumberOfThreads()
    {
        const Scene scene = sceneOf(1000);
        PopulationScorer scorer(scene.features, scene.target);
        const auto one = scorer.meanAbsoluteErrors(scene.graph, scene.programs, onThreads(1));
        for (unsigned threads : {2U, 3U, 8U})
            QVERIFY(scorer.meanAbsoluteErrors(scene.graph, scene.programs, onThreads(threads)) == one ||
                    std::isnan(one->front()));
    }

    void computesEachDistinctSubtreeOnce()
    {
        const Scene scene = sceneOf(10);
        PopulationScorer scorer(scene.features, scene.target);
        QVERIFY(scorer.meanAbsoluteErrors(scene.graph, scene.programs, {}).has_value());
        const Tape tape = tapeOf(scene.graph, scene.programs);
        QCOMPARE(scorer.nodeRows(), static_cast<std::uint64_t>(tape.instructions.size()) * 10);
        QVERIFY(tape.instructions.size() <= scene.graph.size());
        QVERIFY(tape.slotCount < tape.instructions.size() / 2);
    }

    void answersNothingAfterAStop()
    {
        const Scene scene = sceneOf(10);
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        PopulationScorer scorer(scene.features, scene.target);
        QVERIFY(!scorer.meanAbsoluteErrors(scene.graph, scene.programs, context).has_value());
    }
};

QTEST_GUILESS_MAIN(PopulationScorerTest)
#include "tst_population_scorer.moc"
