// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "core/expression/simplify.h"
#include "tests/support/random_expression.h"
#include "tests/support/rounded_value.h"

#include <QTest>

using namespace wattline;
using test::RoundedValue;

namespace {

const std::vector<std::string> Names = {"x", "y", "z"};

Expression formula(const QString& text)
{
    const Result<Expression> parsed = parseExpression(text.toStdString(), Names);
    return parsed ? *parsed : Expression();
}

QString text(const Expression& expression)
{
    return QString::fromStdString(toText(expression, Names));
}

/// Random formulas in which whole numbers, halves and repeated parts are frequent, so that there is much to simplify.
class Formulas {
public:
    explicit Formulas(std::uint64_t seed) : m_random(seed) {}

    Expression next(std::vector<Op> functions = {AllFunctions.begin(), AllFunctions.end()})
    {
        static constexpr std::array Round = {0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, 0.25, -3.0, 0.001, 10.0};
        Expression expression = test::randomExpression(m_random, functions, 3);
        for (Node& node : expression.nodes) {
            if (node.op == Op::Constant && m_random.below(4) > 0)
                node.constant = Round[m_random.below(Round.size())];
        }
        if (m_random.below(3) == 0) { // the same part twice
            Expression twice = expression;
            twice.nodes.insert(twice.nodes.end(), expression.nodes.begin(), expression.nodes.end());
            static constexpr std::array Joins = {Op::Add, Op::Sub, Op::Mul, Op::Div, Op::ProtectedDiv};
            twice.nodes.push_back({Joins[m_random.below(Joins.size())]});
            return twice;
        }
        return expression;
    }

    std::vector<double> row()
    {
        static constexpr std::array Wild = {0.0, 1.0, -1.0, 1e-3, -1e-3, 0.0011, 1e6, -1e6, 1e-8, 1e12, 2.0, -0.5};
        std::vector<double> values(3);
        for (double& value : values) {
            const auto kind = m_random.below(4);
            value = kind == 0 ? Wild[m_random.below(Wild.size())] : m_random.normal() * (kind == 1 ? 100.0 : 2.0);
        }
        return values;
    }

private:
    RandomStream m_random;
};

QString described(const Expression& before, const Expression& after, const std::vector<double>& row)
{
    return QStringLiteral("%1  ->  %2  at %3, %4, %5: %6 and %7")
        .arg(text(before), text(after))
        .arg(row[0], 0, 'g', 17)
        .arg(row[1], 0, 'g', 17)
        .arg(row[2], 0, 'g', 17)
        .arg(evaluateRow(before, row.data()), 0, 'g', 17)
        .arg(evaluateRow(after, row.data()), 0, 'g', 17);
}

} // namespace

