// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace wattline {

/// All bytes of a regular file. Error Io, naming the file and the system's reason, where it cannot be read (absent, a
/// folder, a pipe or device, no permission); Error Canceled.
Result<std::string> readFile(const std::filesystem::path& path, const RunContext& context = {});

/// Replaces the file by the given bytes so that a reader sees the old file or the new one, never a part: written
/// beside, synced to the disk, renamed. An existing file keeps its permissions, a symbolic link its place; pipes and
/// devices
/// (/dev/stdout) take the bytes as they come. Error Io, naming the file and the reason; nothing is left behind then.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

} // namespace wattline
