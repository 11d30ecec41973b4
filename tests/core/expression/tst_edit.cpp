// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/edit.h"

#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"

#include <QTest>
#include <algorithm>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"a", "b", "c"};

Expression formula(const QString& text)
{
    const Result<Expression> parsed = parseExpression(text.toStdString(), Names);
    return parsed ? *parsed : Expression{};
}

QString textOf(const Expression& expression)
{
    return QString::fromStdString(toText(expression, Names));
}

/// The node whose subexpression reads so.
std::size_t nodeOf(const Expression& expression, const QString& text)
{
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        if (textOf(subtree(expression, i)) == text)
            return i;
    }
    return expression.nodes.size();
}

} // namespace

class EditTest : public QObject {
    Q_OBJECT

private slots:
    void aNumberTakesThePlaceOfASubtree()
    {
        const Expression sum = formula("a + log(b * c) * 2");
        QCOMPARE(textOf(withConstant(sum, nodeOf(sum, "log(b * c)"), 3.5)), QStringLiteral("a + 3.5 * 2"));
        QCOMPARE(textOf(withConstant(sum, sum.nodes.size() - 1, 7.0)), QStringLiteral("7"));
    }

    void aFormulaWithoutANode_data()
    {
        QTest::addColumn<QString>("whole");
        QTest::addColumn<QString>("gone");
        QTest::addColumn<QString>("left"); // empty: nothing
        const auto row = [](const char* whole, const char* gone, const char* left) {
            QTest::newRow(qPrintable(QStringLiteral("%1 without %2").arg(QLatin1String(whole), QLatin1String(gone))))
                << whole << gone << left;
        };
        row("a + b", "b", "a");
        row("a + b", "a", "b");
        row("a - b", "b", "a");
        row("a - b", "a", "neg(b)");
        row("a * b * c", "b", "a * c");
        row("a / b", "b", "a");
        row("a / b", "a", "1 / b");
        row("pdiv(a, b)", "a", "pdiv(1, b)");
        row("a ^ b", "b", "a");
        row("c + a ^ b", "a", "c + 1");
        row("a + log(b * c)", "log(b * c)", "a + b * c");
        row("a + log(b * c)", "b * c", "a");
        row("a * sin(exp(b))", "b", "a");
        row("a * sin(exp(b))", "sin(exp(b))", "a * exp(b)");
        row("log(a)", "log(a)", "a");
        row("log(a)", "a", "");
        row("a + b", "a + b", "");
    }
    void aFormulaWithoutANode()
    {
        QFETCH(QString, whole);
        QFETCH(QString, gone);
        QFETCH(QString, left);
        const Expression expression = formula(whole);
        const std::optional<Expression> rest = withoutNode(expression, nodeOf(expression, gone));
        QCOMPARE(rest.has_value(), !left.isEmpty());
        if (rest)
            QCOMPARE(textOf(*rest), left);
    }

    void anotherFunctionHasAsManyArguments()
    {
        for (const Op op : AllFunctions) {
            const std::vector<Op> others = functionsInPlaceOf(op);
            QVERIFY(!others.empty());
            for (const Op other : others)
                QVERIFY(other != op && arityOf(other) == arityOf(op));
        }
        QVERIFY(functionsInPlaceOf(Op::Variable).empty());
        const Expression root = formula("sqrt(a) * b");
        QCOMPARE(textOf(withFunction(root, 1, Op::Log)), QStringLiteral("log(a) * b"));
        QCOMPARE(textOf(withFunction(root, 3, Op::Div)), QStringLiteral("sqrt(a) / b"));
    }

    void everyEditOfAnyFormulaLeavesAFormula()
    {
        RandomStream random(3);
        for (int trial = 0; trial < 500; ++trial) {
            const Expression whole =
                test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, Names.size());
            const std::vector<std::size_t> parents = parentsOf(whole);
            for (std::size_t i = 0; i < whole.nodes.size(); ++i) {
                const std::vector<std::size_t> siblings = argumentsOf(whole, parents[i]);
                const bool isRoot = i + 1 == whole.nodes.size();
                QVERIFY(isRoot ? parents[i] == i : std::find(siblings.begin(), siblings.end(), i) != siblings.end());
                const Expression folded = withConstant(whole, i, 1.0);
                QVERIFY(isWellFormed(folded));
                QCOMPARE(folded.length(), whole.length() - subtree(whole, i).length() + 1);
                if (const auto rest = withoutNode(whole, i))
                    QVERIFY(isWellFormed(*rest));
            }
        }
    }
};

QTEST_APPLESS_MAIN(EditTest)
#include "tst_edit.moc"
