// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_analysis.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/studied.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using test::studiedFormula;
using test::studiedText;

namespace {

/// The node of the studied formula whose subexpression reads so.
std::size_t nodeOf(const Session& session, const QString& text)
{
    const StudiedFormula formula = inUnits(*session.studied(), FormulaUnits::Measured);
    for (std::size_t i = 0; i < formula.formula.nodes.size(); ++i) {
        if (QString::fromStdString(toText(subtree(formula.formula, i), formula.train.rows->featureNames)) == text)
            return i;
    }
    return formula.formula.nodes.size();
}

FormulaPlace at(const Session& session, const char* text)
{
    return {FormulaUnits::Measured, nodeOf(session, QString::fromUtf8(text))};
}

const StudiedFormula* other(const Session& session, const std::shared_ptr<const StudiedFormula>& before)
{
    return session.studied() != before ? session.studied().get() : nullptr;
}

} // namespace

class FormulaEditsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void aFoldedNodeIsItsMedianOverTheTrainingRows()
    {
        Session session;
        const auto before = studiedFormula("10 + 2 * (a * b)");
        session.setStudied(before);
        foldNode(session, at(session, "a * b"));
        QTRY_VERIFY(other(session, before));
        const double median = medianValue(*parseExpression("a * b", {"a", "b"}), before->train.rows->features);
        QCOMPARE(studiedText(session), QStringLiteral("10 + 2 * %1").arg(median));
        QCOMPARE(session.studied()->origin, QStringLiteral("Candidate, edited"));
    }

    void anEditGivesTheErrorsOnAllThreePartsAndNoLongerFollowsTheSearch()
    {
        Session session;
        StudiedFormula found = *studiedFormula("10 + 2 * (a * b)");
        found.followsSearch = true;
        const auto before = std::make_shared<const StudiedFormula>(found);
        session.setStudied(before);
        QCOMPARE(before->test.errors->mae, 0.0);
        foldNode(session, at(session, "b"));
        QVERIFY(!session.studied()->followsSearch); // at once: what the search offers meanwhile would end the edit
        QTRY_VERIFY(session.studied()->origin.endsWith(QLatin1String("edited")));
        for (const StudiedPart& part :
             {session.studied()->train, session.studied()->validation, session.studied()->test})
            QVERIFY(part.errors && part.errors->mae > 0.0);
        QVERIFY(!session.studied()->followsSearch);
    }

    void anEditIsUndoneAndDoneAgain()
    {
        Session session;
        const auto before = studiedFormula("10 + 2 * (a * b)");
        session.setStudied(before);
        deleteNode(session, at(session, "10"));
        QTRY_COMPARE(studiedText(session), QStringLiteral("2 * (a * b)"));
        QCOMPARE(session.undoStack().undoText(), QStringLiteral("Delete 10"));
        session.undoStack().undo();
        QCOMPARE(session.studied(), before);
        session.undoStack().redo();
        QCOMPARE(studiedText(session), QStringLiteral("2 * (a * b)"));
    }

    void anotherFunctionTakesThePlaceOfOne()
    {
        Session session;
        session.setStudied(studiedFormula("log(a) + b"));
        changeFunction(session, at(session, "log(a)"), Op::Sqrt);
        QTRY_COMPARE(studiedText(session), QStringLiteral("sqrt(a) + b"));
        QCOMPARE(session.undoStack().undoText(), QStringLiteral("Change log(a) to sqrt"));
    }

    void simplifyingMakesItShorterAndLeavesItsErrors()
    {
        Session session;
        const auto before = studiedFormula("2 * (3 * a) + 0 * b + (b - b)");
        session.setStudied(before);
        simplifyStudied(session, FormulaUnits::Measured);
        QTRY_VERIFY(other(session, before));
        QCOMPARE(studiedText(session), QStringLiteral("6 * a"));
        QVERIFY(std::abs(session.studied()->test.errors->mae - before->test.errors->mae) < 1e-12);
        QCOMPARE(session.studied()->origin, QStringLiteral("Candidate, simplified"));
    }

    void whatIsAsShortAsCanBeSaysSoAndStays()
    {
        Session session;
        const auto before = studiedFormula("a + b");
        session.setStudied(before);
        simplifyStudied(session, FormulaUnits::Measured);
        QTRY_COMPARE(session.messages().size(), std::size_t{1});
        QCOMPARE(session.studied(), before);
        QVERIFY(!session.undoStack().canUndo());
    }

    void anEditThatFailsLeavesTheFormulaToTheSearch()
    {
        Session session;
        StudiedFormula found = *studiedFormula("a + b");
        found.followsSearch = true;
        const auto before = std::make_shared<const StudiedFormula>(found);
        session.setStudied(before);
        simplifyStudied(session, FormulaUnits::Measured);
        QTRY_VERIFY(session.runningTasks().empty());
        QCOMPARE(session.studied(), before);
    }

    void refittedConstantsMeetTheLaw()
    {
        Session session;
        const auto before = studiedFormula("7 + 1.5 * (a * b)");
        session.setStudied(before);
        refitStudied(session, FormulaUnits::Measured);
        QTRY_VERIFY(other(session, before));
        QVERIFY(session.studied()->test.errors->mae < 1e-6);
        QCOMPARE(session.studied()->origin, QStringLiteral("Candidate, refitted"));
        QCOMPARE(session.undoStack().undoText(), QStringLiteral("Refit Constants"));
    }

    void aFormulaOfStandardisedFeaturesIsEditedInTheUnitsOnShow()
    {
        Session session;
        const auto before = test::standardisedFormula("10 + a");
        session.setStudied(before);
        foldNode(session, {FormulaUnits::AsSearched, 1});
        QTRY_VERIFY(other(session, before));
        QVERIFY(isStandardised(*session.studied()));
        session.setStudied(before);
        const std::size_t root = inUnits(*before, FormulaUnits::Measured).formula.nodes.size() - 1;
        changeFunction(session, {FormulaUnits::Measured, root}, Op::Sub);
        QTRY_VERIFY(other(session, before));
        QVERIFY(!isStandardised(*session.studied()));
    }

    void whatCannotBeFoldedSaysSo()
    {
        Session session;
        const auto before = studiedFormula("a + log(0 - b)");
        session.setStudied(before);
        foldNode(session, at(session, "log(0 - b)"));
        QTRY_COMPARE(session.messages().size(), std::size_t{1});
        QCOMPARE(session.studied(), before);
    }

    void anEditOfWhatIsNoLongerStudiedIsDropped()
    {
        Session session;
        session.setStudied(studiedFormula("a + b"));
        deleteNode(session, at(session, "b"));
        const auto meanwhile = studiedFormula("a * b");
        session.setStudied(meanwhile);
        QTRY_VERIFY(session.runningTasks().empty());
        QCOMPARE(session.studied(), meanwhile);
    }

    void aStepOfAnotherDataSetIsForgotten()
    {
        Session session;
        session.setDataset(knownLaw(20));
        const auto before = studiedFormula("a + b");
        session.setStudied(before);
        deleteNode(session, at(session, "b"));
        QTRY_VERIFY(other(session, before));
        session.setDataset(knownLaw(30));
        session.undoStack().undo();
        QVERIFY(!session.studied());
        QVERIFY(!session.undoStack().canUndo() && !session.undoStack().canRedo());
    }

    void everyNotationCanBeCopied()
    {
        Session session;
        session.setStudied(test::standardisedFormula("a + 0.1"));
        for (const Notation& notation : allNotations()) {
            copyFormula(session, notation);
            const QString copied = QGuiApplication::clipboard()->text();
            QVERIFY2(copied.contains(QLatin1Char('a')), notation.id.data());
            QVERIFY2(!copied.contains(QLatin1String("z_")), notation.id.data()); // in units of the data set
        }
        copyFormula(session, *notationNamed("text"));
        const auto read = parseExpression(QGuiApplication::clipboard()->text().toStdString(), {"a", "b"});
        QVERIFY(read && *read == session.studied()->measured());
    }
};

QTEST_MAIN(FormulaEditsTest)
#include "tst_formula_edits.moc"
