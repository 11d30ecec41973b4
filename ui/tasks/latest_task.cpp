// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/latest_task.h"

#include <utility>

namespace wattline::ui {

void LatestTask::ask(const QString& title, Task::Work work)
{
    m_next = Question{title, std::move(work)};
    if (m_task != nullptr)
        return m_task->requestStop();
    begin(*std::exchange(m_next, std::nullopt));
}

void LatestTask::begin(const Question& question)
{
    const auto work = [this, compute = question.work](const RunContext& context) -> Task::Delivery {
        return [this, deliver = compute(context)] {
            if (!m_next && deliver)
                deliver();
        };
    };
    m_task = new Task(question.title, work, this);
    connect(m_task, &Task::finished, this, [this] {
        m_task->deleteLater();
        m_task = nullptr;
        if (m_next)
            begin(*std::exchange(m_next, std::nullopt));
    });
}

} // namespace wattline::ui
