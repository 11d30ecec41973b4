// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLockFile>
#include <filesystem>
#include <memory>
#include <vector>

namespace wattline::ui {

/// A folder in which searches outlive their window: the running one of each window, written anew every few seconds, and
/// those that somebody kept on closing. What a window leaves behind without keeping or discarding it was cut off.
class SearchShelf {
public:
    /// A search of another time that nobody works on.
    struct Left {
        std::filesystem::path file;
        bool endedUnexpectedly = false; ///< else kept on purpose
    };

    /// The place of one window. A folder that cannot be written shows in runningFile() not being writable.
    explicit SearchShelf(const std::filesystem::path& folder);

    /// Where the search of this window is written.
    const std::filesystem::path& runningFile() const { return m_runningFile; }
    /// Where a search is written that is about to take the place of the running one.
    std::filesystem::path nextFile() const { return m_runningFile.string() + ".next"; }
    /// Makes a file the one of this window's search. Error Io; nothing is kept for this window then.
    Result<void> adopt(const std::filesystem::path& file) const;
    /// Keeps what is written there beyond the window, and says where; no other window is told of it while this one
    /// lives. Error Io.
    Result<std::filesystem::path> keep();
    /// The same, in the place of what was kept before.
    Result<std::filesystem::path> keepAs(const std::filesystem::path& file) const;
    /// Removes what is written there; nothing may be.
    void discard() const;
    /// What other windows have left, each told to one window only.
    std::vector<Left> takeLeft();

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_runningFile;
    std::unique_ptr<QLockFile> m_lock;
    std::vector<std::unique_ptr<QLockFile>> m_locks; ///< of what this window has kept or been told of
};

} // namespace wattline::ui
