// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/copy_table.h"

#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStringList>

namespace wattline::ui {

namespace {

QString cellText(const QVariant& cell)
{
    return cell.toString().simplified();
}

QString titleLine(const QAbstractItemModel& model)
{
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles << cellText(model.headerData(column, Qt::Horizontal));
    return titles.join(QLatin1Char('\t'));
}

QString cellLine(const QAbstractItemModel& model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << cellText(model.index(row, column).data());
    return cells.join(QLatin1Char('\t'));
}

} // namespace

QString copiedTable(const QAbstractItemModel& model)
{
    QStringList lines{titleLine(model)};
    for (int row = 0; row < model.rowCount(); ++row)
        lines << cellLine(model, row);
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString copiedRow(const QAbstractItemModel& model, int row)
{
    return titleLine(model) + QLatin1Char('\n') + cellLine(model, row) + QLatin1Char('\n');
}

TextTable textTableOf(const SortedTable& table)
{
    const QAbstractItemModel& model = *table.model();
    TextTable text;
    for (int column = 0; column < model.columnCount(); ++column)
        text.header.push_back(plain(cellText(model.headerData(column, Qt::Horizontal))));
    for (int row = 0; row < model.rowCount(); ++row) {
        std::vector<std::string> cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.push_back(plain(cellText(model.index(row, column).data())));
        text.rows.push_back(std::move(cells));
    }
    text.notes = table.notes();
    return text;
}

QToolButton* copyTableButton(const SortedTable& table)
{
    auto* button = new QToolButton;
    button->setText(QObject::tr("Copy Table"));
    button->setToolTip(QObject::tr("Copy every row as it is sorted, for a spreadsheet; Ctrl+C copies the chosen row"));
    button->setAccessibleName(QObject::tr("Copy table: %1").arg(table.accessibleName()));
    QObject::connect(button, &QToolButton::clicked, &table,
                     [&table] { QGuiApplication::clipboard()->setText(copiedTable(*table.model())); });
    return button;
}

} // namespace wattline::ui
