// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace wattline::ui {

/// Carries a stream of records from a worker to the window: no record is lost, and however many are posted, at most one
/// event waits in the window's queue, and where an interval is given, one comes in that time. post() may be called from
/// any thread, also after the receiver is gone.
template <class Record>
class Mailbox {
public:
    /// `receive` is called on the receiver's thread with all records since its last call, in order; never with none.
    Mailbox(QObject* receiver, std::function<void(std::vector<Record>)> receive,
            std::chrono::milliseconds interval = std::chrono::milliseconds(0))
        : m_state(std::make_shared<State>())
    {
        m_state->receiver = receiver;
        m_state->receive = std::move(receive);
        m_state->interval = interval;
        QObject::connect(receiver, &QObject::destroyed, [weak = std::weak_ptr(m_state)] {
            if (const auto state = weak.lock()) {
                const std::lock_guard lock(state->mutex);
                state->receiver = nullptr;
            }
        });
    }

    void post(Record record) const
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->records.push_back(std::move(record));
        if (m_state->eventWaits || m_state->receiver == nullptr)
            return;
        m_state->eventWaits = true;
        QMetaObject::invokeMethod(
            m_state->receiver, [state = m_state] { deliverSoon(state); }, Qt::QueuedConnection);
    }

private:
    using Clock = std::chrono::steady_clock;
    struct State {
        std::mutex mutex;
        std::vector<Record> records;
        bool eventWaits = false;
        QObject* receiver = nullptr;
        // Below: the receiver's thread alone.
        std::function<void(std::vector<Record>)> receive;
        std::chrono::milliseconds interval{0};
        Clock::time_point last;
    };

    static void deliverSoon(const std::shared_ptr<State>& state)
    {
        const auto wait =
            std::chrono::duration_cast<std::chrono::milliseconds>(state->last + state->interval - Clock::now());
        if (wait.count() <= 0)
            return deliver(state);
        QTimer::singleShot(wait, state->receiver, [state] { deliver(state); });
    }

    static void deliver(const std::shared_ptr<State>& state)
    {
        std::vector<Record> records;
        {
            const std::lock_guard lock(state->mutex);
            records.swap(state->records);
            state->eventWaits = false;
        }
        state->last = Clock::now();
        state->receive(std::move(records));
    }

    std::shared_ptr<State> m_state;
};

} // namespace wattline::ui
