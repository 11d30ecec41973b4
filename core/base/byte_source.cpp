// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wattline {

/// An open file that closes itself.
struct ByteSource::File {
    explicit File(std::filesystem::path name)
        // Without O_NONBLOCK the opening of a pipe would wait for a writer.
        : path(std::move(name)), descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    {
    }
    ~File()
    {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    Error error() const { return {ErrorKind::Io, path.string() + ": cannot be read: " + std::strerror(errno) + "."}; }

    std::filesystem::path path;
    int descriptor;
};

Result<ByteSource> ByteSource::open(const std::filesystem::path& path)
{
    const auto file = std::make_shared<const File>(path);
    struct stat status = {};
    if (file->descriptor < 0 || ::fstat(file->descriptor, &status) != 0)
        return file->error();
    if (S_ISDIR(status.st_mode))
        return Error{ErrorKind::Io, path.string() + ": is a folder; a file is needed here."};
    if (!S_ISREG(status.st_mode))
        return Error{ErrorKind::Io, path.string() + ": is a pipe or device; save its data to a file first."};
    ByteSource source{std::string_view()};
    source.m_file = file;
    source.m_size = static_cast<std::size_t>(status.st_size);
    return source;
}

Result<std::string_view> ByteSource::read(std::size_t begin, std::size_t end, std::string& buffer,
                                          const RunContext& context) const
{
    constexpr std::size_t BytesBetweenStops = std::size_t{1} << 24U;
    end = std::min(end, m_size);
    begin = std::min(begin, end);
    if (!m_file)
        return m_memory.substr(begin, end - begin);
    if (buffer.size() < end - begin)
        buffer.resize(end - begin);
    std::size_t filled = 0;
    while (filled < end - begin) {
        if (context.stopRequested())
            return canceledError();
        const ssize_t got =
            ::pread(m_file->descriptor, buffer.data() + filled, std::min(end - begin - filled, BytesBetweenStops),
                    static_cast<off_t>(begin + filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return m_file->error();
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    return std::string_view(buffer).substr(0, filled);
}

} // namespace wattline
