// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/task.h"

#include <QMetaObject>

namespace wattline::ui {

Task::Task(QString title, Work work, QObject* parent) : QObject(parent), m_title(std::move(title))
{
    m_thread = std::jthread([this, work = std::move(work)](std::stop_token stop) {
        const RunContext context{std::move(stop), [this](const Progress& progress) { takeProgress(progress); }};
        Delivery delivery = work(context);
        QMetaObject::invokeMethod(
            this, [this, delivery = std::move(delivery)] { finish(delivery); }, Qt::QueuedConnection);
    });
}

Task::~Task()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

Progress Task::progress() const
{
    const std::lock_guard lock(m_mutex);
    return m_progress;
}

void Task::takeProgress(const Progress& progress)
{
    const std::lock_guard lock(m_mutex);
    m_progress = progress;
    if (m_progressWaits)
        return;
    m_progressWaits = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            {
                const std::lock_guard inner(m_mutex);
                m_progressWaits = false;
            }
            emit progressChanged();
        },
        Qt::QueuedConnection);
}

void Task::finish(const Delivery& delivery)
{
    m_running = false;
    if (delivery)
        delivery();
    emit finished();
}

} // namespace wattline::ui
