// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/job_bar.h"

#include "ui/style/text.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <cmath>

namespace wattline::ui {

JobBar::JobBar(Session& session, Job job, const QString& start, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_job(job),
      m_start(new QPushButton(start)),
      m_progress(new QProgressBar),
      m_cancel(new QPushButton(tr("Cancel")))
{
    m_progress->setRange(0, 100);
    m_progress->setMaximumWidth(140);
    m_progress->setAccessibleName(tr("Progress of %1").arg(start));
    m_cancel->setToolTip(tr("End it; what has been found stands"));
    m_cancel->setAccessibleName(tr("Cancel %1").arg(start));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_start);
    row->addWidget(m_cancel);
    row->addWidget(m_progress);
    connect(m_start, &QPushButton::clicked, this, &JobBar::startRequested);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_session.stop(m_job); });
    connect(&session, &Session::tasksChanged, this, &JobBar::refresh);
    connect(&session, &Session::choiceChanged, this, &JobBar::refresh);
    refresh();
}

void JobBar::refresh()
{
    Task* task = m_session.runningTask(m_job);
    m_start->setVisible(task == nullptr);
    m_start->setEnabled(m_session.learningData() != nullptr);
    m_cancel->setVisible(task != nullptr);
    m_progress->setVisible(task != nullptr);
    if (task == nullptr)
        return;
    const Progress progress = task->progress();
    m_progress->setValue(static_cast<int>(std::lround(100.0 * progress.fraction)));
    m_progress->setToolTip(shown(progress.what));
    connect(task, &Task::progressChanged, this, &JobBar::refresh, Qt::UniqueConnection);
}

} // namespace wattline::ui
