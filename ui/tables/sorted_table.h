// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <optional>
#include <string>
#include <vector>

QT_BEGIN_NAMESPACE
class QSortFilterProxyModel;
QT_END_NAMESPACE

namespace wattline::ui {

/// A table that is sorted by a click on a header, by the sort keys of RowModel. Whole rows are chosen, by mouse or
/// keyboard, and survive new contents of the model where the row number still exists. Ctrl+C copies the chosen row, and
/// the context menu also the table.
class SortedTable : public QTableView {
    Q_OBJECT

public:
    explicit SortedTable(QAbstractItemModel* source, QWidget* parent = nullptr);

    /// Row of the model behind, not of the sorted view.
    void chooseRow(int sourceRow);
    std::optional<int> chosenRow() const;
    /// Sentences that go with the table where it leaves the program: what its numbers are.
    void setNotes(std::vector<std::string> notes) { m_notes = std::move(notes); }
    const std::vector<std::string>& notes() const { return m_notes; }
    /// Columns as wide as their contents, the last one taking what is left.
    void fitColumns();

signals:
    /// By mouse, keyboard or chooseRow(); not when new contents arrive.
    void rowChosen(int sourceRow);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addCopying();
    void copyChosenRow() const;
    void keepRowOverResets();

    QSortFilterProxyModel* m_sorted;
    std::optional<int> m_rowBeforeReset;
    bool m_resetting = false;
    std::vector<std::string> m_notes;
};

} // namespace wattline::ui
