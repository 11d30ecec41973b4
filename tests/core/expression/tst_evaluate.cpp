// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "tests/support/function_errors.h"
#include "tests/support/random_expression.h"

#include <QTest>
#include <bit>
#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

using namespace wattline;
using Json = nlohmann::json;
using test::anyNumbers;
using test::applied;
using test::ulpsBetween;

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

std::vector<std::string> names(std::size_t count)
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i)
        result.push_back("X" + std::to_string(i));
    return result;
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

    // Exact functions must agree to the last bit however deep the program is.
    void agreesWithThePlainReferenceOnProgramsOfExactFunctions()
    {
        const std::vector<Op> exact = {Op::Add,           Op::Sub, Op::Mul, Op::ProtectedDiv,
                                       Op::ProtectedSqrt, Op::Abs, Op::Neg, Op::ProtectedInverse};
        RandomStream random(11);
        Eigen::MatrixXd features = anyNumbers(random, 11, 4);
        for (int program = 0; program < 50000; ++program) {
            const Expression expression = test::randomExpression(random, exact, 4);
            const Eigen::VectorXd values = evaluate(expression, features);
            const Eigen::Index row = program % features.rows();
            const Eigen::RowVectorXd inputs = features.row(row);
            QVERIFY(sameBits(values[row], evaluateRow(expression, inputs.data())));
        }
    }

    // The error of a sine grows without bound in what follows it, so each program is judged at its root: its value
    // against the plain function of its arguments' values. benchmarks/function_errors does this a million times.
    void agreesWithThePlainReferenceAtTheRootOfAnyProgram()
    {
        RandomStream random(12);
        Eigen::MatrixXd features;
        for (int program = 0; program < 1000000; ++program) {
            if (program % 1000 == 0)
                features = anyNumbers(random, 11, 4);
            const Expression expression = test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 4);
            const std::size_t root = expression.length() - 1;
            const std::vector<std::size_t> arguments = argumentsOf(expression, root);
            if (arguments.empty())
                continue;
            const Eigen::Index row = program % features.rows();
            std::array<double, 2> inputs{};
            for (std::size_t i = 0; i < arguments.size(); ++i)
                inputs.at(i) = evaluate(subtree(expression, arguments[i]), features)[row];
            const Op op = expression.nodes[root].op;
            QVERIFY(ulpsBetween(evaluate(expression, features)[row], evaluateRow(applied(op), inputs.data())) <=
                    test::ulpsAllowed(op, inputs[0], inputs[1]));
        }
    }

    void agreesInFloatWithThePlainReferenceAtTheRootOfAnyProgram()
    {
        RandomStream random(13);
        Eigen::MatrixXf features;
        for (int program = 0; program < 20000; ++program) {
            if (program % 1000 == 0)
                features = anyNumbers(random, 17, 4).cast<float>();
            const Expression expression = test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, 4);
            const std::size_t root = expression.length() - 1;
            const std::vector<std::size_t> arguments = argumentsOf(expression, root);
            if (arguments.empty())
                continue;
            const Eigen::Index row = program % features.rows();
            std::array<double, 2> inputs{};
            for (std::size_t i = 0; i < arguments.size(); ++i)
                inputs.at(i) = evaluateInFloat(subtree(expression, arguments[i]), features)[row];
            QVERIFY(test::isAllowedAsFloat(evaluateInFloat(expression, features)[row],
                                           evaluateRow(applied(expression.nodes[root].op), inputs.data())));
        }
    }

    void givesEachRowTheSameValueWhateverBlockItFallsInto()
    {
        RandomStream random(3);
        const Eigen::MatrixXd features = anyNumbers(random, 1000, 3);
        const Expression expression = *parseExpression("tan(X0) * log(X1) - sigmoid(sin(X2)) ^ X0", names(3));
        const Eigen::VectorXd all = evaluate(expression, features);
        const Eigen::VectorXf allFloats = evaluateInFloat(expression, features.cast<float>());
        for (const Eigen::Index rows : {1, 7, 8, 9, 15, 16, 17, 383, 384, 385, 511, 777}) {
            const Eigen::VectorXd some = evaluate(expression, features.bottomRows(rows));
            QCOMPARE(some.size(), rows);
            for (Eigen::Index i = 0; i < rows; ++i)
                QVERIFY(sameBits(some[i], all[1000 - rows + i]));
            const Eigen::VectorXf floats = evaluateInFloat(expression, features.bottomRows(rows).cast<float>());
            for (Eigen::Index i = 0; i < rows; ++i)
                QVERIFY(sameBits(floats[i], allFloats[1000 - rows + i]));
        }
    }

    void repeatsATerminalOnEveryRow()
    {
        Eigen::MatrixXd features(3, 1);
        features << 4.0, 5.0, 6.0;
        QCOMPARE(evaluate({{{Op::Variable, 0}}}, features), Eigen::VectorXd(features.col(0)));
        QCOMPARE(evaluate({{{Op::Constant, 0, 0.5}}}, features), Eigen::VectorXd::Constant(3, 0.5));
        QCOMPARE(evaluate(applied(Op::Sin), Eigen::MatrixXd(0, 1)).size(), Eigen::Index{0});
        QCOMPARE(evaluateInFloat({{{Op::Constant, 0, 0.5}}}, features.cast<float>()),
                 Eigen::VectorXf::Constant(3, 0.5F));
    }

    void namesItsInstructionSet() { QVERIFY(!evaluatorTarget().empty()); }
};

QTEST_GUILESS_MAIN(EvaluateTest)
#include "tst_evaluate.moc"
