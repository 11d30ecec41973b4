// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/sorted_table.h"

#include "ui/tables/copy_table.h"
#include "ui/tables/row_model.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

namespace wattline::ui {

SortedTable::SortedTable(QAbstractItemModel* source, QWidget* parent)
    : QTableView(parent), m_sorted(new QSortFilterProxyModel(this))
{
    horizontalHeader()->setDefaultSectionSize(40); // the last column may shrink to this when the view does
    m_sorted->setSourceModel(source);
    m_sorted->setSortRole(SortKeyRole);
    setModel(m_sorted);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 8); // to measure each row takes long
    horizontalHeader()->setResizeContentsPrecision(200);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // the model's own order until a header is clicked
    setSortingEnabled(true);
    // Not of the current row: a table that gets the focus makes its first row current, which nobody has chosen.
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this](const QItemSelection& selected) {
        if (!selected.isEmpty() && !m_resetting)
            emit rowChosen(m_sorted->mapToSource(selected.indexes().front()).row());
    });
    keepRowOverResets();
    addCopying();
}

void SortedTable::addCopying()
{
    auto* row = new QAction(tr("Copy Row"), this);
    connect(row, &QAction::triggered, this, &SortedTable::copyChosenRow);
    auto* table = new QAction(tr("Copy Table"), this);
    connect(table, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(copiedTable(*m_sorted)); });
    addActions({row, table});
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void SortedTable::copyChosenRow() const
{
    const QModelIndexList chosen = selectionModel()->selectedRows();
    if (!chosen.isEmpty())
        QGuiApplication::clipboard()->setText(copiedRow(*m_sorted, chosen.front().row()));
}

/// Ctrl+C is no shortcut of an action: every table has it, and a key of the window may belong to one action alone.
void SortedTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copyChosenRow();
    QTableView::keyPressEvent(event);
}

void SortedTable::keepRowOverResets()
{
    connect(m_sorted, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_rowBeforeReset = chosenRow();
        m_resetting = true;
    });
    connect(m_sorted, &QAbstractItemModel::modelReset, this, [this] {
        if (m_rowBeforeReset)
            chooseRow(*m_rowBeforeReset);
        m_resetting = false;
    });
}

void SortedTable::chooseRow(int sourceRow)
{
    if (sourceRow == chosenRow() || sourceRow >= m_sorted->sourceModel()->rowCount())
        return;
    setCurrentIndex(m_sorted->mapFromSource(m_sorted->sourceModel()->index(sourceRow, 0)));
}

std::optional<int> SortedTable::chosenRow() const
{
    const QModelIndexList chosen = selectionModel()->selectedRows();
    if (chosen.isEmpty())
        return {};
    return m_sorted->mapToSource(chosen.front()).row();
}

void SortedTable::fitColumns()
{
    for (int column = 0; column + 1 < model()->columnCount(); ++column)
        resizeColumnToContents(column);
}

} // namespace wattline::ui
