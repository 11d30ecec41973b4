// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace wattline {

/// Whether the bytes begin as a gzip file does.
bool isGzip(std::string_view bytes);

/// How unpacking came to its end.
enum class UnpackEnd {
    Whole,   ///< every member was unpacked and its checksum fits
    Cut,     ///< the packed bytes end in the middle of a member
    Damaged, ///< a member cannot be unpacked further, or its checksum does not fit
    Limit    ///< the limit was reached
};

struct Unpacked {
    std::string bytes;
    UnpackEnd end = UnpackEnd::Whole;
};

/// Unpacks gzip members that stand one after the other, up to `mostBytes` in all; what was unpacked before a cut or
/// damage is kept. Bytes after the last member that begin no other are padding. Never holds more than mostBytes and a
/// small buffer. Error Canceled.
Result<Unpacked> gunzip(std::string_view packed, std::size_t mostBytes, const RunContext& context = {});

} // namespace wattline
