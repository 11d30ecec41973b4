// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/study_frame.h"

#include "ui/pages/empty_state.h"
#include "ui/panels/figure_or_table.h"
#include "ui/panels/job_bar.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wattline::ui {

StudyFrame::StudyFrame(Session& session, Job job, const QString& sentence, const QString& start, QWidget* parent)
    : FigurePanel(parent), m_session(session), m_job(job)
{
    m_controls = new QHBoxLayout;
    m_start = new JobBar(session, job, start, this);
    m_empty = new EmptyState(sentence, start);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_remarks = new QLabel;
    m_remarks->setWordWrap(true);
    m_remarks->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_lines = new QVBoxLayout(this);
    m_lines->setContentsMargins({});
    m_lines->addLayout(m_controls);
    m_lines->addWidget(m_stack, 1);
    m_lines->addWidget(m_remarks);
    connect(m_start, &JobBar::startRequested, this, &StudyFrame::startRequested);
    connect(m_empty, &EmptyState::actionTriggered, this, &StudyFrame::startRequested);
    connect(&session, &Session::tasksChanged, this, &StudyFrame::enableStart);
    connect(&session, &Session::choiceChanged, this, &StudyFrame::enableStart);
    enableStart();
}

void StudyFrame::enableStart()
{
    m_empty->setActionEnabled(m_session.learningData() && !m_session.isRunning(m_job));
}

void StudyFrame::addStart()
{
    m_controls->addWidget(m_start);
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
    auto* content = new FigureOrTable(figures, table, name);
    m_stack->addWidget(content);
    m_switch = content->tableSwitch();
    m_controls->addStretch();
    m_controls->addWidget(m_switch);
}

void StudyFrame::showContents(bool any, const QStringList& remarks)
{
    m_stack->setCurrentIndex(any ? 1 : 0);
    m_switch->setVisible(any);
    m_remarks->setText(remarks.join(QLatin1Char(' ')));
    m_remarks->setVisible(!remarks.isEmpty());
}

} // namespace wattline::ui
