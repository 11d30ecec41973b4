// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/study_frame.h"

#include "ui/tables/copy_table.h"
#include "ui/tables/sorted_table.h"

#include <QCheckBox>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wattline::ui {

StudyFrame::StudyFrame(const QString& sentence, QWidget* parent) : FigurePanel(parent)
{
    m_controls = new QHBoxLayout;
    auto* empty = new QLabel(sentence);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(m_content = new QStackedWidget);
    m_remarks = new QLabel;
    m_remarks->setWordWrap(true);
    m_remarks->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_lines = new QVBoxLayout(this);
    m_lines->setContentsMargins({});
    m_lines->addLayout(m_controls);
    m_lines->addWidget(m_stack, 1);
    m_lines->addWidget(m_remarks);
}

void StudyFrame::addLabelled(const QString& label, QWidget* field)
{
    auto* text = new QLabel(label);
    text->setBuddy(field);
    m_controls->addWidget(text);
    m_controls->addWidget(field);
}

void StudyFrame::addLine(QWidget* line)
{
    m_lines->insertWidget(m_lines->indexOf(m_controls), line);
}

void StudyFrame::setContents(QWidget* figures, SortedTable* table, const QString& name)
{
    m_content->addWidget(figures);
    m_content->addWidget(table);
    auto* asTable = new QCheckBox(tr("As table"));
    asTable->setAccessibleName(name);
    auto* copy = copyTableButton(*table);
    copy->hide();
    m_switch = new QWidget;
    auto* row = new QHBoxLayout(m_switch);
    row->setContentsMargins({});
    row->addWidget(copy);
    row->addWidget(asTable);
    m_controls->addStretch();
    m_controls->addWidget(m_switch);
    connect(asTable, &QCheckBox::toggled, this, [this, copy](bool on) {
        m_content->setCurrentIndex(on ? 1 : 0);
        copy->setVisible(on);
    });
}

void StudyFrame::showContents(bool any, const QStringList& remarks)
{
    m_stack->setCurrentIndex(any ? 1 : 0);
    m_switch->setVisible(any);
    m_remarks->setText(remarks.join(QLatin1Char(' ')));
    m_remarks->setVisible(!remarks.isEmpty());
}

} // namespace wattline::ui
