// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/search_shelf.h"

#include "ui/style/text.h"

#include <QDateTime>
#include <algorithm>
#include <atomic>
#include <unistd.h>

namespace wattline::ui {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view Running = "running-";
constexpr std::string_view Kept = "kept-";
constexpr std::string_view Extension = ".wattline-search";

/// The lock of a window that is gone is taken over at once: QLockFile looks whether its process lives.
std::unique_ptr<QLockFile> lockOf(const fs::path& file)
{
    auto lock = std::make_unique<QLockFile>(shown(file.string() + ".lock"));
    lock->setStaleLockTime(0);
    return lock;
}

std::string newName(std::string_view kind)
{
    return std::string(kind) + std::to_string(::getpid()) + "-" + std::to_string(QDateTime::currentMSecsSinceEpoch()) +
           std::string(Extension);
}

} // namespace

SearchShelf::SearchShelf(const fs::path& folder) : m_folder(folder), m_runningFile(folder / newName(Running))
{
    std::error_code error;
    fs::create_directories(folder, error);
    m_lock = lockOf(m_runningFile);
    m_lock->tryLock(0);
}

Result<void> SearchShelf::adopt(const fs::path& file) const
{
    std::error_code error;
    fs::rename(file, m_runningFile, error);
    if (!error)
        return {};
    discard(); // what lies there is of another search
    return Error{ErrorKind::Io, file.string() + ": cannot be taken over: " + error.message() + "."};
}

Result<fs::path> SearchShelf::keep()
{
    const fs::path file = m_folder / newName(Kept);
    auto lock = lockOf(file); // before the file is there: another window may look at any moment
    lock->tryLock(0);
    Result<fs::path> kept = keepAs(file);
    if (kept)
        m_locks.push_back(std::move(lock));
    return kept;
}

Result<fs::path> SearchShelf::keepAs(const fs::path& file) const
{
    std::error_code error;
    fs::rename(m_runningFile, file, error);
    if (error)
        return Error{ErrorKind::Io, m_runningFile.string() + ": cannot be kept: " + error.message() + "."};
    return file;
}

void SearchShelf::discard() const
{
    std::error_code error;
    fs::remove(m_runningFile, error);
}

std::vector<SearchShelf::Left> SearchShelf::takeLeft()
{
    std::vector<Left> all;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder, error)) {
        const std::string name = entry.path().filename().string();
        const bool isRunning = name.starts_with(Running);
        if (!name.ends_with(Extension) || !(isRunning || name.starts_with(Kept)) || entry.path() == m_runningFile)
            continue;
        auto lock = lockOf(entry.path());
        if (!lock->tryLock(0))
            continue; // its window lives, or another one has told of it
        m_locks.push_back(std::move(lock));
        all.push_back({entry.path(), isRunning});
    }
    std::sort(all.begin(), all.end(), [](const Left& a, const Left& b) { return a.file < b.file; });
    return all;
}

} // namespace wattline::ui
