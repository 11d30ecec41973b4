// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"
#include "core/expression/expression.h"
#include "core/expression/parse.h"
#include "tests/support/random_expression.h"

#include <QTest>

using namespace wattline;

namespace {

Expression formula(const char* text)
{
    const Result<Expression> parsed = parseExpression(text, {"a", "b", "c", "d"});
    return parsed ? *parsed : Expression();
}

} // namespace

class ExpressionTest : public QObject {
    Q_OBJECT

private slots:
    void tellsATreeFromAnythingElse()
    {
        const Node x{Op::Variable, 0};
        QVERIFY(isWellFormed({{x}}));
        QVERIFY(isWellFormed({{x, x, {Op::Add}}}));
        QVERIFY(!isWellFormed({}));
        QVERIFY(!isWellFormed({{x, x}}));
        QVERIFY(!isWellFormed({{x, {Op::Add}}}));
        QVERIFY(!isWellFormed({{{Op::Add}, x, x}}));
    }

    void countsDepthInEdges_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("depth");
        QTest::newRow("a terminal") << "a" << 0;
        QTest::newRow("a function") << "sin(a)" << 1;
        QTest::newRow("the deeper first argument") << "sin(cos(a)) + b" << 3;
        QTest::newRow("the deeper second argument") << "b + sin(cos(a))" << 3;
    }

    void countsDepthInEdges()
    {
        QFETCH(QString, text);
        QFETCH(int, depth);
        QCOMPARE(depthOf(formula(text.toUtf8())), static_cast<std::size_t>(depth));
    }

    void findsArgumentsInTheirOrder()
    {
        const Expression expression = formula("sin(a) - b * 2");
        const std::vector<std::size_t> arguments = argumentsOf(expression, expression.length() - 1);
        QCOMPARE(arguments.size(), std::size_t{2});
        QVERIFY(subtree(expression, arguments[0]) == formula("sin(a)"));
        QVERIFY(subtree(expression, arguments[1]) == formula("b * 2"));
    }

    void cutsWellFormedSubtreesEverywhere()
    {
        RandomStream random(4);
        for (int i = 0; i < 1000; ++i) {
            const Expression expression = test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 3);
            for (std::size_t root = 0; root < expression.length(); ++root)
                QVERIFY(isWellFormed(subtree(expression, root)));
        }
    }

    void listsEachVariableOnceInOrder()
    {
        QCOMPARE(variablesOf(formula("d + a * d + 3")), (std::vector<std::size_t>{0, 3}));
        QVERIFY(variablesOf(formula("3")).empty());
    }

    // Scales below 0.001 would fall to the protected division's other branch.
    void foldsAScalerInToTheLastBit_data()
    {
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("scale");
        QTest::newRow("ordinary") << 220.5 << 13.7;
        QTest::newRow("large") << 3.1e9 << 7.7e8;
        QTest::newRow("learning rates") << 3e-4 << 2.3e-5;
        QTest::newRow("tiny") << 0.0 << 1.7e-200;
        QTest::newRow("none") << 0.0 << 1.0;
    }

    void foldsAScalerInToTheLastBit()
    {
        QFETCH(double, mean);
        QFETCH(double, scale);
        const Expression expression = formula("sin(a) * a");
        const Expression raw = inRawUnits(expression, {mean}, {scale});
        QVERIFY(isWellFormed(raw));
        RandomStream random(1);
        for (int i = 0; i < 1000; ++i) {
            const double measured = mean + scale * random.normal();
            const double standardised = (measured - mean) / scale;
            QCOMPARE(evaluateRow(raw, &measured), evaluateRow(expression, &standardised));
        }
    }
};

QTEST_GUILESS_MAIN(ExpressionTest)
#include "tst_expression.moc"
