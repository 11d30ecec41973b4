// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_line.h"

#include <algorithm>
#include <fmt/format.h>
#include <unistd.h>

namespace wattline::cli {

ProgressLine::ProgressLine(bool quiet) : m_enabled(!quiet && ::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine()
{
    if (m_drawn)
        fmt::print(stderr, "\r\x1b[K");
}

void ProgressLine::show(const Progress& progress)
{
    if (!m_enabled)
        return;
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (m_drawn && now - m_last < std::chrono::milliseconds(100))
        return;
    m_last = now;
    m_drawn = true;
    constexpr int Width = 24;
    const double fraction = std::clamp(progress.fraction, 0.0, 1.0);
    const int filled = static_cast<int>(fraction * Width);
    fmt::print(stderr, "\r\x1b[K[{:#<{}}{:.<{}}] {:3.0f} % {}", "", filled, "", Width - filled, 100.0 * fraction,
               progress.what);
    std::fflush(stderr);
}

} // namespace wattline::cli
