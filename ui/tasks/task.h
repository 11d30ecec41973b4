// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <QObject>
#include <QString>
#include <functional>
#include <mutex>
#include <thread>

namespace wattline::ui {

/// One long computation on a thread of its own. The work runs there with a RunContext that carries this task's stop
/// token and progress; what it returns is then called on the thread of the Task (the window's), followed by finished().
/// A task that is destroyed first stops its work, waits for it (the core answers a stop within 0.2 s) and delivers
/// nothing.
class Task : public QObject {
    Q_OBJECT

public:
    using Delivery = std::function<void()>;
    using Work = std::function<Delivery(const RunContext&)>;

    /// Starts the work at once. `title` is what the status bar shows: "Detecting phases".
    Task(QString title, Work work, QObject* parent = nullptr);
    ~Task() override;

    const QString& title() const { return m_title; }
    Progress progress() const;
    bool isRunning() const { return m_running; }
    void requestStop() { m_thread.request_stop(); }

signals:
    /// The progress moved; many reports become one signal.
    void progressChanged();
    /// The result has been delivered, or the work was stopped.
    void finished();

private:
    void takeProgress(const Progress& progress);
    void finish(const Delivery& delivery);

    QString m_title;
    bool m_running = true;
    mutable std::mutex m_mutex;
    Progress m_progress;
    bool m_progressWaits = false;
    std::jthread m_thread; // last: it must end before anything above is gone
};

/// The work that computes a Result and hands it over on the window's thread.
template <class T>
Task::Work workOf(std::function<Result<T>(const RunContext&)> compute, std::function<void(Result<T>)> deliver)
{
    return [compute = std::move(compute), deliver = std::move(deliver)](const RunContext& context) -> Task::Delivery {
        auto result = std::make_shared<Result<T>>(compute(context));
        return [result, deliver] { deliver(std::move(*result)); };
    };
}

} // namespace wattline::ui
