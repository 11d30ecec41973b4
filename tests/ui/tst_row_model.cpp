// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/row_model.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace wattline::ui;

namespace {

struct Board {
    QString name;
    double watts;
};

std::vector<TableColumn<Board>> columns()
{
    return {{"Board", ColumnKind::Words,
             [](const Board& board) {
                 return TableCell{board.name, board.name};
             }},
            {"Power (W)", ColumnKind::Number,
             [](const Board& board) {
                 return TableCell{QString::number(board.watts), board.watts, "measured"};
             },
             "of the whole board"}};
}

} // namespace

class TestRowModel : public QObject {
    Q_OBJECT

private slots:
    void isAProperModelWhileRowsComeAndGo();
    void showsTextAndSortsByNumber();
    void numbersStandToTheRight();
    void explainsColumnsAndCells();
};

void TestRowModel::isAProperModelWhileRowsComeAndGo()
{
    RowModel<Board> model(columns());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({{"A100", 400.0}, {"T4", 70.0}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 2);
}

void TestRowModel::showsTextAndSortsByNumber()
{
    RowModel<Board> model(columns());
    model.setRows({{"A100", 400.0}, {"T4", 70.0}, {"V100", 300.0}});
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(SortKeyRole);
    sorted.sort(1);
    QCOMPARE(sorted.index(0, 0).data().toString(), QString("T4"));
    QCOMPARE(sorted.index(2, 1).data().toString(), QString("400"));
}

void TestRowModel::numbersStandToTheRight()
{
    RowModel<Board> model(columns());
    model.setRows({{"A100", 400.0}});
    QCOMPARE(model.index(0, 1).data(Qt::TextAlignmentRole).toInt(), int(Qt::AlignRight | Qt::AlignVCenter));
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::TextAlignmentRole).toInt(), int(Qt::AlignLeft | Qt::AlignVCenter));
}

void TestRowModel::explainsColumnsAndCells()
{
    RowModel<Board> model(columns());
    model.setRows({{"A100", 400.0}});
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString(), QString("of the whole board"));
    QCOMPARE(model.index(0, 1).data(Qt::ToolTipRole).toString(), QString("measured"));
    QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).isValid());
}

QTEST_GUILESS_MAIN(TestRowModel)
#include "tst_row_model.moc"
