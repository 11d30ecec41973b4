// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QIcon>
#include <QString>
#include <QVariant>
#include <functional>
#include <vector>

namespace wattline::ui {

/// What one cell of a table shows: a text, and the value by which its column is sorted (a number where it is one).
struct TableCell {
    QString text;
    QVariant sortKey;
    QString toolTip = {};
    QIcon icon = {};
};

/// Numbers stand to the right, words to the left.
enum class ColumnKind { Number, Words };

/// One column of a table of Row values.
template <class Row>
struct TableColumn {
    QString title;
    ColumnKind kind = ColumnKind::Number;
    std::function<TableCell(const Row&)> cell;
    QString toolTip = {};
};

/// The role under which a cell gives its sort key; set it on a QSortFilterProxyModel.
inline constexpr int SortKeyRole = Qt::UserRole;

/// The one item model of the window: a list of values seen through a list of columns. Both are replaced as a whole.
template <class Row>
class RowModel : public QAbstractTableModel {
public:
    explicit RowModel(std::vector<TableColumn<Row>> columns, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_columns(std::move(columns))
    {
    }

    void setRows(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

    void setContents(std::vector<TableColumn<Row>> columns, std::vector<Row> rows)
    {
        beginResetModel();
        m_columns = std::move(columns);
        m_rows = std::move(rows);
        endResetModel();
    }

    const std::vector<Row>& rows() const { return m_rows; }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        const TableColumn<Row>& column = m_columns[static_cast<std::size_t>(index.column())];
        if (role == Qt::TextAlignmentRole)
            return QVariant(alignmentOf(column.kind));
        if (role != Qt::DisplayRole && role != SortKeyRole && role != Qt::ToolTipRole && role != Qt::DecorationRole)
            return {};
        const TableCell cell = column.cell(m_rows[static_cast<std::size_t>(index.row())]);
        if (role == Qt::DecorationRole)
            return cell.icon.isNull() ? QVariant() : QVariant(cell.icon);
        if (role == Qt::DisplayRole)
            return cell.text;
        if (role == Qt::ToolTipRole)
            return cell.toolTip.isEmpty() ? QVariant() : QVariant(cell.toolTip);
        return cell.sortKey.isValid() ? cell.sortKey : QVariant(cell.text);
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return QAbstractTableModel::headerData(section, orientation, role);
        const TableColumn<Row>& column = m_columns[static_cast<std::size_t>(section)];
        if (role == Qt::DisplayRole)
            return column.title;
        if (role == Qt::ToolTipRole && !column.toolTip.isEmpty())
            return column.toolTip;
        if (role == Qt::TextAlignmentRole)
            return QVariant(alignmentOf(column.kind));
        return {};
    }

private:
    static Qt::Alignment alignmentOf(ColumnKind kind)
    {
        return Qt::AlignVCenter | (kind == ColumnKind::Number ? Qt::AlignRight : Qt::AlignLeft);
    }

    std::vector<TableColumn<Row>> m_columns;
    std::vector<Row> m_rows;
};

} // namespace wattline::ui
