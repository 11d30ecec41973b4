// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/studied.h"
#include "ui/pages/formula_panel.h"
#include "ui/plots/expression_legend.h"
#include "ui/plots/expression_view.h"
#include "ui/plots/formula_view.h"
#include "ui/tables/sorted_table.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;
using test::studiedFormula;
using test::studiedText;

namespace {

enum Tab { Mathematics, Tree, Nodes, Card, Text };

struct Panel {
    Session session;
    FormulaPanel panel{session};

    explicit Panel(const std::shared_ptr<const StudiedFormula>& formula = nullptr)
    {
        session.setStudied(formula);
        panel.resize(900, 600);
        panel.show();
    }

    void turnTo(Tab tab) { panel.findChild<QTabWidget*>()->setCurrentIndex(tab); }
    ExpressionView* tree() const { return named<ExpressionView>(panel, "Expression tree"); }
    SortedTable* nodes() const { return named<SortedTable>(panel, "Nodes of the formula"); }
    QString card() const { return named<QTextBrowser>(panel, "Formula card")->toPlainText(); }
    QString errors() const { return named<QLabel>(panel, "Formula and its errors")->text(); }
    QAction* action(const QString& text) const
    {
        for (QAction* action : panel.formulaActions()) {
            if (action->text().remove(QLatin1Char('&')) == text)
                return action;
        }
        return nullptr;
    }
};

} // namespace

class FormulaPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void withoutAFormulaItOffersToWriteOne()
    {
        Panel empty;
        auto* write = button(empty.panel, "Test Own Formula…");
        QVERIFY(write->isVisible());
        QVERIFY(!write->isEnabled()); // no rows to try it on
        QVERIFY(!empty.panel.currentDrawing());
        empty.session.setDataset(knownLaw(20));
        QVERIFY(write->isEnabled());
    }

    void showsWhatIsStudied()
    {
        Panel shown(studiedFormula("10 + 2 * a"));
        QCOMPARE(named<QPlainTextEdit>(shown.panel, "Formula as text")->toPlainText(), QStringLiteral("10 + 2 * a"));
        QVERIFY(shown.errors().startsWith(QLatin1String("Candidate: 5 nodes, depth 2.")));
        shown.session.setStudied(studiedFormula("a * b"));
        QCOMPARE(named<QPlainTextEdit>(shown.panel, "Formula as text")->toPlainText(), QStringLiteral("a * b"));
        shown.session.setStudied(nullptr);
        QVERIFY(button(shown.panel, "Test Own Formula…")->isVisible());
    }

    void theFormerErrorsStandBesideThoseOfAnEdit()
    {
        Panel shown(studiedFormula("10 + 2 * (a * b)"));
        QVERIFY(shown.errors().contains(QStringLiteral("MRE: training 0.0 %  ·  validation 0.0 %  ·  test 0.0 %")));
        deleteNode(shown.session, {FormulaUnits::Measured, 0});
        QTRY_VERIFY(shown.session.undoStack().canUndo());
        QCOMPARE(shown.errors().count(QLatin1String("(was 0.0 %)")), 3);
        shown.turnTo(Card);
        QTRY_VERIFY(shown.card().contains(QLatin1String("(was 0.0 %)")));
    }

    void aFormulaThatFollowsTheSearchHasNoFormerErrors()
    {
        Panel shown(studiedFormula("10 + 2 * a"));
        StudiedFormula better = *shown.session.studied();
        better.formula = *parseExpression("10 + 2 * (a * b)", {"a", "b"});
        better.followsSearch = true;
        shown.session.setStudied(std::make_shared<const StudiedFormula>(withErrors(better)));
        QVERIFY(!shown.errors().contains(QLatin1String("was")));
    }

    void standardisedFeaturesHaveNamesOfTheirOwn()
    {
        Panel shown(test::standardisedFormula("a + 1"));
        auto* units = named<QComboBox>(shown.panel, "Units of the formula");
        auto* text = named<QPlainTextEdit>(shown.panel, "Formula as text");
        QVERIFY(units->isVisible());
        QVERIFY(!text->toPlainText().contains(QLatin1String("z_")));
        units->setCurrentIndex(1);
        QCOMPARE(text->toPlainText(), QStringLiteral("z_a + 1"));
        shown.session.setStudied(studiedFormula("a + 1"));
        QVERIFY(!units->isVisible()); // the same in both
    }

    void aNodeChosenInTheTreeByKeyboardIsChosenThere()
    {
        Panel shown(studiedFormula("a + b * 2")); // a b 2 * +
        shown.turnTo(Tree);
        ExpressionView* tree = shown.tree();
        QSignalSpy chosen(tree->tree(), &ExpressionScene::nodeChosen);
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Down); // first the root
        QTest::keyClick(tree, Qt::Key_Down); // then its first argument
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(tree->tree()->chosenNode(), std::optional<std::size_t>(0));
        QTest::keyClick(tree, Qt::Key_Right);
        QCOMPARE(tree->tree()->chosenNode(), std::optional<std::size_t>(3));
        QVERIFY(tree->accessibleDescription().startsWith(QLatin1String("b * 2")));
        const QPoint leaf = tree->mapFromScene(tree->tree()->rectOf(2).center());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, leaf);
        QCOMPARE(tree->tree()->chosenNode(), std::optional<std::size_t>(2));
    }

    void aNodeChosenInOneViewIsChosenInTheOthers()
    {
        Panel shown(studiedFormula("a + b"));
        emit named<FormulaView>(shown.panel, "Formula")->nodeClicked(1);
        QVERIFY(!shown.tree()->tree()->chosenNode()); // drawn when it is looked at
        shown.turnTo(Tree);
        QCOMPARE(shown.tree()->tree()->chosenNode(), std::optional<std::size_t>(1));
        shown.turnTo(Nodes);
        QCOMPARE(shown.nodes()->chosenRow(), std::optional<int>(2)); // + a b
        shown.nodes()->chooseRow(1);
        shown.turnTo(Tree);
        QCOMPARE(shown.tree()->tree()->chosenNode(), std::optional<std::size_t>(0));
    }

    void theTableSaysWhatEachNodeContributes()
    {
        Panel shown(studiedFormula("10 + 2 * (a * b)")); // 10 2 a b * * +
        shown.turnTo(Nodes);
        const auto* model = shown.nodes()->model();
        const QAbstractItemModelTester tester(shown.nodes()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), 7);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("+"));
        QCOMPARE(model->index(2, 4).data().toString(), QStringLiteral("2 * (a * b)"));
        QTRY_VERIFY(model->index(2, 1).data().toString().startsWith(QLatin1Char('+')));
        QCOMPARE(model->index(1, 1).data().toString(), QStringLiteral("0")); // a constant is its own median
        QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Change of MRE (percentage points)"));
    }

    void theTreeIsColouredWhenTheNodesAreMeasured()
    {
        Panel shown(studiedFormula("10 + 2 * (a * b)"));
        shown.turnTo(Tree);
        QTRY_VERIFY(shown.tree()->tree()->shown().contributions);
        const auto* legend = shown.panel.findChild<ExpressionLegend*>();
        QVERIFY(legend->accessibleDescription().contains(QLatin1String("training MRE (0.0 %)")));
    }

    void theActionsOnANodeWaitForOne()
    {
        Panel shown(studiedFormula("log(a) + b")); // a log b +
        QVERIFY(shown.action("Simplify")->isEnabled());
        QVERIFY(!shown.action("Fold Node")->isEnabled());
        QVERIFY(!shown.action("Change Function")->isEnabled());
        emit named<FormulaView>(shown.panel, "Formula")->nodeClicked(0);
        QVERIFY(shown.action("Fold Node")->isEnabled());
        QVERIFY(!shown.action("Change Function")->isEnabled()); // a variable has none
        emit named<FormulaView>(shown.panel, "Formula")->nodeClicked(1);
        QVERIFY(shown.action("Change Function")->isEnabled());
        shown.action("Delete Node")->trigger();
        QTRY_COMPARE(studiedText(shown.session), QStringLiteral("a + b"));
        QVERIFY(!shown.action("Fold Node")->isEnabled()); // the numbers of nodes mean others now
    }

    void anotherFunctionIsChosenFromTheMenu()
    {
        Panel shown(studiedFormula("log(a) + b"));
        emit named<FormulaView>(shown.panel, "Formula")->nodeClicked(1);
        for (QAction* function : shown.action("Change Function")->menu()->actions()) {
            if (function->text() == QLatin1String("sqrt"))
                function->trigger();
        }
        QTRY_COMPARE(studiedText(shown.session), QStringLiteral("sqrt(a) + b"));
    }

    void whatIsOnShowGoesOnPaper()
    {
        Panel shown(studiedFormula("a + b"));
        QCOMPARE(shown.panel.currentDrawing()->title, std::string("Formula"));
        shown.turnTo(Tree);
        QCOMPARE(shown.panel.currentDrawing()->title, std::string("Tree of the formula"));
    }

    void theCardNamesFeaturesAndWhatProtectedFunctionsDo()
    {
        Panel shown(studiedFormula("pdiv(10, a) + 1"));
        shown.turnTo(Card);
        QTRY_VERIFY(shown.card().contains(QLatin1String("5 nodes, depth 2; features used: a")));
        QVERIFY(shown.card().contains(QStringLiteral("a/b is 1 where b is within ±0.001")));
        QVERIFY(shown.card().contains(QLatin1String("a from 1 to 11")));
        shown.session.setStudied(studiedFormula("10 / a"));
        QTRY_VERIFY(shown.card().contains(QLatin1String("3 nodes")));
        QVERIFY(!shown.card().contains(QStringLiteral("±0.001")));
    }

    void theCardSaysHowWellTheConstantsAreKnown()
    {
        Panel shown(studiedFormula("9 + 2 * (a * b)"));
        shown.turnTo(Card);
        QTRY_VERIFY(shown.card().contains(QLatin1String("c1 + c2 * (a * b)")));
        QVERIFY(shown.card().contains(QLatin1String("95 % interval")));
        QVERIFY(shown.card().contains(QLatin1String("refit them first")));
    }
};

QTEST_MAIN(FormulaPanelTest)
#include "tst_formula_panel.moc"
