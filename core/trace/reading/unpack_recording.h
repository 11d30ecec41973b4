// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_source.h"
#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/trace/reading/issue_log.h"

#include <memory>
#include <string>
#include <string_view>

namespace wattline {

/// Unpacks a recording that was packed with gzip. What a cut or damaged file still gives is kept, with an issue. Error
/// Format where it gives nothing, or would unpack to more than 256 MiB and 100 times its size (8 GiB at most): logs
/// shrink to a tenth or a fiftieth, so that is no log. Error Canceled.
Result<std::string> unpackRecording(std::string_view packed, const std::string& name, IssueLog& log,
                                    const RunContext& context);

/// The bytes of a recording, and the memory that they stand in where they had to be unpacked.
struct UnpackedSource {
    ByteSource bytes;
    std::unique_ptr<const std::string> unpacked;
};

/// The bytes as they are or, where they are packed with gzip, unpacked. Errors as unpackRecording(), and Error Io.
Result<UnpackedSource> unpackedSource(const ByteSource& bytes, const std::string& name, IssueLog& log,
                                      const RunContext& context);

} // namespace wattline
