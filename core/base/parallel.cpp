// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace wattline {

unsigned threadCount(const RunContext& context)
{
    return context.threads > 0 ? context.threads : std::max(1U, std::thread::hardware_concurrency());
}

bool parallelFor(std::size_t count, const RunContext& context, const std::function<void(std::size_t)>& body)
{
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::once_flag failed;
    const auto work = [&] {
        try {
            for (std::size_t i = next++; i < count && !context.stopRequested(); i = next++)
                body(i);
        } catch (...) {
            std::call_once(failed, [&] { failure = std::current_exception(); });
            next = count;
        }
    };
    const std::size_t threads = std::min<std::size_t>(threadCount(context), count);
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back(work);
        work();
    }
    if (failure)
        std::rethrow_exception(failure);
    return !context.stopRequested();
}

} // namespace wattline
