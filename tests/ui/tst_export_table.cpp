// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "ui/dialogs/export_table_dialog.h"
#include "ui/main_window.h"
#include "ui/tables/copy_table.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/compare_work.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QStandardItemModel>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using test::named;

namespace {

QStandardItemModel& fillModel(QStandardItemModel& model)
{
    model.setHorizontalHeaderLabels({"Name", "Power (W)"});
    for (const auto& [name, power] : {std::pair{"b_1", "2.5 ± 0.5"}, std::pair{"a", "–"}})
        model.appendRow({new QStandardItem(name), new QStandardItem(power)});
    model.setSortRole(Qt::DisplayRole);
    return model;
}

QAction* exportAction(const MainWindow& window)
{
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->shortcut() == QKeySequence("Ctrl+Shift+T"))
            return action;
    }
    return nullptr;
}

} // namespace

class ExportTableTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void takesTheTableAsItIsSorted()
    {
        QStandardItemModel model;
        SortedTable table(&fillModel(model));
        table.setNotes({"Made up."});
        for (int row = 0; row < 2; ++row)
            model.item(row)->setData(model.item(row)->text(), Qt::UserRole); // the sort key
        table.sortByColumn(0, Qt::AscendingOrder);
        const TextTable text = textTableOf(table);
        QCOMPARE(text.header, (std::vector<std::string>{"Name", "Power (W)"}));
        QCOMPARE(text.rows.at(0), (std::vector<std::string>{"a", "–"}));
        QCOMPARE(text.rows.at(1), (std::vector<std::string>{"b_1", "2.5 ± 0.5"}));
        QCOMPARE(text.notes, std::vector<std::string>{"Made up."});
    }

    void previewsTheFileAsItWillBe()
    {
        QStandardItemModel model;
        const SortedTable table(&fillModel(model));
        const ExportTableDialog dialog(textTableOf(table));
        const auto* preview = named<QPlainTextEdit>(dialog, "Preview");
        QCOMPARE(preview->toPlainText(), QStringLiteral("Name,Power (W),Power (W) (std)\nb_1,2.5,0.5\na,,\n"));
        auto* form = dialog.findChild<QComboBox*>();
        form->setCurrentIndex(1);
        QVERIFY(dialog.form() == TableForm::Latex);
        QVERIFY(preview->toPlainText().contains("b\\_1 & $2.5 \\pm 0.5$"));
        form->setCurrentIndex(2);
        QVERIFY(preview->toPlainText().startsWith("| Name | Power (W) |"));
    }

    void isOfferedWhereATableHasRows()
    {
        Session session;
        MainWindow window(session, Memory::Ignore);
        QAction* action = exportAction(window);
        QVERIFY(action != nullptr);
        window.showPage(3);
        QVERIFY(!action->isEnabled());
        session.setDataset(knownLaw(40));
        ComparisonSettings settings;
        settings.methods = {"linear", "ridge"};
        settings.repeats = 2;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        trainBaselines(session, settings);
        QTRY_VERIFY(session.comparison() && !session.isRunning(Job::Comparison));
        QTRY_VERIFY(action->isEnabled());
    }
};

QTEST_MAIN(ExportTableTest)
#include "tst_export_table.moc"
