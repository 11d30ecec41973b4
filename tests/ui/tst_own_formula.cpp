// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/studied.h"
#include "ui/dialogs/own_formula_dialog.h"
#include "ui/dialogs/own_formula_edit.h"
#include "ui/tables/sorted_table.h"

#include <QApplication>
#include <QCompleter>
#include <QTest>
#include <QTimer>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;

namespace {

struct Dialog {
    Session session;
    OwnFormulaDialog dialog;

    explicit Dialog(const char* begin = "a + b") : dialog(blankLike(begin), *parseExpression(begin, {"a", "b"}))
    {
        dialog.show();
    }

    static StudiedFormula blankLike(const char* text)
    {
        StudiedFormula blank = *test::studiedFormula(text);
        blank.formula = {};
        return blank;
    }

    OwnFormulaEdit* edit() const { return named<OwnFormulaEdit>(dialog, "Own formula"); }
    QString error(int part, int column) const
    {
        return named<SortedTable>(dialog, "Errors of the own formula")->model()->index(part, column).data().toString();
    }
    QString underlined() const
    {
        const auto marks = edit()->extraSelections();
        return marks.isEmpty() ? QString() : marks.front().cursor.selectedText();
    }
};

} // namespace

class OwnFormulaTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void beginsWithTheStudiedFormula()
    {
        const Dialog own("10 + 2 * a");
        QCOMPARE(own.edit()->text(), QStringLiteral("10 + 2 * a"));
        QCOMPARE(own.edit()->textCursor().selectedText(), own.edit()->text()); // to be written over
    }

    void theErrorsFollowWhatIsWritten()
    {
        const Dialog own;
        QTRY_VERIFY(own.error(0, 1).endsWith(QLatin1Char('%')));
        own.edit()->setPlainText("10 + 2 * a * b");
        QTRY_COMPARE(own.error(2, 1), QStringLiteral("0.0 %"));
        QTRY_VERIFY(button(own.dialog, "Study This Formula")->isEnabled());
        QVERIFY(own.dialog.formula().test.errors->mae < 1e-12);
    }

    void aMistakeIsUnderlinedWhereItIs()
    {
        const Dialog own;
        QTRY_VERIFY(button(own.dialog, "Study This Formula")->isEnabled());
        own.edit()->setPlainText("10 + nothing * a");
        QCOMPARE(own.underlined(), QStringLiteral("nothing"));
        QVERIFY(!button(own.dialog, "Study This Formula")->isEnabled());
        own.edit()->setPlainText("10 + 2 *");
        QVERIFY(!own.underlined().isEmpty());
        QVERIFY(!own.error(0, 1).endsWith(QLatin1Char('%')));
        own.edit()->setPlainText("10 + 2 * a");
        QVERIFY(own.underlined().isEmpty());
    }

    void aFormulaWithoutAFiniteValueSaysSo()
    {
        const Dialog own;
        own.edit()->setPlainText("log(0 - a)");
        QTRY_VERIFY(button(own.dialog, "Study This Formula")->isEnabled());
        QCOMPARE(own.error(0, 1), QStringLiteral("–"));
    }

    void namesAreCompleted()
    {
        const Dialog own;
        // The list itself stays closed: the offscreen platform cannot show one without a warning
        own.edit()->setPlainText(QStringLiteral("3 + sq"));
        own.edit()->moveCursor(QTextCursor::End);
        auto* completer = own.edit()->findChild<QCompleter*>();
        completer->setCompletionPrefix(QStringLiteral("sq"));
        QCOMPARE(completer->currentCompletion(), QStringLiteral("sqrt()"));
        emit completer->activated(completer->currentCompletion());
        QCOMPARE(own.edit()->text(), QStringLiteral("3 + sqrt()"));
        QTest::keyClicks(own.edit(), "a"); // between the brackets
        QCOMPARE(own.edit()->text(), QStringLiteral("3 + sqrt(a)"));
    }

    void whatIsAcceptedIsStudiedAndCanBeUndone()
    {
        Session session;
        session.setDataset(knownLaw(40));
        QTimer::singleShot(0, [] {
            auto* dialog = qobject_cast<OwnFormulaDialog*>(QApplication::activeModalWidget());
            named<OwnFormulaEdit>(*dialog, "Own formula")->setPlainText("60 + 30 * log(batch_size)");
            QTRY_VERIFY(button(*dialog, "Study This Formula")->isEnabled());
            button(*dialog, "Study This Formula")->click();
        });
        writeOwnFormula(session, nullptr);
        QVERIFY(session.studied());
        QCOMPARE(session.studied()->origin, QStringLiteral("Own formula"));
        QVERIFY(session.studied()->test.errors->mre < 1e-9);
        QCOMPARE(session.studied()->train.rows->rows(), Eigen::Index{32});
        QVERIFY(session.undoStack().undoText().startsWith(QLatin1String("Own Formula 60 + 30")));
        session.undoStack().undo();
        QVERIFY(!session.studied());
    }

    void withoutRowsThereIsNothingToTryOn()
    {
        Session session;
        writeOwnFormula(session, nullptr); // no dialog comes up
        QVERIFY(!session.studied());
    }
};

QTEST_MAIN(OwnFormulaTest)
#include "tst_own_formula.moc"
