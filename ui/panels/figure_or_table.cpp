// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/figure_or_table.h"

#include "ui/tables/copy_table.h"
#include "ui/tables/sorted_table.h"

#include <QCheckBox>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wattline::ui {

FigureOrTable::FigureOrTable(QWidget* figure, SortedTable* table, const QString& switchName, QWidget* parent)
    : QWidget(parent)
{
    m_content = new QStackedWidget;
    m_content->addWidget(figure);
    m_content->addWidget(table);
    m_caption = new QLabel;
    m_caption->setWordWrap(true);
    m_caption->hide();
    m_copy = copyTableButton(*table);
    m_copy->hide();
    auto* asTable = new QCheckBox(tr("As table"));
    asTable->setAccessibleName(switchName);
    m_switch = new QWidget;
    auto* ends = new QHBoxLayout(m_switch);
    ends->setContentsMargins({});
    ends->addWidget(m_copy);
    ends->addWidget(asTable);
    m_line = new QHBoxLayout;
    m_line->addWidget(m_caption, 1);
    m_line->addStretch(); // takes what there is while no caption does
    m_line->addWidget(m_switch);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(m_line);
    column->addWidget(m_content, 1);
    connect(asTable, &QCheckBox::toggled, this, &FigureOrTable::showTable);
}

void FigureOrTable::addControl(QWidget* control)
{
    m_line->insertWidget(m_line->indexOf(m_caption), control);
}

void FigureOrTable::setCaption(const QString& caption)
{
    m_caption->setText(caption);
    m_caption->setVisible(!caption.isEmpty());
}

bool FigureOrTable::showsTable() const
{
    return m_content->currentIndex() == 1;
}

void FigureOrTable::showTable(bool on)
{
    m_content->setCurrentIndex(on ? 1 : 0);
    m_copy->setVisible(on);
    emit tableToggled(on);
}

} // namespace wattline::ui