class SimplifyTest : public QObject {
    Q_OBJECT

private slots:
    void shortens_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char* before, const char* after) { QTest::newRow(before) << before << after; };
        // constants and neutral elements
        row("2 * 3 + x", "x + 6");
        row("x + 0", "x");
        row("x * 1", "x");
        row("x * 0", "0");
        row("0 / x", "0 / x"); // x may be 0
        row("1 / 0", "1 / 0");
        row("x ^ 0", "1");
        row("x ^ 1", "x");
        row("neg(neg(x))", "x");
        row("--x - -y", "x + y");
        // sums
        row("x - x", "0");
        row("x + x", "2 * x");
        row("x + y - x", "y");
        row("1 + (x + 2)", "x + 3");
        row("2 * x + 3 * (x - y) - 1", "5 * x - 3 * y - 1");
        row("neg(x - y)", "y - x");
        row("neg(x) - y", "neg(x + y)");
        row("2 * (x + y) + z", "2 * (x + y) + z");
        row("2 * (3 * x + 4)", "6 * x + 8");
        row("2 * (x + y) + x * 3 + y * 3", "5 * (x + y)");
        row("x * 3 - -2 * y", "3 * x + 2 * y");
        row("(x - 2) / 4", "0.25 * x - 0.5");
        row("0.1 * x + 0.2 * x - 0.3 * x", "0");
        // products
        row("2 * (3 * x)", "6 * x");
        row("(x * 6) / 3", "2 * x");
        row("x / 3", "x / 3");
        row("x * x", "x ^ 2");
        row("x * x * x", "x ^ 3");
        row("x * y * x * y", "(x * y) ^ 2");
        row("x / x", "x / x"); // not a number at 0
        row("x / y / z", "x / (y * z)");
        row("1 / (1 / x)", "x");
        row("3 / (2 * x)", "1.5 / x");
        row("x * (2 / y)", "2 * x / y");
        row("3 / x + 1 / x", "4 / x");
        row("x ^ 2 * x ^ 3", "x ^ 5");
        row("1 / x ^ 2", "x ^ -2");
        row("y / x ^ 2 * 5", "5 * y / x ^ 2");
        // powers and roots
        row("x ^ 0.5", "sqrt(x)");
        row("x ^ -0.5", "x ^ -0.5");
        row("y * x ^ -0.5", "y / sqrt(x)");
        row("pow(x, 2)", "x ^ 2");
        row("(x ^ 1.5) ^ 2.1", "x ^ 3.1500000000000004");
        row("sqrt(x) * x", "x ^ 1.5");
        row("sqrt(x) * sqrt(x)", "sqrt(x) ^ 2"); // not a number below 0
        row("sqrt(x ^ 2)", "abs(x)");
        row("sqrt(4 * x)", "2 * sqrt(x)");
        row("sqrt(abs(x)) ^ 2", "abs(x)");
        row("abs(-3 * x)", "3 * abs(x)");
        row("abs(x ^ 2)", "x ^ 2");
        row("abs(x) ^ 2", "x ^ 2");
        row("(-2 * x) ^ 2", "4 * x ^ 2");
        // functions
        row("cos(-3 * x)", "cos(3 * x)");
        row("sin(neg(x)) + tanh(neg(y))", "neg(sin(x) + tanh(y))");
        row("log(exp(x))", "x");
        row("exp(log(x))", "exp(log(x))"); // not a number below 0
        row("1 + log(1 * x)", "log(x) + 1");
        row("exp(x + 0)", "exp(x)");
        row("sqrt(x) - sqrt(x)", "0 * sqrt(x)");
        // protected functions
        row("pdiv(x, x)", "1");
        row("pdiv(x, 4)", "0.25 * x");
        row("pdiv(x, 0.0001)", "1");
        row("pdiv(x, y)", "pdiv(x, y)");
        row("pdiv(x, y ^ 2 + 1)", "x / (y ^ 2 + 1)");
        row("pinv(8) * x", "x / 8");
        row("pinv(neg(x))", "neg(pinv(x))");
        row("pinv(pinv(x))", "pinv(pinv(x))");
        row("psqrt(abs(x))", "psqrt(x)");
        row("psqrt(x ^ 2)", "abs(x)");
        row("psqrt(x) * psqrt(x)", "abs(x)");
        row("psqrt(x ^ 2 + 1)", "sqrt(x ^ 2 + 1)");
        row("psqrt(-4 * x)", "2 * psqrt(x)");
        row("plog(0.5 * x)", "plog(0.5 * x)"); // its threshold is of the product
        row("plog(neg(x))", "plog(x)");
        row("plog(exp(x) + 1)", "log(exp(x) + 1)");
        row("plog(sqrt(x) + 1)", "plog(sqrt(x) + 1)"); // 0 below 0
        row("plog(0.0001)", "0");
    }

    void shortens()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QVERIFY(!formula(before).nodes.empty());
        QCOMPARE(text(simplified(formula(before))), after);
    }

    void usesWhatIsKnownOfABox_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char* before, const char* after) { QTest::newRow(before) << before << after; };
        row("x / x", "1"); // 1 <= x <= 5, -5 <= y <= -1, -1 <= z <= 1
        row("y / x * x", "y");
        row("z / z", "z / z");
        row("sqrt(x) * sqrt(x)", "x");
        row("sqrt(x ^ 2)", "x");
        row("abs(y)", "neg(y)");
        row("exp(log(x))", "x");
        row("pdiv(z, x)", "z / x");
        row("x * pinv(y)", "x / y");
        row("plog(x)", "log(x)");
        row("plog(y)", "plog(y)");
        row("psqrt(x)", "sqrt(x)");
        row("psqrt(z)", "psqrt(z)");
        row("pdiv(x, 0.0001 * z)", "1");
        row("x ^ 2.5 / sqrt(x)", "x ^ 2");
    }

    void usesWhatIsKnownOfABox()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const std::array<Interval, 3> box = {{{1.0, 5.0}, {-5.0, -1.0}, {-1.0, 1.0}}};
        QCOMPARE(text(simplified(formula(before), box)), after);
    }

    void keepsTheValues()
    {
        Formulas formulas(1);
        std::size_t compared = 0;
        std::size_t undefined = 0;
        std::size_t shortened = 0;
        for (int i = 0; i < 100000; ++i) {
            const Expression before = formulas.next();
            const Expression after = simplified(before);
            QVERIFY(isWellFormed(after));
            QVERIFY2(after.length() <= before.length(), qPrintable(text(before) + "  ->  " + text(after)));
            shortened += after.length() < before.length() ? 1 : 0;
            for (int k = 0; k < 3; ++k) {
                const std::vector<double> row = formulas.row();
                const RoundedValue a = test::roundedValue(before, row);
                const RoundedValue b = test::roundedValue(after, row);
                if (a.kind == RoundedValue::Kind::Unsure || b.kind == RoundedValue::Kind::Unsure)
                    continue;
                QVERIFY2(a.kind == b.kind, qPrintable(described(before, after, row)));
                ++(a.kind == RoundedValue::Kind::Defined ? compared : undefined);
                const bool overlap = a.range.low <= b.range.high && b.range.low <= a.range.high;
                QVERIFY2(overlap, qPrintable(described(before, after, row)));
            }
        }
        QVERIFY2(compared > 150000, qPrintable(QString::number(compared)));
        QVERIFY2(undefined > 5000, qPrintable(QString::number(undefined)));
        QVERIFY2(shortened > 50000, qPrintable(QString::number(shortened)));
    }

    void keepsTheValuesInsideTheBox()
    {
        Formulas formulas(2);
        RandomStream random(3);
        const std::array<Interval, 3> box = {{{1.0, 5.0}, {-5.0, 0.0}, {0.0, 1000.0}}};
        for (int i = 0; i < 20000; ++i) {
            const Expression before = formulas.next();
            const Expression after = simplified(before, box);
            QVERIFY2(after.length() <= before.length(), qPrintable(text(before) + "  ->  " + text(after)));
            std::vector<double> row;
            for (const Interval& side : box)
                row.push_back(random.below(4) == 0 ? side.low : side.low + random.uniform() * (side.high - side.low));
            const RoundedValue a = test::roundedValue(before, row);
            const RoundedValue b = test::roundedValue(after, row);
            if (a.kind == RoundedValue::Kind::Unsure || b.kind == RoundedValue::Kind::Unsure)
                continue;
            QVERIFY2(a.kind == b.kind, qPrintable(described(before, after, row)));
            const bool overlap = a.range.low <= b.range.high && b.range.low <= a.range.high;
            QVERIFY2(overlap, qPrintable(described(before, after, row)));
        }
    }

    void simplifyingTwiceIsSimplifyingOnce()
    {
        Formulas formulas(4);
        for (int i = 0; i < 30000; ++i) {
            const Expression before = formulas.next();
            const Expression once = simplified(before);
            const Expression twice = simplified(once);
            QVERIFY2(once == twice, qPrintable(text(before) + "  ->  " + text(once) + "  ->  " + text(twice)));
        }
    }

    void takesFormulasOfTenThousandNodes()
    {
        for (const Op op : {Op::Add, Op::Mul, Op::Sub, Op::Div, Op::Pow, Op::ProtectedDiv}) {
            Expression wide = formula("x");
            for (int i = 0; i < 5000; ++i) {
                const Node leaf =
                    i % 3 == 0 ? Node{Op::Constant, 0, 1.0 + i} : Node{Op::Variable, std::uint16_t(i % 2)};
                wide.nodes.push_back(leaf);
                if (i % 2 == 0)
                    wide.nodes.push_back({Op::Sin});
                wide.nodes.push_back({op});
            }
            QVERIFY(simplified(wide).length() <= wide.length());
        }
        Expression deep = formula("x");
        deep.nodes.insert(deep.nodes.end(), 10000, {Op::Sin});
        QCOMPARE(simplified(deep), deep);
        deep.nodes.insert(deep.nodes.end(), 10000, {Op::Neg});
        QCOMPARE(simplified(deep).length(), std::size_t{10001});
    }

    void hashesCommutedAndRebracketedFormulasAlike_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("commuted sum") << "x + sin(y)"
                                      << "sin(y) + x";
        QTest::newRow("bracketed sum") << "x + (y + z)"
                                       << "(z + x) + y";
        QTest::newRow("bracketed product") << "x * (y * 2)"
                                           << "2 * x * y";
        QTest::newRow("differences") << "x - (y - z)"
                                     << "z + x - y";
        QTest::newRow("quotients") << "x / (y / z)"
                                   << "z * x / y";
        QTest::newRow("inside") << "log(x + y) * z"
                                << "z * log(y + x)";
        QTest::newRow("sign") << "neg(x - y)"
                              << "neg(x) + y";
    }

    void hashesCommutedAndRebracketedFormulasAlike()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QCOMPARE(canonicalHash(formula(one)), canonicalHash(formula(other)));
    }

    void hashesOtherFormulasOtherwise()
    {
        for (const auto& [one, other] : std::vector<std::pair<const char*, const char*>>{{"x + y", "x * y"},
                                                                                         {"x - y", "y - x"},
                                                                                         {"x / y", "y / x"},
                                                                                         {"x ^ y", "y ^ x"},
                                                                                         {"x + x", "x"},
                                                                                         {"x + y * z", "(x + y) * z"},
                                                                                         {"sin(x)", "cos(x)"},
                                                                                         {"x + 1", "x + 2"},
                                                                                         {"x - (y - z)", "x - y - z"}})
            QVERIFY2(canonicalHash(formula(one)) != canonicalHash(formula(other)), one);
    }

    void mayLeaveTheValuesOfConstantsOutOfTheHash()
    {
        const auto shape = [](const char* of) { return canonicalHash(formula(of), ConstantValues::AreIgnored); };
        QCOMPARE(shape("2 * x + 1"), shape("7 + x * 3"));
        QVERIFY(shape("2 * x + 1") != shape("2 * x"));
        QVERIFY(canonicalHash(formula("2 * x + 1")) != canonicalHash(formula("7 + x * 3")));
    }
};

QTEST_GUILESS_MAIN(SimplifyTest)
#include "tst_simplify.moc"
