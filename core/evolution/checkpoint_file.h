// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/checkpoint.h"

#include <chrono>

namespace wattline {

/// A file that follows a running search: written every few seconds, and more seldom where that would cost the search
/// more than a twentieth of its time.
class CheckpointFile {
public:
    /// Data and split of `rows` are the search's; its state is taken from the search at each writing, and where it does
    /// not know when the search began, that is now.
    CheckpointFile(std::filesystem::path file, SavedSearch rows);

    /// Errors as writeCheckpoint().
    Result<void> write(const Search& search);
    bool isDue() const;

    const std::filesystem::path& file() const { return m_file; }
    /// What the file holds, or would hold had it been written.
    const SavedSearch& saved(const Search& search);

private:
    std::filesystem::path m_file;
    SavedSearch m_saved;
    std::chrono::steady_clock::time_point m_written;
    double m_writingSeconds = 0.0;
};

} // namespace wattline
