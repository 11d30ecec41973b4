// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <cstddef>
#include <functional>

namespace wattline {

/// The number of threads that a context asks for: context.threads, or one per core.
unsigned threadCount(const RunContext& context);

/// Calls body(i) once for each i below count, on threadCount threads of this call; returns when all are done. Items are
/// handed out one at a time, so each should be worth some microseconds. When a stop is requested the items not yet
/// begun are left out and the answer is false. body must be safe to call from several threads; what it throws (memory
/// can run out) ends the loop and is thrown on by this call.
bool parallelFor(std::size_t count, const RunContext& context, const std::function<void(std::size_t)>& body);

} // namespace wattline
