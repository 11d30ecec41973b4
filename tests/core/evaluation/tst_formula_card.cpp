// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_card.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"batch_size", "params", "gpus"};

Expression formula(const char* text)
{
    const Result<Expression> parsed = parseExpression(text, Names);
    return parsed ? *parsed : Expression();
}

/// Twenty runs: batch sizes 10 to 200, 1000 to 20000 params, always 4 GPUs, 2 W per sample of the batch and 30 W more.
RegressionData someRuns()
{
    RegressionData data;
    data.featureNames = Names;
    data.targetName = "peak_power_w";
    data.features.resize(20, 3);
    for (Eigen::Index row = 0; row < 20; ++row)
        data.features.row(row) << 10.0 * static_cast<double>(row + 1), 1000.0 * static_cast<double>(20 - row), 4.0;
    data.target = 2.0 * data.features.col(0).array() + 30.0;
    return data;
}

CardSubject subjectOf(const char* text, bool isStandardised = false)
{
    CardSubject subject;
    const auto train = std::make_shared<RegressionData>(someRuns());
    subject.formula = formula(text);
    subject.scaler = {Eigen::RowVectorXd::Zero(3), Eigen::RowVectorXd::Ones(3)};
    if (isStandardised)
        subject.scaler = fitScaler(train->features);
    subject.parts = {{"training", train}, {"test", std::make_shared<RegressionData>(selectRows(*train, {3, 7}))}};
    return subject;
}

} // namespace

class FormulaCardTest : public QObject {
    Q_OBJECT

private slots:
    void holdsSizeFeaturesAndErrors()
    {
        const Result<FormulaCard> card = cardOf(subjectOf("2 * batch_size + 31"));
        QVERIFY(card.hasValue());
        QCOMPARE(card->target, std::string("peak_power_w"));
        QCOMPARE(card->length, std::size_t{5});
        QCOMPARE(card->depth, std::size_t{2});
        QCOMPARE(card->features, std::vector<std::string>{"batch_size"});
        QCOMPARE(card->parts.size(), std::size_t{2});
        QCOMPARE(card->parts[0].rows, std::size_t{20});
        QCOMPARE(card->parts[1].errors->mae, 1.0);
        QVERIFY(!card->isStandardised());
        QVERIFY(card->protectedFunctions.empty());
    }

    void foldsTheScalerIn()
    {
        const CardSubject subject = subjectOf("100 + 3 * batch_size", true);
        const Result<FormulaCard> card = cardOf(subject);
        QVERIFY(card->isStandardised());
        const Eigen::MatrixXd raw = subject.parts.front().rows->features;
        QVERIFY(evaluate(card->rawFormula, raw).isApprox(evaluate(card->formula, subject.scaler.transform(raw))));
        QCOMPARE(card->bounds.uncertainty->formula, card->formula);
    }

    void saysWhichProtectedFunctionsOccur()
    {
        const Result<FormulaCard> card = cardOf(subjectOf("pdiv(1, plog(params)) + plog(batch_size)"));
        QCOMPARE(card->protectedFunctions.size(), std::size_t{2});
        QCOMPARE(card->protectedFunctions[0].op, Op::ProtectedDiv);
        QCOMPARE(card->protectedFunctions[1].count, std::size_t{2});
    }

    void saysWhyThereAreNoIntervals()
    {
        const Result<FormulaCard> card = cardOf(subjectOf("log(0 - batch_size)"));
        QVERIFY(!card->bounds.uncertainty);
        QVERIFY(card->bounds.noIntervalsBecause.find("not finite") != std::string::npos);
        QVERIFY(!card->parts[0].errors);
    }

    void namesTheConstants()
    {
        QCOMPARE(textWithNamedConstants(formula("2 * batch_size + 31"), Names), std::string("c1 * batch_size + c2"));
    }

    void namesNoConstantLikeAFeature()
    {
        const Expression law = *parseExpression("2 * c1 + 31 * clock", {"c1", "clock"});
        QCOMPARE(textWithNamedConstants(law, {"c1", "clock"}), std::string("cc1 * c1 + cc2 * clock"));
    }

    void theBoxHoldsItsEndsAndWhatTheFormulaDoesNotRead()
    {
        const ValidityBox box = validityBoxOf(formula("batch_size + gpus"), someRuns());
        Eigen::RowVectorXd row(3);
        row << 200.0, -1.0, 4.0;
        QVERIFY(box.contains(row));
        row << 200.0, -1.0, 5.0; // all runs had 4 GPUs
        QVERIFY(!box.contains(row));
        row << 295.0, 500.0, 4.0;
        QVERIFY(!box.contains(row));
        row << std::nan(""), 0.0, 4.0;
        QVERIFY(!box.contains(row));
        QVERIFY(box.beyond(row).empty());
    }

    void theBoxSaysWhichFeatureIsBeyondAndByHowMuch()
    {
        const ValidityBox box = validityBoxOf(formula("batch_size + gpus"), someRuns());
        Eigen::RowVectorXd row(3);
        row << 250.0, 1e9, 1.0;
        QCOMPARE(box.beyond(row).size(), std::size_t{2});
        QCOMPARE(box.beyond(row)[0].distance(), 50.0);
        QCOMPARE(box.beyondText(row), std::string("batch_size 250 is 50 above 10 to 200; gpus 1 is 3 below 4"));
        row << 10.0, -1.0, 4.0;
        QCOMPARE(box.beyondText(row), std::string());
    }

    void intervalsOfPredictionsRestOnTheHeldPart()
    {
        CardSubject subject = subjectOf("2 * batch_size + 31");
        RegressionData held = someRuns();
        held.target.array() *= 1.5;
        subject.parts.push_back({"validation", std::make_shared<RegressionData>(held)});
        const Result<FormulaCard> without = cardOf(subject);
        QVERIFY(!without->bounds.restOnHeldRows);
        subject.heldPart = 2;
        const Result<FormulaCard> with = cardOf(subject);
        QVERIFY(with->bounds.restOnHeldRows);
        QVERIFY(with->bounds.uncertainty->quantile > 4.0 * without->bounds.uncertainty->quantile);
    }

    void tellsWhetherTheHeldPartTookPartInTheChoice()
    {
        CardSubject subject = subjectOf("2 * batch_size + 31");
        subject.parts.push_back({"validation", std::make_shared<RegressionData>(someRuns())});
        subject.heldPart = 2;
        QVERIFY(!cardOf(subject)->bounds.heldChose);
        subject.heldChose = true;
        QVERIFY(cardOf(subject)->bounds.heldChose);
        subject.parts.back().rows = std::make_shared<RegressionData>(selectRows(someRuns(), {1}));
        const Result<FormulaCard> tooFew = cardOf(subject);
        QVERIFY(!tooFew->bounds.restOnHeldRows && !tooFew->bounds.heldChose);
    }
};

QTEST_GUILESS_MAIN(FormulaCardTest)
#include "tst_formula_card.moc"
