// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace wattline::ui {

/// Carries a stream of records from a worker to the window: no record is lost, and however many are posted, at most one
/// event waits in the window's queue. post() may be called from any thread, also after the receiver is gone.
template <class Record>
class Mailbox {
public:
    /// `receive` is called on the receiver's thread with all records since its last call, in order; never with none.
    Mailbox(QObject* receiver, std::function<void(std::vector<Record>)> receive)
        : m_state(std::make_shared<State>()), m_receive(std::move(receive))
    {
        m_state->receiver = receiver;
        QObject::connect(receiver, &QObject::destroyed, [state = m_state] {
            const std::lock_guard lock(state->mutex);
            state->receiver = nullptr;
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
            m_state->receiver,
            [state = m_state, receive = m_receive] {
                std::vector<Record> records;
                {
                    const std::lock_guard inner(state->mutex);
                    records.swap(state->records);
                    state->eventWaits = false;
                }
                receive(std::move(records));
            },
            Qt::QueuedConnection);
    }

private:
    struct State {
        std::mutex mutex;
        std::vector<Record> records;
        bool eventWaits = false;
        QObject* receiver = nullptr;
    };
    std::shared_ptr<State> m_state;
    std::function<void(std::vector<Record>)> m_receive;
};

} // namespace wattline::ui
