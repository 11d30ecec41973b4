// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint_file.h"

#include <algorithm>

namespace wattline {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double SecondsBetweenWrites = 3.0;
constexpr double SecondsPerSecondOfWriting = 20.0;

double secondsBetween(Clock::time_point from, Clock::time_point to)
{
    return std::chrono::duration<double>(to - from).count();
}

std::int64_t unixSecondsNow()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

} // namespace

CheckpointFile::CheckpointFile(std::filesystem::path file, SavedSearch rows)
    : m_file(std::move(file)), m_saved(std::move(rows)), m_written(Clock::now())
{
    if (m_saved.startedUnixSeconds == 0)
        m_saved.startedUnixSeconds = unixSecondsNow();
}

const SavedSearch& CheckpointFile::saved(const Search& search)
{
    m_saved.state = search.checkpoint();
    m_saved.generations = search.history().size();
    return m_saved;
}

Result<void> CheckpointFile::write(const Search& search)
{
    const Clock::time_point start = Clock::now();
    Result<void> written = writeCheckpoint(m_file, saved(search));
    m_written = Clock::now();
    m_writingSeconds = secondsBetween(start, m_written);
    return written;
}

bool CheckpointFile::isDue() const
{
    return secondsBetween(m_written, Clock::now()) >=
           std::max(SecondsBetweenWrites, SecondsPerSecondOfWriting * m_writingSeconds);
}

} // namespace wattline
