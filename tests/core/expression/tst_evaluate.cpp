// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "tests/support/random_expression.h"

#include <QTest>
#include <bit>
#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

using namespace wattline;
using Json = nlohmann::json;

namespace {

Json reference(const char* file)
{
    std::ifstream stream(std::string(WATTLINE_TEST_DATA "/expression/") + file);
    return Json::parse(stream);
}

/// JSON has no infinities: they stand as text in the reference.
double number(const Json& value)
{
    if (value.is_number())
        return value.get<double>();
    const auto text = value.get<std::string>();
    if (text == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    return text == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
}

Eigen::VectorXd vectorOf(const Json& values)
{
    Eigen::VectorXd vector(static_cast<Eigen::Index>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
        vector[static_cast<Eigen::Index>(i)] = number(values[i]);
    return vector;
}

/// How many doubles lie between two values; 0 for two NaN, more than any count for one.
std::uint64_t ulpsBetween(double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) && std::isnan(b) ? 0 : std::numeric_limits<std::uint64_t>::max();
    const auto place = [](double x) { // grows with x, without a step at zero
        const auto bits = std::bit_cast<std::uint64_t>(x);
        constexpr std::uint64_t Sign = std::uint64_t{1} << 63;
        return bits >= Sign ? Sign - (bits - Sign) : Sign + bits;
    };
    return place(a) > place(b) ? place(a) - place(b) : place(b) - place(a);
}

bool sameBits(double a, double b)
{
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// The function with gplearn's name; "sig_builtin" is gplearn's own sigmoid beside the paper's.
Op opNamed(const std::string& name)
{
    for (Op op : PaperFunctions) {
        if (nameOf(op, FunctionNames::Gplearn) == name)
            return op;
    }
    return Op::Sigmoid;
}

/// Expressions of one function over the first columns.
Expression applied(Op op)
{
    if (arityOf(op) == 1)
        return {{{Op::Variable, 0}, {op}}};
    return {{{Op::Variable, 0}, {Op::Variable, 1}, {op}}};
}

std::vector<std::string> names(std::size_t count)
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back("X" + std::to_string(i));
    return result;
}

/// Features with ordinary values, and NaN, infinities, zeros of both signs and denormals among them.
Eigen::MatrixXd wildFeatures(RandomStream& random, Eigen::Index rows, Eigen::Index columns)
{
    constexpr double Infinity = std::numeric_limits<double>::infinity();
    const std::array wild = {Infinity, -Infinity, std::numeric_limits<double>::quiet_NaN(),
                             0.0,      -0.0,      5e-324,
                             1e-310,   -3e-309,   1e308,
                             -1e22,    0.001,     -0.001,
                             700.0,    -745.0,    1e5};
    Eigen::MatrixXd features(rows, columns);
    for (double& value : features.reshaped())
        value = random.below(4) == 0 ? wild[random.below(wild.size())] : 3.0 * random.normal();
    return features;
}

} // namespace

class EvaluateTest : public QObject {
    Q_OBJECT

private slots:
    void givesTheFunctionValuesOfGplearn_data()
    {
        QTest::addColumn<QString>("name");
        const Json file = reference("gplearn_functions.json");
        for (const char* group : {"unary", "binary"}) {
            for (const auto& [name, values] : file[group].items())
                QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }

    void givesTheFunctionValuesOfGplearn()
    {
        QFETCH(QString, name);
        const Json file = reference("gplearn_functions.json");
        const Op op = opNamed(name.toStdString());
        const bool unary = arityOf(op) == 1;
        Eigen::MatrixXd features(static_cast<Eigen::Index>(file[unary ? "unary_in" : "binary_a"].size()),
                                 unary ? 1 : 2);
        features.col(0) = vectorOf(file[unary ? "unary_in" : "binary_a"]);
        if (!unary)
            features.col(1) = vectorOf(file["binary_b"]);
        const Eigen::VectorXd expected = vectorOf(file[unary ? "unary" : "binary"][name.toStdString()]);
        const Eigen::VectorXd values = evaluate(applied(op), features);
        for (Eigen::Index i = 0; i < expected.size(); ++i) {
            const Eigen::RowVectorXd row = features.row(i);
            QVERIFY2(ulpsBetween(values[i], expected[i]) <= 4,
                     qPrintable(QString("%1: %2 for %3").arg(row[0]).arg(values[i], 0, 'g', 17).arg(expected[i])));
            QVERIFY(ulpsBetween(evaluateRow(applied(op), row.data()), expected[i]) <= 4);
            if (unary && !std::isnan(expected[i])) {
                const bool negative = file["signbit"][name.toStdString()][static_cast<std::size_t>(i)];
                QVERIFY2(std::signbit(values[i]) == negative, qPrintable(QString::number(row[0])));
            }
        }
    }

    void givesTheOutputsAndFitnessOfGplearnsPrograms()
    {
        const Json file = reference("gplearn_programs.json");
        Eigen::MatrixXd features(20, 6);
        for (Eigen::Index i = 0; i < 20; ++i)
            features.row(i) = vectorOf(file["X"][static_cast<std::size_t>(i)]);
        const Eigen::VectorXd target = vectorOf(file["y"]);
        QCOMPARE(file["programs"].size(), std::size_t{30});
        for (const Json& program : file["programs"]) {
            const Result<Expression> formula =
                parseExpression(program["program"].get<std::string>(), names(6), FunctionNames::Gplearn);
            QVERIFY2(formula.hasValue(), formula ? "" : formula.error().message.c_str());
            QCOMPARE(formula->length(), program["length"].get<std::size_t>());
            QCOMPARE(depthOf(*formula), program["depth"].get<std::size_t>());
            const Eigen::VectorXd values = evaluate(*formula, features);
            const Eigen::VectorXd expected = vectorOf(program["output"]);
            for (Eigen::Index i = 0; i < 20; ++i)
                QVERIFY(std::abs(values[i] - expected[i]) <= 1e-12 * std::abs(expected[i]));
            const double fitness = number(program["fitness"]["unit"]["mean absolute error"]);
            QVERIFY(std::abs((values - target).cwiseAbs().mean() - fitness) <= 1e-10 * fitness);
        }
    }

    void staysWithinFourUlpOfTheCLibrary_data()
    {
        QTest::addColumn<int>("op");
        for (Op op : PaperFunctions)
            QTest::addRow("op %d", static_cast<int>(op)) << static_cast<int>(op);
    }

    // Arguments of every size and sign, small angles and multiples of pi among them.
    void staysWithinFourUlpOfTheCLibrary()
    {
        QFETCH(int, op);
        constexpr Eigen::Index Rows = 100000;
        RandomStream random(5);
        Eigen::MatrixXd features(Rows, 2);
        for (Eigen::Index i = 0; i < Rows; ++i) {
            for (double& value : features.row(i)) {
                switch (random.below(4)) {
                case 0:
                    value = std::bit_cast<double>(random.next());
                    break;
                case 1:
                    value = static_cast<double>(random.below(20000)) * 1.5707963267948966 + 1e-9 * random.normal();
                    break;
                case 2:
                    value = 100.0 * random.normal();
                    break;
                default:
                    value = 1.0 + 0.1 * random.normal();
                }
            }
        }
        const Expression function = applied(static_cast<Op>(op));
        const Eigen::VectorXd values = evaluate(function, features);
        for (Eigen::Index i = 0; i < Rows; ++i) {
            const Eigen::RowVectorXd row = features.row(i);
            const double expected = evaluateRow(function, row.data());
            QVERIFY2(ulpsBetween(values[i], expected) <= 4, qPrintable(QString("%1: %2, not %3")
                                                                           .arg(row[0], 0, 'g', 17)
                                                                           .arg(values[i], 0, 'g', 17)
                                                                           .arg(expected, 0, 'g', 17)));
        }
    }

    // Exact functions must agree to the last bit however deep the program is.
    void agreesWithThePlainReferenceOnProgramsOfExactFunctions()
    {
        const std::vector<Op> exact = {Op::Add,           Op::Sub, Op::Mul, Op::ProtectedDiv,
                                       Op::ProtectedSqrt, Op::Abs, Op::Neg, Op::ProtectedInverse};
        RandomStream random(11);
        Eigen::MatrixXd features = wildFeatures(random, 11, 4);
        for (int program = 0; program < 50000; ++program) {
            const Expression expression = test::randomExpression(random, exact, 4);
            const Eigen::VectorXd values = evaluate(expression, features);
            const Eigen::Index row = program % features.rows();
            const Eigen::RowVectorXd inputs = features.row(row);
            QVERIFY(sameBits(values[row], evaluateRow(expression, inputs.data())));
        }
    }

    // The error of a sine grows without bound in what follows it, so each program is judged at its root: its value
    // against the plain function of its arguments' values.
    void agreesWithThePlainReferenceAtTheRootOfAnyProgram()
    {
        RandomStream random(12);
        const Eigen::MatrixXd features = wildFeatures(random, 11, 4);
        for (int program = 0; program < 50000; ++program) {
            const Expression expression =
                test::randomExpression(random, {PaperFunctions.begin(), PaperFunctions.end()}, 4);
            const std::size_t root = expression.length() - 1;
            const std::vector<std::size_t> arguments = argumentsOf(expression, root);
            if (arguments.empty())
                continue;
            Eigen::MatrixXd inputs(features.rows(), static_cast<Eigen::Index>(arguments.size()));
            for (std::size_t i = 0; i < arguments.size(); ++i)
                inputs.col(static_cast<Eigen::Index>(i)) = evaluate(subtree(expression, arguments[i]), features);
            const Eigen::VectorXd values = evaluate(expression, features);
            const Eigen::RowVectorXd row = inputs.row(program % inputs.rows());
            QVERIFY(ulpsBetween(values[program % inputs.rows()],
                                evaluateRow(applied(expression.nodes[root].op), row.data())) <= 4);
        }
    }

    void givesEachRowTheSameValueWhateverBlockItFallsInto()
    {
        RandomStream random(3);
        const Eigen::MatrixXd features = wildFeatures(random, 1000, 3);
        const Expression expression = *parseExpression("tan(X0) * log(X1) - sigmoid(sin(X2))", names(3));
        const Eigen::VectorXd all = evaluate(expression, features);
        for (const Eigen::Index rows : {1, 7, 8, 9, 255, 256, 257, 511, 777}) {
            const Eigen::VectorXd some = evaluate(expression, features.bottomRows(rows));
            QCOMPARE(some.size(), rows);
            for (Eigen::Index i = 0; i < rows; ++i)
                QVERIFY(sameBits(some[i], all[1000 - rows + i]));
        }
    }

    void repeatsATerminalOnEveryRow()
    {
        Eigen::MatrixXd features(3, 1);
        features << 4.0, 5.0, 6.0;
        QCOMPARE(evaluate({{{Op::Variable, 0}}}, features), Eigen::VectorXd(features.col(0)));
        QCOMPARE(evaluate({{{Op::Constant, 0, 0.5}}}, features), Eigen::VectorXd::Constant(3, 0.5));
        QCOMPARE(evaluate(applied(Op::Sin), Eigen::MatrixXd(0, 1)).size(), Eigen::Index{0});
    }

    void namesItsInstructionSet() { QVERIFY(!evaluatorTarget().empty()); }
};

QTEST_GUILESS_MAIN(EvaluateTest)
#include "tst_evaluate.moc"
