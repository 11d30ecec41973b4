// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace wattline {

/// The bytes of a regular file, or of memory that outlives this, to be read at any place from several threads at once.
/// A file is read, not mapped: one that is cut short meanwhile then ends early and does not end the program
/// (docs/decisions/0004-reading-in-blocks.md).
class ByteSource {
public:
    explicit ByteSource(std::string_view memory) : m_memory(memory), m_size(memory.size()) {}

    /// Error Io, naming the file and the system's reason, where it cannot be read: absent, a folder, a pipe or device,
    /// no permission.
    static Result<ByteSource> open(const std::filesystem::path& path);

    /// The number of bytes when it was opened.
    std::size_t size() const { return m_size; }

    /// The bytes [begin, end), as many as there are: a view of the memory, or of `buffer`, which is made to hold them.
    /// Error Io where the system cannot read them; Canceled.
    Result<std::string_view> read(std::size_t begin, std::size_t end, std::string& buffer,
                                  const RunContext& context = {}) const;

private:
    struct File;

    std::string_view m_memory;
    std::shared_ptr<const File> m_file; ///< none: the bytes are in memory
    std::size_t m_size = 0;
};

} // namespace wattline
