// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <cstddef>
#include <functional>

namespace wattline {

/// The two halves of an ordered loop. `worker` counts the threads from 0, so that each can keep buffers of its own.
struct OrderedWork {
    std::function<void(std::size_t item, std::size_t worker)> produce;
    std::function<bool(std::size_t item, std::size_t worker)> consume; ///< false ends the loop
};

/// Calls produce(i) for each i below count on threadCount threads, and consume(i) on the same thread, one after the
/// other in the order of i: what is consumed does not depend on the number of threads. No thread runs ahead by more
/// than one item. False where a stop was requested or consume ended the loop; what either throws ends the loop and is
/// thrown on.
bool parallelInOrder(std::size_t count, const RunContext& context, const OrderedWork& work);

} // namespace wattline
