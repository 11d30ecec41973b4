// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/function_errors.h"

#include <QTest>
#include <hwy/highway.h>

using namespace wattline;
using test::ulpsBetween;

namespace {

constexpr Eigen::Index Rows = 10000;

/// The instruction sets that this machine has of those that the evaluator is compiled for.
std::vector<std::int64_t> instructionSets()
{
    hwy::SetSupportedTargetsForTest(0);
    std::vector<std::int64_t> sets;
    for (const std::int64_t target : {HWY_AVX3, HWY_AVX2, HWY_SSE4, HWY_SCALAR}) {
        if ((hwy::SupportedTargets() & target) != 0)
            sets.push_back(target);
    }
    return sets;
}

/// Makes the evaluator use one instruction set, for as long as it lives.
class Only {
public:
    explicit Only(std::int64_t target)
    {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    ~Only()
    {
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    Only(const Only&) = delete;
    Only& operator=(const Only&) = delete;
};

template <class Values>
bool sameBits(const Values& a, const Values& b)
{
    for (Eigen::Index i = 0; i < a.size(); ++i) {
        if (ulpsBetween(a[i], b[i]) != 0 || (!std::isnan(a[i]) && std::signbit(a[i]) != std::signbit(b[i])))
            return false;
    }
    return true;
}

} // namespace

class InstructionSetsTest : public QObject {
    Q_OBJECT

private slots:
    void staysNearTheCLibraryOnEachOfThem_data()
    {
        QTest::addColumn<qint64>("target");
        QTest::addColumn<int>("op");
        for (const std::int64_t target : instructionSets()) {
            for (Op op : AllFunctions)
                QTest::addRow("%s op %d", hwy::TargetName(target), static_cast<int>(op))
                    << qint64{target} << static_cast<int>(op);
        }
    }

    void staysNearTheCLibraryOnEachOfThem()
    {
        QFETCH(qint64, target);
        QFETCH(int, op);
        const Only only(target);
        RandomStream random(5);
        const Eigen::MatrixXd arguments = test::anyNumbers(random, Rows, 2);
        const Eigen::MatrixXf rounded = arguments.cast<float>();
        const Expression function = test::applied(static_cast<Op>(op));
        const Eigen::VectorXd doubles = evaluate(function, arguments);
        const Eigen::VectorXf floats = evaluateInFloat(function, rounded);
        for (Eigen::Index i = 0; i < Rows; ++i) {
            const Eigen::RowVectorXd row = arguments.row(i);
            const double expected = evaluateRow(function, row.data());
            QVERIFY2(ulpsBetween(doubles[i], expected) <= test::ulpsAllowed(static_cast<Op>(op), row[0], row[1]),
                     qPrintable(QString("%1, %2: %3").arg(row[0]).arg(row[1]).arg(doubles[i], 0, 'g', 17)));
            const Eigen::RowVectorXd roundedRow = rounded.row(i).cast<double>();
            QVERIFY2(test::isAllowedAsFloat(floats[i], evaluateRow(function, roundedRow.data())),
                     qPrintable(QString("%1, %2: %3").arg(roundedRow[0]).arg(roundedRow[1]).arg(floats[i])));
        }
    }

    void givesTheSameBitsWithWideAndWiderVectors()
    {
        const std::vector<std::int64_t> sets = instructionSets();
        if (sets.front() != HWY_AVX3)
            QSKIP("This machine has no AVX-512.");
        RandomStream random(6);
        const Eigen::MatrixXd arguments = test::anyNumbers(random, Rows, 2);
        const Eigen::MatrixXf rounded = arguments.cast<float>();
        for (Op op : AllFunctions) {
            const Expression function = test::applied(op);
            const Eigen::VectorXd wider = evaluate(function, arguments);
            const Eigen::VectorXf widerFloats = evaluateInFloat(function, rounded);
            const Only only(HWY_AVX2);
            QCOMPARE(evaluatorTarget(), std::string("AVX2"));
            QVERIFY2(sameBits(evaluate(function, arguments), wider), qPrintable(QString::number(static_cast<int>(op))));
            QVERIFY2(sameBits(evaluateInFloat(function, rounded), widerFloats),
                     qPrintable(QString::number(static_cast<int>(op))));
        }
    }
};

QTEST_GUILESS_MAIN(InstructionSetsTest)
#include "tst_instruction_sets.moc"
