// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/function_errors.h"
#include "tests/support/instruction_sets.h"

#include <QTest>

using namespace wattline;
using test::ulpsBetween;

namespace {

constexpr Eigen::Index Rows = 10000;

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
        for (const std::int64_t target : test::instructionSets()) {
            for (Op op : AllFunctions)
                QTest::addRow("%s op %d", hwy::TargetName(target), static_cast<int>(op))
                    << qint64{target} << static_cast<int>(op);
        }
    }

    void staysNearTheCLibraryOnEachOfThem()
    {
        QFETCH(qint64, target);
        QFETCH(int, op);
        const test::OnlyInstructionSet only(target);
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
        const std::vector<std::int64_t> sets = test::instructionSets();
        if (sets.front() != HWY_AVX3)
            QSKIP("This machine has no AVX-512.");
        RandomStream random(6);
        const Eigen::MatrixXd arguments = test::anyNumbers(random, Rows, 2);
        const Eigen::MatrixXf rounded = arguments.cast<float>();
        for (Op op : AllFunctions) {
            const Expression function = test::applied(op);
            const Eigen::VectorXd wider = evaluate(function, arguments);
            const Eigen::VectorXf widerFloats = evaluateInFloat(function, rounded);
            const test::OnlyInstructionSet only(HWY_AVX2);
            QCOMPARE(evaluatorTarget(), std::string("AVX2"));
            QVERIFY2(sameBits(evaluate(function, arguments), wider), qPrintable(QString::number(static_cast<int>(op))));
            QVERIFY2(sameBits(evaluateInFloat(function, rounded), widerFloats),
                     qPrintable(QString::number(static_cast<int>(op))));
        }
    }
};

QTEST_GUILESS_MAIN(InstructionSetsTest)
#include "tst_instruction_sets.moc"
