// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/table_in_focus.h"

#include "ui/tables/sorted_table.h"

#include <QApplication>

namespace wattline::ui {

TableInFocus::TableInFocus(const QWidget& window) : m_window(window)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* focused) { takeFocus(focused); });
}

SortedTable* TableInFocus::current(const QWidget* page) const
{
    if (m_last && m_last->isVisibleTo(&m_window))
        return m_last;
    if (page == nullptr)
        return nullptr;
    const auto tables = page->findChildren<SortedTable*>();
    const auto found =
        std::find_if(tables.begin(), tables.end(), [this](const auto* table) { return table->isVisibleTo(&m_window); });
    return found == tables.end() ? nullptr : *found;
}

void TableInFocus::takeFocus(QWidget* focused)
{
    for (QWidget* widget = focused; widget != nullptr; widget = widget->parentWidget()) {
        auto* table = qobject_cast<SortedTable*>(widget);
        if (table == nullptr || table->window() != &m_window || table == m_last)
            continue;
        m_last = table;
        emit changed();
        return;
    }
}

} // namespace wattline::ui
