// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wattline {

namespace {

/// A POSIX file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool isOpen() const { return m_number >= 0; }
    int number() const { return m_number; }

private:
    int m_number;
};

Error systemError(const std::filesystem::path& path, const char* what)
{
    const int code = errno;
    return {ErrorKind::Io, path.string() + ": " + what + ": " + std::strerror(code) + "."};
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Makes the rename itself durable; a file system that cannot sync a folder is no reason to fail.
void syncFolder(const std::filesystem::path& folder)
{
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.isOpen())
        ::fsync(descriptor.number());
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path, const RunContext& context)
{
    // Without O_NONBLOCK the opening of a pipe would wait for a writer, deaf to every stop.
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor.isOpen())
        return systemError(path, "cannot be read");
    struct stat status = {};
    if (::fstat(descriptor.number(), &status) != 0)
        return systemError(path, "cannot be read");
    if (S_ISDIR(status.st_mode))
        return Error{ErrorKind::Io, path.string() + ": is a folder; a file is needed here."};
    if (!S_ISREG(status.st_mode))
        return Error{ErrorKind::Io, path.string() + ": is a pipe or device; save its data to a file first."};

    constexpr std::size_t Step = std::size_t{1} << 22;
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    for (;;) {
        if (context.stopRequested())
            return canceledError();
        if (filled == bytes.size())
            bytes.resize(bytes.size() + 65536); // files that grow, or report no size (/proc)
        const ssize_t got = ::read(descriptor.number(), bytes.data() + filled, std::min(Step, bytes.size() - filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemError(path, "cannot be read");
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

namespace {

/// Pipes and devices (/dev/stdout) cannot be replaced by a rename; they take the bytes as they come.
Result<void> writeToDevice(const std::filesystem::path& path, std::string_view bytes)
{
    const Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!descriptor.isOpen() || !writeAll(descriptor.number(), bytes))
        return systemError(path, "cannot be written");
    return {};
}

std::filesystem::path temporaryBeside(const std::filesystem::path& path)
{
    static std::atomic<unsigned> count{0};
    return path.parent_path() / (".wattline-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".part");
}

/// The file that a chain of symbolic links ends in, there or not.
std::filesystem::path withoutLinks(std::filesystem::path path)
{
    constexpr int LongestChain = 40;
    std::error_code error;
    for (int i = 0; i < LongestChain && std::filesystem::is_symlink(path, error); ++i) {
        const std::filesystem::path target = std::filesystem::read_symlink(path, error);
        path = target.is_absolute() ? target : path.parent_path() / target;
    }
    return path;
}

/// A new file has the permissions of the user's mask, a replaced one those that it had.
bool keepPermissions(int descriptor, const std::filesystem::path& path)
{
    struct stat before = {};
    return ::stat(path.c_str(), &before) != 0 || ::fchmod(descriptor, before.st_mode & 07777U) == 0;
}

} // namespace

Result<void> writeFileAtomically(const std::filesystem::path& asked, std::string_view bytes)
{
    const std::filesystem::path path = withoutLinks(asked);
    std::error_code absent;
    const std::filesystem::file_status status = std::filesystem::status(path, absent);
    if (std::filesystem::is_directory(status))
        return Error{ErrorKind::Io, asked.string() + ": is a folder; name a file to write."};
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        return writeToDevice(path, bytes);

    const std::filesystem::path beside = temporaryBeside(path);
    const Descriptor descriptor(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!descriptor.isOpen())
        return systemError(asked, "cannot be written");
    if (!writeAll(descriptor.number(), bytes) || !keepPermissions(descriptor.number(), path) ||
        ::fsync(descriptor.number()) != 0 || ::rename(beside.c_str(), path.c_str()) != 0) {
        Error error = systemError(asked, "cannot be written");
        ::unlink(beside.c_str());
        return error;
    }
    syncFolder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
    return {};
}

} // namespace wattline
