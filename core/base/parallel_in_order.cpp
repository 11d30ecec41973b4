// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel_in_order.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace wattline {

namespace {

/// Hands out the items and lets them be consumed in turn.
class Turns {
public:
    Turns(std::size_t count, const RunContext& context, const OrderedWork& work)
        : m_count(count), m_context(context), m_work(work)
    {
    }

    void work(std::size_t worker)
    {
        try {
            for (std::size_t item = begin(); item < m_count; item = begin()) {
                m_work.produce(item, worker);
                if (!consume(item, worker))
                    return;
            }
        } catch (...) {
            end();
            throw;
        }
    }

    bool isEnded() const { return m_ended; }

private:
    std::size_t begin()
    {
        const std::lock_guard lock(m_mutex);
        if (m_context.stopRequested())
            m_ended = true;
        return m_ended ? m_count : m_next++;
    }
    bool consume(std::size_t item, std::size_t worker)
    {
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [&] { return m_ended || m_turn == item; });
            if (m_ended)
                return false;
        }
        // Only the thread whose turn it is comes here, so the lock need not be held meanwhile.
        if (!m_work.consume(item, worker)) {
            end();
            return false;
        }
        {
            const std::lock_guard lock(m_mutex);
            ++m_turn;
        }
        m_changed.notify_all();
        return true;
    }
    void end()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ended = true;
        }
        m_changed.notify_all();
    }

    std::size_t m_count;
    const RunContext& m_context;
    const OrderedWork& m_work;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_next = 0;
    std::size_t m_turn = 0;
    bool m_ended = false;
};

} // namespace

bool parallelInOrder(std::size_t count, const RunContext& context, const OrderedWork& work)
{
    Turns turns(count, context, work);
    RunContext workers; // a stop is seen by the turns, so that none waits for an item that was never begun
    workers.threads = threadCount(context);
    parallelFor(std::min<std::size_t>(workers.threads, count), workers,
                [&](std::size_t worker) { turns.work(worker); });
    return !turns.isEnded() && !context.stopRequested();
}

} // namespace wattline
