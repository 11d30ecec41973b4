// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>
#include <string>

namespace wattline {

/// How far a long computation has come.
struct Progress {
    double fraction = 0.0; ///< 0 to 1
    std::string what;      ///< the present step, as a user reads it: "Reading node3.csv"
};

/// How a long computation runs: when it shall stop, whom it tells, on how many threads. None of the three changes its
/// result. The default runs to the end on every core and tells nobody. onProgress may be called from any thread.
struct RunContext {
    std::stop_token stop;
    std::function<void(const Progress&)> onProgress;
    unsigned threads = 0; ///< 0: one per core

    bool stopRequested() const { return stop.stop_requested(); }
    void report(double fraction, const std::string& what) const
    {
        if (onProgress)
            onProgress({fraction, what});
    }
};

} // namespace wattline
