// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "ui/panels/figure_or_table.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/row_model.h"
#include "ui/tables/sorted_table.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QTest>

using namespace wattline::ui;
using wattline::test::button;
using wattline::test::named;

namespace {

/// A figure and the one number that it shows.
struct Shown {
    RowModel<int> model{{{QStringLiteral("Power (W)"), ColumnKind::Number, [](const int& watts) {
                              return TableCell{QString::number(watts), watts};
                          }}}};
    FigureView* figure = new FigureView;
    SortedTable* table = new SortedTable(&model);
    FigureOrTable part{figure, table, QStringLiteral("Power as table")};

    Shown()
    {
        model.setRows({250});
        part.resize(400, 300);
        part.show();
    }
};

} // namespace

class FigureOrTableTest : public QObject {
    Q_OBJECT

private slots:
    void init() { wattline::test::failOnQtWarnings(); }

    void showsTheFigureUntilTheTableIsAskedFor()
    {
        Shown shown;
        QVERIFY(shown.figure->isVisible() && !shown.part.showsTable());
        named<QCheckBox>(shown.part, "Power as table")->click();
        QVERIFY(shown.table->isVisible() && !shown.figure->isVisible() && shown.part.showsTable());
    }

    void copiesTheTableWhileItIsOnShow()
    {
        Shown shown;
        QAbstractButton* copy = button(shown.part, "Copy Table");
        QVERIFY(!copy->isVisible());
        named<QCheckBox>(shown.part, "Power as table")->click();
        QVERIFY(copy->isVisible());
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Power (W)\n250\n"));
    }

    void givesAnEmptyCaptionNoRoom()
    {
        Shown shown;
        auto* caption = shown.part.findChild<QLabel*>();
        QVERIFY(!caption->isVisible());
        shown.part.setCaption(QStringLiteral("Over 12 runs."));
        QVERIFY(caption->isVisible());
        shown.part.setCaption({});
        QVERIFY(!caption->isVisible());
    }

    void keepsTheOrderOfItsLine()
    {
        Shown shown;
        auto* first = new QComboBox;
        auto* second = new QComboBox;
        shown.part.addControl(first);
        shown.part.addControl(second);
        shown.part.setCaption(QStringLiteral("Over 12 runs."));
        auto* caption = shown.part.findChild<QLabel*>();
        QTRY_VERIFY(first->x() < second->x() && second->x() < caption->x());
        QVERIFY(caption->x() < shown.part.tableSwitch()->x());
    }
};

QTEST_MAIN(FigureOrTableTest)
#include "tst_figure_or_table.moc"
