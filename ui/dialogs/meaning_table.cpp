// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/meaning_table.h"

#include "core/base/text.h"
#include "core/tasks/task_columns.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <QHeaderView>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

enum Place { Name, Cells, Meaning, Unit, Becomes, Places };
constexpr std::size_t MostColumns = 200; // boxes for more would take long; such columns are kept as they are

struct UnitChoice {
    QString name;
    double factor;
};

std::vector<UnitChoice> unitsOf(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Count:
        return {{MeaningTable::tr("Plain count"), 1.0},
                {MeaningTable::tr("Thousands (K)"), 1e3},
                {MeaningTable::tr("Millions (M)"), 1e6},
                {MeaningTable::tr("Billions (G)"), 1e9}};
    case Dimension::Flops:
        return {{MeaningTable::tr("FLOPs"), 1.0},
                {MeaningTable::tr("MFLOPs"), 1e6},
                {MeaningTable::tr("GFLOPs"), 1e9},
                {MeaningTable::tr("TFLOPs"), 1e12}};
    case Dimension::Bytes:
        return {{QStringLiteral("B"), 1.0},  {QStringLiteral("KB"), 1e3},     {QStringLiteral("MB"), 1e6},
                {QStringLiteral("GB"), 1e9}, {QStringLiteral("KiB"), 1024.0}, {QStringLiteral("MiB"), 1048576.0}};
    case Dimension::Watts:
        return {{QStringLiteral("W"), 1.0}, {QStringLiteral("mW"), 1e-3}, {QStringLiteral("kW"), 1e3}};
    case Dimension::Seconds:
        return {{QStringLiteral("s"), 1.0},
                {QStringLiteral("ms"), 1e-3},
                {QStringLiteral("min"), 60.0},
                {QStringLiteral("h"), 3600.0}};
    case Dimension::Side:
    case Dimension::Number:
        break;
    }
    return {};
}

/// The first cells that are not empty, parted by dots.
QString firstCells(const TaskPreview& preview, std::size_t column)
{
    constexpr int Shown = 3;
    QStringList cells;
    for (const auto& line : preview.lines) {
        const QString cell = shown(line.at(column)).simplified();
        if (!cell.isEmpty() && !cells.contains(cell))
            cells << cell.left(40);
        if (cells.size() == Shown)
            break;
    }
    return cells.join(QStringLiteral(" · "));
}

/// With all digits: a wrong factor of a thousand must show.
QString wholeNumber(double value)
{
    constexpr double Largest = 1e15;
    return value < Largest && value == std::floor(value) ? shown(formatCount(static_cast<std::size_t>(value)))
                                                         : numberText(value, 6);
}

QString firstNumber(const TaskPreview& preview, const TaskColumn& column)
{
    const TaskNumberColumn* number = findNumberColumn(column.meaning.name);
    if (number == nullptr || !preview.table)
        return {};
    for (const TaskMetadata& task : preview.table->tasks) {
        if (const std::optional<double>& value = task.*(number->member))
            return wholeNumber(*value);
    }
    return {};
}

} // namespace

MeaningTable::MeaningTable(QWidget* parent) : QTableWidget(0, Places, parent)
{
    setAccessibleName(tr("Columns of the file"));
    setHorizontalHeaderLabels({tr("Column"), tr("First cells"), tr("Read as"), tr("Unit"), tr("First value becomes")});
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(Cells, QHeaderView::Stretch); // long ones are cut, never what is chosen
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void MeaningTable::show(const TaskPreview& preview)
{
    const auto* focused = qobject_cast<QComboBox*>(window()->focusWidget()); // that of the table alone may be older
    const QString chosen = focused != nullptr && isAncestorOf(focused) ? focused->accessibleName() : QString();
    setRowCount(0);
    m_lastBox = this;
    for (std::size_t column = 0; column < std::min(preview.columns.size(), MostColumns); ++column)
        addLine(preview, column);
    resizeColumnsToContents();
    resizeRowsToContents();
    for (QComboBox* box : findChildren<QComboBox*>()) {
        if (box->accessibleName() == chosen)
            box->setFocus(); // whoever chose by keyboard goes on from there
    }
}

void MeaningTable::addLine(const TaskPreview& preview, std::size_t column)
{
    const TaskColumn& shownColumn = preview.columns[column];
    const int line = rowCount();
    insertRow(line);
    const auto put = [this, line](Place place, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        item->setToolTip(text);
        setItem(line, place, item);
    };
    put(Name, shown(shownColumn.header));
    put(Cells, firstCells(preview, column));
    put(Becomes, firstNumber(preview, shownColumn));
    addMeanings(line, shownColumn);
    addUnits(line, shownColumn);
}

/// The Tab key goes from box to box in the order in which they stand.
void MeaningTable::putBox(int line, int place, QComboBox* box)
{
    setCellWidget(line, place, box);
    setTabOrder(m_lastBox, box);
    m_lastBox = box;
}

void MeaningTable::addMeanings(int line, const TaskColumn& column)
{
    auto* box = new QComboBox;
    box->setAccessibleName(tr("Meaning of %1").arg(shown(column.header)));
    box->addItem(tr("Kept as it is"), QString());
    for (const std::string_view name : taskColumnNames())
        box->addItem(shown(std::string(name)), shown(std::string(name)));
    box->setCurrentIndex(box->findData(shown(column.meaning.name)));
    connect(box, &QComboBox::activated, this, [this, box, header = column.header] {
        emit meaningChosen(header, {plain(box->currentData().toString()), 1.0});
    });
    putBox(line, Meaning, box);
}

void MeaningTable::addUnits(int line, const TaskColumn& column)
{
    const TaskNumberColumn* number = findNumberColumn(column.meaning.name);
    std::vector<UnitChoice> units = number != nullptr ? unitsOf(number->dimension) : std::vector<UnitChoice>();
    if (units.empty())
        return;
    const double factor = column.meaning.factor;
    if (std::ranges::none_of(units, [factor](const UnitChoice& unit) { return unit.factor == factor; }))
        units.push_back({tr("times %1").arg(factor), factor});
    auto* box = new QComboBox;
    box->setAccessibleName(tr("Unit of %1").arg(shown(column.header)));
    box->setToolTip(tr("Of cells that name no unit of their own"));
    for (const UnitChoice& unit : units)
        box->addItem(unit.name, unit.factor);
    box->setCurrentIndex(box->findData(factor));
    connect(box, &QComboBox::activated, this, [this, box, column] {
        emit meaningChosen(column.header, {column.meaning.name, box->currentData().toDouble()});
    });
    putBox(line, Unit, box);
}

} // namespace wattline::ui
