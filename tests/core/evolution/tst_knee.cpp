// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/knee.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace wattline;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

FormulaCandidate candidateOf(std::size_t nodes, double trainError, double validationError = NaN)
{
    FormulaCandidate candidate;
    candidate.formula.nodes.resize(nodes);
    candidate.trainError = trainError;
    candidate.validationError = validationError;
    return candidate;
}

} // namespace

class KneeTest : public QObject {
    Q_OBJECT

private slots:
    void isWhereMoreNodesBuyLittle()
    {
        const Front front = {candidateOf(1, 100.0), candidateOf(3, 60.0), candidateOf(7, 5.0), candidateOf(15, 4.5),
                             candidateOf(30, 4.0)};
        QCOMPARE(kneeOf(front), std::optional<std::size_t>(2));
    }

    void aFormulaThatLearnedTheTrainingRowsByHeartIsNone()
    {
        const Front front = {candidateOf(1, 100.0, 100.0), candidateOf(5, 1.0, 300.0), candidateOf(9, 8.0, 9.0),
                             candidateOf(30, 7.0, 8.0)};
        QCOMPARE(kneeOf(front), std::optional<std::size_t>(2));
    }

    void luckOnTheValidationRowsDoesNotCount()
    {
        const Front front = {candidateOf(1, 100.0, 100.0), candidateOf(5, 90.0, 0.1), candidateOf(9, 8.0, 9.0),
                             candidateOf(30, 7.0, 8.0)};
        QCOMPARE(kneeOf(front), std::optional<std::size_t>(2));
    }

    void whereEveryNodePaysItIsTheLastCandidate()
    {
        const Front front = {candidateOf(1, 100.0), candidateOf(11, 90.0), candidateOf(21, 1.0)};
        QCOMPARE(kneeOf(front), std::optional<std::size_t>(2));
    }

    void candidatesWithoutAFiniteErrorArePassedOver()
    {
        QCOMPARE(kneeOf({}), std::optional<std::size_t>());
        QCOMPARE(kneeOf({candidateOf(1, HUGE_VAL)}), std::optional<std::size_t>());
        QCOMPARE(kneeOf({candidateOf(1, 5.0, HUGE_VAL), candidateOf(2, 4.0, 4.0)}), std::optional<std::size_t>(1));
    }

    void anExactFormulaIsTheKnee()
    {
        const Front front = {candidateOf(1, 100.0), candidateOf(3, 50.0), candidateOf(5, 0.0)};
        QCOMPARE(kneeOf(front), std::optional<std::size_t>(2));
    }
};

QTEST_APPLESS_MAIN(KneeTest)
#include "tst_knee.moc"
